using System.Text;
using Godwit.FrontEnd.Connections;
using Godwit.FrontEnd.PageMode;
using Godwit.Sip.Messages;
using Godwit.Tests.FrontEnd.Bench;

namespace Godwit.Tests.FrontEnd.PageMode;

/// <summary>Bob has a client of the family and a plain one.</summary>
public sealed class SharedSessionTests : IAsyncDisposable
{
    private readonly EdgeBench _bench = new();
    private readonly Writer _alice;
    private readonly TestClient _desk;
    private readonly TestClient _phone;

    public SharedSessionTests()
    {
        _alice = new Writer(_bench.SignIn("alice", family: ClientFamily.Sipe));
        _desk = _bench.SignIn("bob", "1", family: ClientFamily.Communicator);
        _phone = _bench.SignIn("bob", "2");
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task The_session_is_that_of_the_familys_client_and_the_plain_one_reads_what_is_written_to_bob()
    {
        await _alice.Invite();
        _desk.Answer(await _desk.ReceiveRequest(SipMethod.Invite), 200, r => r.Headers.Add(HeaderNames.Contact, $"<{_desk.Gruu}>"));
        var ok = await _alice.Begin();
        await _desk.ReceiveRequest(SipMethod.Ack);
        await _phone.NothingMore();

        _alice.Write("Hello both");
        _phone.Answer(await Heard("Hello both"), 486);
        var inSession = await _desk.ReceiveRequest(SipMethod.Message);
        Assert.Equal("Hello both", Encoding.UTF8.GetString(inSession.Body.Span));
        await _alice.Client.NothingMore();
        _desk.Answer(inSession, 200);
        await _alice.Client.ReceiveResponse(200);

        // What bob himself writes in it, and that somebody types, is not for his phone.
        var invite = inSession.Headers;
        _desk.Send(SipMethod.Message, _alice.Client.Gruu, r =>
        {
            r.Headers.Set(HeaderNames.From, ok.Headers.Get(HeaderNames.To)!);
            r.Headers.Set(HeaderNames.To, invite.Get(HeaderNames.From)!);
            r.Headers.Set(HeaderNames.CallId, invite.Get(HeaderNames.CallId)!);
            r.Headers.Add(HeaderNames.ContentType, "text/plain");
        });
        _alice.Client.Answer(await _alice.Client.ReceiveRequest(SipMethod.Message), 200);
        await _desk.ReceiveResponse(200);
        _alice.Send(SipMethod.Info);
        _desk.Answer(await _desk.ReceiveRequest(SipMethod.Info), 200);
        await _alice.Client.ReceiveResponse(200);

        _alice.Send(SipMethod.Bye);
        _desk.Answer(await _desk.ReceiveRequest(SipMethod.Bye), 200);
        await _alice.Client.ReceiveResponse(200);
        Assert.Equal(0, _bench.Get<PageSessions>().Count);
        await _phone.NothingMore();
    }

    [Theory]
    [InlineData(480)]
    [InlineData(486)]
    [InlineData(488)]
    public async Task When_the_familys_client_refuses_the_plain_one_has_the_session(int refusal)
    {
        await _alice.Invite();
        _desk.Answer(await _desk.ReceiveRequest(SipMethod.Invite), refusal);
        await _desk.ReceiveRequest(SipMethod.Ack);
        await _alice.Begin();
        await WritesToBothInPageMode();
    }

    [Fact]
    public async Task When_the_familys_client_says_nothing_in_time_the_plain_one_has_the_session()
    {
        await _alice.Invite();
        var ringing = await _desk.ReceiveRequest(SipMethod.Invite);
        _desk.Answer(ringing, 180);
        await _alice.Client.ReceiveResponse(180);
        _bench.Advance(TimeSpan.FromSeconds(14));
        await _alice.Client.NothingMore();
        _bench.Advance(TimeSpan.FromSeconds(2));
        await _alice.Begin();
        _desk.Answer(await _desk.ReceiveRequest(SipMethod.Cancel), 200);
        _desk.Answer(ringing, 487);
        await _desk.ReceiveRequest(SipMethod.Ack);
        await WritesToBothInPageMode();
    }

    [Fact]
    public async Task A_603_speaks_for_bob()
    {
        await _alice.Invite();
        _desk.Answer(await _desk.ReceiveRequest(SipMethod.Invite), 603);
        await _alice.Client.ReceiveResponse(603);
        _bench.Advance(TimeSpan.FromSeconds(20));
        await _alice.Client.NothingMore();
        await _phone.NothingMore();
    }

    [Fact]
    public async Task The_caller_gives_up_while_it_rings()
    {
        var invite = await _alice.Invite();
        var ringing = await _desk.ReceiveRequest(SipMethod.Invite);
        _alice.Client.Send(SessionGatewayTests.Cancel(invite));
        await _alice.Client.ReceiveResponse(200);
        _desk.Answer(await _desk.ReceiveRequest(SipMethod.Cancel), 200);
        _desk.Answer(ringing, 487);
        await _alice.Client.ReceiveResponse(487);
        _bench.Advance(TimeSpan.FromSeconds(20));
        await _alice.Client.NothingMore();
        Assert.Equal(0, _bench.Get<PageSessions>().Count);
    }

    /// <summary>In a session that this server has taken everybody reads in page mode, and the first answer is the answer.</summary>
    private async Task WritesToBothInPageMode()
    {
        _alice.Write("Hello");
        var atDesk = await _desk.ReceiveRequest(SipMethod.Message);
        var atPhone = await Heard("Hello");
        _phone.Answer(atPhone, 200);
        await _alice.Client.ReceiveResponse(200);
        _desk.Answer(atDesk, 200);
        await _alice.Client.NothingMore();
    }

    private async Task<SipRequest> Heard(string text)
    {
        var page = await _phone.ReceiveRequest(SipMethod.Message);
        Assert.Equal(text, Encoding.UTF8.GetString(page.Body.Span));
        return page;
    }
}
