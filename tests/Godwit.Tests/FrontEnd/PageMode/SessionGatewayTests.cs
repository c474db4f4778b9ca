using System.Text;
using Godwit.FrontEnd.Connections;
using Godwit.FrontEnd.PageMode;
using Godwit.Pool.Users;
using Godwit.Sip.Messages;
using Godwit.Tests.FrontEnd.Bench;

namespace Godwit.Tests.FrontEnd.PageMode;

/// <summary>Alice has a client of the family, bob a plain one.</summary>
public sealed class SessionGatewayTests : IAsyncDisposable
{
    private readonly EdgeBench _bench = new();
    private readonly Writer _alice;

    public SessionGatewayTests() => _alice = new Writer(_bench.SignIn("alice", family: ClientFamily.Sipe));

    private PageSessions Sessions => _bench.Get<PageSessions>();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task What_is_written_in_a_session_arrives_in_page_mode_and_is_answered_as_the_plain_client_answers()
    {
        var bob = _bench.SignIn("bob");
        await _alice.Invite();
        var ok = await _alice.Begin();
        Assert.Contains("m=message ", Encoding.UTF8.GetString(ok.Body.Span), StringComparison.Ordinal);
        Assert.False(ok.Headers.Has("Supported"), "SIPE would take its first text for delivered");

        var sent = _alice.Write("Grüße");
        var page = await bob.ReceiveRequest(SipMethod.Message);
        Assert.Equal((bob.Contact, "text/plain;charset=UTF-8", "Grüße"), (page.Uri, page.Headers.Get(HeaderNames.ContentType), Encoding.UTF8.GetString(page.Body.Span)));
        Assert.Equal("<sip:bob@godwit.test>", page.Headers.Get(HeaderNames.To));
        Assert.StartsWith("<sip:alice@godwit.test>;tag=", page.Headers.Get(HeaderNames.From), StringComparison.Ordinal);
        Assert.NotEqual(sent.Headers.Get(HeaderNames.CallId), page.Headers.Get(HeaderNames.CallId));
        Assert.Equal("\"Alice\" <sip:alice@godwit.test>", page.Headers.Get(HeaderNames.PAssertedIdentity));
        await _alice.Client.NothingMore();
        bob.Answer(page, 200);
        var answer = await _alice.Client.ReceiveResponse(200);
        Assert.Equal((sent.Headers.Get(HeaderNames.CSeq), sent.Headers.Get(HeaderNames.To)), (answer.Headers.Get(HeaderNames.CSeq), answer.Headers.Get(HeaderNames.To)));

        _alice.Write("<b>bold</b>", "text/html");
        page = await bob.ReceiveRequest(SipMethod.Message);
        Assert.Equal("bold", Encoding.UTF8.GetString(page.Body.Span));
        bob.Answer(page, 202);
        await _alice.Client.ReceiveResponse(202);

        _alice.Send(SipMethod.Bye);
        await _alice.Client.ReceiveResponse(200);
        Assert.Equal(0, Sessions.Count);
        _alice.Write("Too late");
        await _alice.Client.ReceiveResponse(481);
        await bob.NothingMore();
    }

    [Theory]
    [InlineData(415, 415)]
    [InlineData(603, 603)]
    [InlineData(401, 500)]
    [InlineData(302, 500)]
    public async Task Nothing_is_acknowledged_that_did_not_arrive(int refused, int told)
    {
        var bob = _bench.SignIn("bob");
        await _alice.Invite();
        await _alice.Begin();
        _alice.Write("Hello");
        bob.Answer(await bob.ReceiveRequest(SipMethod.Message), refused, r => r.Headers.Add(HeaderNames.Warning, "399 bob \"No\""));
        Assert.Equal("399 bob \"No\"", (await _alice.Client.ReceiveResponse(told)).Headers.Get(HeaderNames.Warning));

        _alice.Write("Hello?");
        await bob.ReceiveRequest(SipMethod.Message);
        bob.Hang();
        await bob.Ended;
        _bench.Advance(TimeSpan.FromSeconds(1));
        Assert.Contains("15030", (await _alice.Client.ReceiveResponse(480)).Headers.Get(HeaderNames.MsDiagnostics), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signs_are_answered_here_and_what_is_no_text_is_refused()
    {
        var bob = _bench.SignIn("bob");
        await _alice.Invite();
        await _alice.Begin();
        _alice.Send(SipMethod.Info, "<KeyboardActivity><status status=\"type\"/></KeyboardActivity>", "application/xml");
        await _alice.Client.ReceiveResponse(200);
        _alice.Send(SipMethod.Invite);
        Assert.Equal("application/sdp", (await _alice.Client.ReceiveResponse(200)).Headers.Get(HeaderNames.ContentType));
        _alice.Write("Invitation-Command: INVITE", "text/x-msmsgsinvite");
        Assert.Equal("text/plain", (await _alice.Client.ReceiveResponse(415)).Headers.Get(HeaderNames.Accept));
        _alice.Send(SipMethod.Refer);
        Assert.Contains("MESSAGE", (await _alice.Client.ReceiveResponse(405)).Headers.Get(HeaderNames.Allow), StringComparison.Ordinal);
        await bob.NothingMore();
    }

    [Fact]
    public async Task Who_is_away_or_has_blocked_the_caller_is_not_there()
    {
        _bench.Forest.Add("bob", EdgeBench.Fqdn);
        await _alice.Invite();
        await _alice.Client.ReceiveResponse(480);
        var bob = _bench.SignIn("bob");
        _bench.Homes.Of("bob").Blocked.Add(SipAddress.Parse("alice@godwit.test"));
        await _alice.Invite();
        await _alice.Client.ReceiveResponse(480);
        _bench.Homes.Of("bob").Blocked.Clear();
        await _alice.Invite();
        await _alice.Begin();
        _bench.Homes.Of("bob").Blocked.Add(SipAddress.Parse("alice@godwit.test"));
        _alice.Write("Hello");
        await _alice.Client.ReceiveResponse(480);
        await bob.NothingMore();
    }

    [Fact]
    public async Task Nobody_else_writes_in_a_session()
    {
        var bob = _bench.SignIn("bob");
        var mallory = _bench.SignIn("mallory");
        await _alice.Invite();
        await _alice.Begin();
        var sent = _alice.Write("Hello");
        bob.Answer(await bob.ReceiveRequest(SipMethod.Message), 200);
        await _alice.Client.ReceiveResponse(200);
        sent.Headers.Set(HeaderNames.From, sent.Headers.Get(HeaderNames.From)!.Replace("alice", "mallory", StringComparison.Ordinal));
        mallory.Send(sent);
        await mallory.ReceiveResponse(481);
        await bob.NothingMore();
    }

    [Fact]
    public async Task A_session_in_which_nobody_writes_any_more_ends_with_BYE()
    {
        var bob = _bench.SignIn("bob");
        await _alice.Invite();
        await _alice.Begin();
        _bench.Advance(TimeSpan.FromMinutes(9));
        _alice.Write("Still there?");
        bob.Answer(await bob.ReceiveRequest(SipMethod.Message), 200);
        await _alice.Client.ReceiveResponse(200);
        _bench.Advance(TimeSpan.FromMinutes(9));
        Assert.Equal(1, Sessions.Count);
        _bench.Advance(TimeSpan.FromMinutes(2));
        var bye = await _alice.Client.ReceiveRequest(SipMethod.Bye);
        Assert.Equal(_alice.Client.Gruu, bye.Uri);
        Assert.StartsWith("<sip:bob@godwit.test>;tag=", bye.Headers.Get(HeaderNames.From), StringComparison.Ordinal);
        _alice.Client.Answer(bye, 200);
        Assert.Equal(0, Sessions.Count);
    }

    [Fact]
    public async Task A_session_ends_with_the_connection_of_its_caller()
    {
        _bench.SignIn("bob");
        await _alice.Invite();
        await _alice.Begin();
        Assert.Equal(1, Sessions.Count);
        _alice.Client.Hang();
        await _alice.Client.Ended;
        _bench.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(0, Sessions.Count);
    }

    [Fact]
    public async Task A_session_does_not_come_to_be_when_the_caller_gives_up_first()
    {
        _bench.SignIn("bob");
        var gate = new TaskCompletionSource();
        _bench.Homes.Of("bob").Gate = gate.Task;
        var invite = await _alice.Invite();
        _alice.Client.Send(Cancel(invite));
        await _alice.Client.ReceiveResponse(487);
        await _alice.Client.ReceiveResponse(200);
        gate.SetResult();
        await _alice.Client.NothingMore();
        Assert.Equal(0, Sessions.Count);
    }

    [Fact]
    public async Task A_call_or_a_conversation_of_three_goes_to_the_plain_client_itself()
    {
        var bob = _bench.SignIn("bob");
        var invite = await _alice.Invite();
        await _alice.Begin();
        invite.Headers.Set(HeaderNames.CallId, "another");
        invite.Headers.Set(HeaderNames.Via, "SIP/2.0/TCP 127.0.0.1;branch=z9hG4bKanother");
        invite.Headers.Add("TriggeredInvite", "TRUE");
        _alice.Client.Send(invite);
        await _alice.Client.ReceiveResponse(100);
        bob.Answer(await bob.ReceiveRequest(SipMethod.Invite), 488);
        await _alice.Client.ReceiveResponse(488);
    }

    internal static SipRequest Cancel(SipRequest invite)
    {
        var headers = new SipHeaders();
        foreach (var name in (string[])[HeaderNames.Via, HeaderNames.From, HeaderNames.To, HeaderNames.CallId]) headers.Add(name, invite.Headers.Get(name)!);
        headers.Add(HeaderNames.CSeq, invite.Headers.Get(HeaderNames.CSeq)!.Replace("INVITE", "CANCEL", StringComparison.Ordinal));
        headers.Add(HeaderNames.MaxForwards, "70");
        return new SipRequest(SipMethod.Cancel, invite.Uri, headers);
    }
}
