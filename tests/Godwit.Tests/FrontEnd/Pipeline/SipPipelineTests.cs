using Godwit.Pool.BackEnds;
using Godwit.Sip.Messages;
using Godwit.Tests.FrontEnd.Bench;

namespace Godwit.Tests.FrontEnd.Pipeline;

public class SipPipelineTests
{
    [Fact]
    public async Task An_unknown_method_is_405_with_what_there_is()
    {
        await using var bench = new EdgeBench();
        var alice = bench.SignIn("alice");
        alice.Send(new SipMethod("DANCE"), "sip:bob@godwit.test");
        var answer = await alice.ReceiveResponse(405);
        var allowed = answer.Headers.Get(HeaderNames.Allow)!.Split(", ");
        Assert.Superset(new HashSet<string>(["ACK", "BYE", "CANCEL", "INFO", "INVITE", "MESSAGE", "NOTIFY", "OPTIONS", "PRACK", "REFER", "UPDATE"]), allowed.ToHashSet());
        alice.Send(SipMethod.Options, "sip:godwit.test");
        Assert.Equal(answer.Headers.Get(HeaderNames.Allow), (await alice.ReceiveResponse(200)).Headers.Get(HeaderNames.Allow));
    }

    [Fact]
    public async Task A_missing_header_is_400_with_a_sentence_and_an_ack_is_never_answered()
    {
        await using var bench = new EdgeBench();
        var alice = bench.SignIn("alice");
        alice.Send(SipMethod.Message, "sip:bob@godwit.test", r => r.Headers.Remove(HeaderNames.CallId));
        Assert.Equal("399 r2pool.godwit.test \"The request has no Call-ID\"", (await alice.ReceiveResponse(400)).Headers.Get(HeaderNames.Warning));
        alice.Send(SipMethod.Ack, "sip:bob@godwit.test", r => r.Headers.Remove(HeaderNames.CallId));
        alice.Send(SipMethod.Ack, "sip:nobody@godwit.test");
        await alice.NothingMore();
    }

    [Fact]
    public async Task A_fault_is_answered_500_and_logged_and_the_connection_goes_on()
    {
        await using var bench = new EdgeBench();
        var alice = bench.SignIn("alice");
        bench.SignIn("bob");
        bench.Homes.Of("bob").Fault = new InvalidOperationException("boom");
        alice.Send(SipMethod.Message, "sip:bob@godwit.test");
        await alice.ReceiveResponse(500);
        Assert.Single(bench.Log.Errors);
        bench.Log.Forgive();

        bench.Homes.Of("bob").Fault = new BackEndUnavailableException("r2pool");
        alice.Send(SipMethod.Message, "sip:bob@godwit.test");
        await alice.ReceiveResponse(503);
    }

    [Fact]
    public async Task A_user_who_moves_while_she_is_called_is_looked_up_again()
    {
        await using var bench = new EdgeBench();
        var alice = bench.SignIn("alice");
        bench.SignIn("bob");
        var home = bench.Homes.Of("bob");
        home.Moved = 2;
        home.OnMoved = () => bench.Forest.Add("bob", null);
        alice.Send(SipMethod.Message, "sip:bob@godwit.test");
        Assert.Equal(480, (await alice.ReceiveResponse(480)).Status);
    }

    [Fact]
    public async Task Where_a_request_came_from_is_noted_on_its_via()
    {
        await using var bench = new EdgeBench();
        var alice = bench.SignIn("alice");
        alice.Send(SipMethod.Options, "sip:godwit.test", r => r.Headers.Set(HeaderNames.Via, "SIP/2.0/TCP phone.example:5060;branch=z9hG4bK1;rport, SIP/2.0/TCP 192.0.2.1;branch=z9hG4bK0"));
        Assert.Equal(
            "SIP/2.0/TCP phone.example:5060;branch=z9hG4bK1;rport=40001;received=127.0.0.1, SIP/2.0/TCP 192.0.2.1;branch=z9hG4bK0",
            (await alice.ReceiveResponse(200)).Headers.Get(HeaderNames.Via));
        alice.Send(SipMethod.Options, "sip:godwit.test", r => r.Headers.Set(HeaderNames.Via, "SIP/2.0/TCP 127.0.0.1:9;branch=z9hG4bK2"));
        Assert.Equal("SIP/2.0/TCP 127.0.0.1:9;branch=z9hG4bK2", (await alice.ReceiveResponse(200)).Headers.Get(HeaderNames.Via));
    }

    [Fact]
    public async Task A_response_that_belongs_to_nothing_is_dropped()
    {
        await using var bench = new EdgeBench();
        var alice = bench.SignIn("alice");
        alice.Answer(alice.Request(SipMethod.Message, "sip:bob@godwit.test"), 200);
        alice.Send(new SipResponse(200, "OK", new SipHeaders()));
        await alice.NothingMore();
    }

    [Fact]
    public async Task A_client_notifies_nobody_out_of_nothing()
    {
        await using var bench = new EdgeBench();
        var alice = bench.SignIn("alice");
        bench.SignIn("bob");
        alice.Send(SipMethod.Notify, "sip:bob@godwit.test");
        await alice.ReceiveResponse(481);
    }
}
