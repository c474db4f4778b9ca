using Godwit.Sip.Headers;
using Godwit.Sip.Messages;
using Godwit.Tests.FrontEnd.Bench;

namespace Godwit.Tests.FrontEnd.Relay;

public class InviteTests
{
    [Fact]
    public async Task A_call_is_set_up_used_and_ended_as_SIPE_does_it()
    {
        await using var bench = new EdgeBench();
        var alice = bench.SignIn("alice");
        var bob = bench.SignIn("bob");
        var invite = alice.Send(SipMethod.Invite, "sip:bob@godwit.test", r => r.Headers.Add(HeaderNames.Contact, $"<{alice.Gruu}>"));
        await alice.ReceiveResponse(100);
        var received = await bob.ReceiveRequest(SipMethod.Invite);
        Assert.Equal("<sip:127.0.0.1:5080;transport=tcp;lr>", received.Headers.Get(HeaderNames.RecordRoute));
        bob.Answer(received, 180);
        await alice.ReceiveResponse(180);
        bob.Answer(received, 200, r =>
        {
            r.Headers.Add(HeaderNames.Contact, $"<{bob.Gruu}>");
            r.Headers.Add(HeaderNames.RecordRoute, received.Headers.Get(HeaderNames.RecordRoute)!);
        });
        var ok = await alice.ReceiveResponse(200);
        Assert.Equal(0, bench.Forks.Count - 1);

        // COMPAT: no branch inside a dialog, Request-URI is the peer's GRUU.
        void InDialog(SipRequest r)
        {
            r.Headers.Set(HeaderNames.Via, "SIP/2.0/tcp 127.0.0.1:40001");
            r.Headers.Set(HeaderNames.To, ok.Headers.Get(HeaderNames.To)!);
            r.Headers.Set(HeaderNames.From, invite.Headers.Get(HeaderNames.From)!);
            r.Headers.Set(HeaderNames.CallId, invite.Headers.Get(HeaderNames.CallId)!);
            r.Headers.Add(HeaderNames.Route, ok.Headers.Get(HeaderNames.RecordRoute)!);
        }

        alice.Send(SipMethod.Ack, bob.Gruu, r =>
        {
            InDialog(r);
            r.Headers.Set(HeaderNames.CSeq, "1 ACK");
        });
        var ack = await bob.ReceiveRequest(SipMethod.Ack);
        Assert.False(ack.Headers.Has(HeaderNames.Route));
        foreach (var method in (SipMethod[])[SipMethod.Message, SipMethod.Info, SipMethod.Update, SipMethod.Prack, SipMethod.Refer, SipMethod.Notify, SipMethod.Bye])
        {
            alice.Send(method, bob.Gruu, InDialog);
            bob.Answer(await bob.ReceiveRequest(method), 200);
            await alice.ReceiveResponse(200);
        }

        bench.Advance(TimeSpan.FromSeconds(33));
        Assert.Equal(0, bench.Forks.Count);
    }

    [Fact]
    public async Task The_first_device_that_takes_the_call_gets_it_and_the_others_stop_ringing()
    {
        await using var bench = new EdgeBench();
        var alice = bench.SignIn("alice");
        var desk = bench.SignIn("bob", "1");
        var home = bench.SignIn("bob", "2");
        alice.Send(SipMethod.Invite, "sip:bob@godwit.test");
        await alice.ReceiveResponse(100);
        var atDesk = await desk.ReceiveRequest(SipMethod.Invite);
        var atHome = await home.ReceiveRequest(SipMethod.Invite);
        desk.Answer(atDesk, 200);
        await alice.ReceiveResponse(200);
        var cancel = await home.ReceiveRequest(SipMethod.Cancel);
        Assert.Equal(atHome.Headers.FirstValue(HeaderNames.Via), cancel.Headers.Get(HeaderNames.Via));
        home.Answer(cancel, 200);
        home.Answer(atHome, 487);
        var ack = await home.ReceiveRequest(SipMethod.Ack);
        Assert.EndsWith("tag=t40003", ack.Headers.Get(HeaderNames.To), StringComparison.Ordinal);
        await alice.NothingMore();
    }

    [Theory]
    [InlineData(486, 480, 486)]
    [InlineData(480, 486, 486)]
    [InlineData(486, 603, 603)]
    [InlineData(503, 404, 404)]
    [InlineData(503, 503, 500)]
    public async Task The_best_of_the_refusals_is_the_answer(int first, int second, int best)
    {
        await using var bench = new EdgeBench();
        var alice = bench.SignIn("alice");
        var desk = bench.SignIn("bob", "1");
        var home = bench.SignIn("bob", "2");
        var invite = alice.Send(SipMethod.Invite, "sip:bob@godwit.test");
        await alice.ReceiveResponse(100);
        desk.Answer(await desk.ReceiveRequest(SipMethod.Invite), first);
        home.Answer(await home.ReceiveRequest(SipMethod.Invite), second);
        await desk.ReceiveRequest(SipMethod.Ack);
        await home.ReceiveRequest(SipMethod.Ack);
        var answer = await alice.ReceiveResponse(best);

        // Its ACK ends here.
        alice.Send(alice.Request(SipMethod.Ack, "sip:bob@godwit.test", r =>
        {
            r.Headers.Set(HeaderNames.Via, invite.Headers.Get(HeaderNames.Via)!);
            r.Headers.Set(HeaderNames.To, answer.Headers.Get(HeaderNames.To)!);
        }));
        await alice.NothingMore();
        await desk.NothingMore();
    }

    [Fact]
    public async Task A_6xx_of_one_device_ends_the_ringing_of_the_others()
    {
        await using var bench = new EdgeBench();
        var alice = bench.SignIn("alice");
        var desk = bench.SignIn("bob", "1");
        var home = bench.SignIn("bob", "2");
        alice.Send(SipMethod.Invite, "sip:bob@godwit.test");
        await alice.ReceiveResponse(100);
        var atHome = await home.ReceiveRequest(SipMethod.Invite);
        desk.Answer(await desk.ReceiveRequest(SipMethod.Invite), 603);
        home.Answer(await home.ReceiveRequest(SipMethod.Cancel), 200);
        home.Answer(atHome, 487);
        await alice.ReceiveResponse(603);
    }

    [Fact]
    public async Task The_caller_gives_up_while_it_rings()
    {
        await using var bench = new EdgeBench();
        var alice = bench.SignIn("alice");
        var bob = bench.SignIn("bob");
        var invite = alice.Send(SipMethod.Invite, "sip:bob@godwit.test");
        await alice.ReceiveResponse(100);
        var received = await bob.ReceiveRequest(SipMethod.Invite);
        alice.Send(Cancel(alice, invite));
        await alice.ReceiveResponse(200);
        bob.Answer(await bob.ReceiveRequest(SipMethod.Cancel), 200);
        bob.Answer(received, 487);
        Assert.Equal("1 INVITE", (await alice.ReceiveResponse(487)).Headers.Get(HeaderNames.CSeq));
        alice.Send(Cancel(alice, invite));
        await alice.ReceiveResponse(481);
    }

    [Fact]
    public async Task Nobody_cancels_the_call_of_somebody_else()
    {
        await using var bench = new EdgeBench();
        var alice = bench.SignIn("alice");
        var bob = bench.SignIn("bob");
        var mallory = bench.SignIn("mallory");
        var invite = alice.Send(SipMethod.Invite, "sip:bob@godwit.test");
        await bob.ReceiveRequest(SipMethod.Invite);
        mallory.Send(Cancel(mallory, invite));
        await mallory.ReceiveResponse(481);
        await bob.NothingMore();
    }

    [Fact]
    public async Task The_caller_gives_up_before_anybody_could_be_called()
    {
        await using var bench = new EdgeBench();
        var alice = bench.SignIn("alice");
        var bob = bench.SignIn("bob");
        var gate = new TaskCompletionSource();
        bench.Homes.Of("bob").Gate = gate.Task;
        var invite = alice.Send(SipMethod.Invite, "sip:bob@godwit.test");
        await alice.ReceiveResponse(100);
        alice.Send(Cancel(alice, invite));
        await alice.ReceiveResponse(487);
        await alice.ReceiveResponse(200);
        gate.SetResult();
        alice.Send(SipMethod.Message, "sip:bob@godwit.test");
        await bob.ReceiveRequest(SipMethod.Message);
    }

    [Fact]
    public async Task A_device_that_never_answers_ends_with_408_and_one_that_rings_without_end_is_cancelled()
    {
        await using var bench = new EdgeBench();
        var alice = bench.SignIn("alice");
        var bob = bench.SignIn("bob");
        alice.Send(SipMethod.Invite, "sip:bob@godwit.test");
        await alice.ReceiveResponse(100);
        await bob.ReceiveRequest(SipMethod.Invite);
        bench.Advance(TimeSpan.FromSeconds(33));
        await alice.ReceiveResponse(408);

        alice.Send(SipMethod.Invite, "sip:bob@godwit.test");
        await alice.ReceiveResponse(100);
        bob.Answer(await bob.ReceiveRequest(SipMethod.Invite), 180);
        await alice.ReceiveResponse(180);
        bench.Advance(TimeSpan.FromSeconds(190));
        await bob.NothingMore();
        bench.Advance(TimeSpan.FromSeconds(20));
        await bob.ReceiveRequest(SipMethod.Cancel);
        bench.Advance(TimeSpan.FromSeconds(33));
        await alice.ReceiveResponse(408);
        Assert.Equal(0, bench.Forks.Count);
    }

    private static SipRequest Cancel(TestClient client, SipRequest invite) => client.Request(SipMethod.Cancel, invite.Uri, r =>
    {
        foreach (var name in (string[])[HeaderNames.Via, HeaderNames.From, HeaderNames.To, HeaderNames.CallId]) r.Headers.Set(name, invite.Headers.Get(name)!);
        r.Headers.Set(HeaderNames.CSeq, invite.Headers.Get(HeaderNames.CSeq)!.Replace("INVITE", "CANCEL", StringComparison.Ordinal));
    });
}
