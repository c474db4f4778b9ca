using System.Net;
using Godwit.FrontEnd.Pipeline;
using Godwit.Sip.Messages;
using Godwit.Tests.FrontEnd.Bench;

namespace Godwit.Tests.FrontEnd.Relay;

/// <summary>What transactions do where messages may be lost or come twice (RFC 3261 §17): calls to and from a phone over UDP.</summary>
public class UdpCallTests
{
    [Fact]
    public async Task An_INVITE_is_repeated_ever_slower_until_it_rings_and_not_any_more_then()
    {
        await using var bench = Bench();
        using var phone = new UdpPhone(bench);
        var alice = await Call(bench, phone);
        var first = await phone.Receive(SipMethod.Invite);
        var since = bench.Time.GetUtcNow();
        List<double> pauses = [];
        for (var i = 0; i < 3; i++)
        {
            await phone.Wait();
            var again = await phone.Receive(SipMethod.Invite);
            Assert.Equal(first.Headers.FirstValue(HeaderNames.Via), again.Headers.FirstValue(HeaderNames.Via));
            pauses.Add((bench.Time.GetUtcNow() - since).TotalSeconds);
            since = bench.Time.GetUtcNow();
        }

        // Timer A: 0.5, 1 and 2 s; the wheel may be two beats late.
        Assert.All(pauses.Zip([0.5, 1, 2]), p => Assert.InRange(p.First, p.Second, p.Second + 0.4));
        phone.Send(SipResponse.To(first, 180, toTag: "b"));
        await alice.ReceiveResponse(180);
        await phone.NothingFor(TimeSpan.FromSeconds(60));
        await alice.NothingMore();
    }

    [Fact]
    public async Task A_phone_that_never_answers_ends_with_408()
    {
        await using var bench = Bench();
        using var phone = new UdpPhone(bench);
        var alice = await Call(bench, phone);
        bench.Advance(TimeSpan.FromSeconds(33));
        await alice.ReceiveResponse(408);
        Assert.Equal(0, bench.Forks.Count);
    }

    [Fact]
    public async Task A_refusal_that_comes_again_is_acknowledged_again_and_goes_back_once()
    {
        await using var bench = Bench();
        using var phone = new UdpPhone(bench);
        var alice = await Call(bench, phone);
        var busy = SipResponse.To(await phone.Receive(SipMethod.Invite), 486, toTag: "b");
        for (var time = 0; time < 3; time++)
        {
            phone.Send(busy);
            var ack = await phone.Receive(SipMethod.Ack);
            Assert.Equal((busy.Headers.Get(HeaderNames.To), busy.Headers.FirstValue(HeaderNames.Via)), (ack.Headers.Get(HeaderNames.To), ack.Headers.FirstValue(HeaderNames.Via)));
        }

        await alice.ReceiveResponse(486);
        await alice.NothingMore();
        Assert.Equal(1, bench.Forks.Count);
        // Timer D.
        bench.Advance(TimeSpan.FromSeconds(33));
        Assert.Equal(0, bench.Forks.Count);
    }

    [Fact]
    public async Task An_acceptance_that_comes_again_goes_back_again()
    {
        await using var bench = Bench();
        using var phone = new UdpPhone(bench);
        var alice = await Call(bench, phone);
        var ok = SipResponse.To(await phone.Receive(SipMethod.Invite), 200, toTag: "b");
        for (var time = 0; time < 3; time++)
        {
            phone.Send(ok);
            await alice.ReceiveResponse(200);
        }

        // RFC 6026 §7.2: timer M.
        bench.Advance(TimeSpan.FromSeconds(33));
        Assert.Equal(0, bench.Forks.Count);
    }

    [Fact]
    public async Task An_answer_to_a_MESSAGE_that_comes_again_goes_back_once()
    {
        await using var bench = Bench();
        using var phone = new UdpPhone(bench);
        var alice = bench.SignIn("alice");
        await phone.SignIn("bob");
        alice.Send(SipMethod.Message, "sip:bob@godwit.test");
        var ok = SipResponse.To(await phone.Receive(SipMethod.Message), 200, toTag: "b");
        phone.Send(ok);
        phone.Send(ok);
        await alice.ReceiveResponse(200);
        await phone.NothingFor(TimeSpan.FromSeconds(6));
        await alice.NothingMore();
        Assert.Equal(0, bench.Forks.Count);
    }

    [Fact]
    public async Task CANCEL_waits_for_the_first_sign_of_life_and_is_repeated_until_it_is_answered()
    {
        await using var bench = Bench();
        using var phone = new UdpPhone(bench);
        var alice = bench.SignIn("alice");
        await phone.SignIn("bob");
        var invite = alice.Send(SipMethod.Invite, "sip:bob@godwit.test");
        await alice.ReceiveResponse(100);
        var received = await phone.Receive(SipMethod.Invite);
        alice.Send(UdpPhone.Follow(invite, SipMethod.Cancel));
        await alice.ReceiveResponse(200);
        await phone.NothingFor(TimeSpan.FromSeconds(5));

        phone.Send(SipResponse.To(received, 180, toTag: "b"));
        var cancel = await phone.Receive(SipMethod.Cancel);
        Assert.Equal(received.Headers.FirstValue(HeaderNames.Via), cancel.Headers.FirstValue(HeaderNames.Via));
        await phone.Wait();
        cancel = await phone.Receive(SipMethod.Cancel);
        phone.Send(SipResponse.To(cancel, 200, toTag: "b"));
        await phone.NothingFor(TimeSpan.FromSeconds(10));

        phone.Send(SipResponse.To(received, 487, toTag: "b"));
        await phone.Receive(SipMethod.Ack);
        await alice.ReceiveResponse(180);
        await alice.ReceiveResponse(487);
    }

    [Fact]
    public async Task A_phone_that_does_not_answer_its_CANCEL_is_not_waited_for()
    {
        await using var bench = Bench();
        using var phone = new UdpPhone(bench);
        var alice = bench.SignIn("alice");
        await phone.SignIn("bob");
        var invite = alice.Send(SipMethod.Invite, "sip:bob@godwit.test");
        await alice.ReceiveResponse(100);
        phone.Send(SipResponse.To(await phone.Receive(SipMethod.Invite), 180, toTag: "b"));
        await alice.ReceiveResponse(180);
        alice.Send(UdpPhone.Follow(invite, SipMethod.Cancel));
        await alice.ReceiveResponse(200);
        await phone.Receive(SipMethod.Cancel);
        bench.Advance(TimeSpan.FromSeconds(33));
        await alice.ReceiveResponse(487);
        Assert.Equal(0, bench.Forks.Count);
    }

    [Fact]
    public async Task The_INVITE_of_a_phone_that_comes_again_gets_what_it_got_and_rings_once()
    {
        await using var bench = Bench();
        using var phone = new UdpPhone(bench);
        var bob = bench.SignIn("bob");
        var invite = phone.Request(SipMethod.Invite, "sip:bob@godwit.test");
        phone.Send(invite);
        Assert.Equal(100, (await phone.Receive<SipResponse>()).Status);
        var received = await bob.ReceiveRequest(SipMethod.Invite);
        bob.Answer(received, 180);
        var ringing = await phone.Receive<SipResponse>();
        phone.Send(invite);
        var again = await phone.Receive<SipResponse>();
        Assert.Equal((180, ringing.Headers.Get(HeaderNames.To)), (again.Status, again.Headers.Get(HeaderNames.To)));
        await bob.NothingMore();

        // RFC 6026 §7.1: once it is accepted, its repetition is nobody's business, and every 2xx of the other side passes.
        bob.Answer(received, 200);
        Assert.Equal(200, (await phone.Receive<SipResponse>()).Status);
        phone.Send(invite);
        await phone.NothingFor(TimeSpan.FromSeconds(1));
        bob.Answer(received, 200);
        Assert.Equal(200, (await phone.Receive<SipResponse>()).Status);
        await bob.NothingMore();
        bench.Advance(TimeSpan.FromSeconds(66));
        Assert.Equal(0, bench.Get<ServerTransactions>().Count);
    }

    [Fact]
    public async Task A_refusal_that_is_never_acknowledged_is_repeated_for_32_seconds()
    {
        await using var bench = Bench();
        using var phone = new UdpPhone(bench);
        var invite = phone.Request(SipMethod.Invite, "sip:nobody@godwit.test");
        phone.Send(invite);
        Assert.Equal(100, (await phone.Receive<SipResponse>()).Status);
        Assert.Equal(404, (await phone.Receive<SipResponse>()).Status);
        // Timer G: after 0.5, 1, 2, then every 4 s; up to timer H.
        bench.Advance(TimeSpan.FromSeconds(31));
        for (var time = 0; time < 9; time++) Assert.Equal(404, (await phone.Receive<SipResponse>()).Status);
        Assert.Equal(1, bench.Get<ServerTransactions>().Count);
        bench.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(0, bench.Get<ServerTransactions>().Count);
    }

    private static EdgeBench Bench() => new(o => o with { Udp = new IPEndPoint(IPAddress.Loopback, 0) });

    /// <summary>Alice calls bob, who is at the phone.</summary>
    private static async Task<TestClient> Call(EdgeBench bench, UdpPhone phone)
    {
        var alice = bench.SignIn("alice");
        await phone.SignIn("bob");
        alice.Send(SipMethod.Invite, "sip:bob@godwit.test");
        await alice.ReceiveResponse(100);
        await EdgeBench.Until(() => bench.Forks.Count == 1);
        return alice;
    }
}
