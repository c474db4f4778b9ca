using Godwit.Sip.Headers;
using Godwit.Sip.Messages;
using Godwit.Tests.FrontEnd.Bench;

namespace Godwit.Tests.FrontEnd.Relay;

public class MessageTests
{
    [Fact]
    public async Task A_message_reaches_the_receiver_and_its_answer_comes_back()
    {
        await using var bench = new EdgeBench();
        var alice = bench.SignIn("alice");
        var bob = bench.SignIn("bob");
        var sent = alice.Request(SipMethod.Message, "sip:bob@godwit.test", r =>
        {
            r.Body = "hello"u8.ToArray();
            r.Headers.Add(HeaderNames.Authorization, "NTLM secret");
            r.Headers.Add(HeaderNames.PPreferredIdentity, "<sip:carol@godwit.test>");
        });
        alice.Send(sent);

        var received = await bob.ReceiveRequest(SipMethod.Message);
        Assert.Equal(bob.Contact, received.Uri);
        Assert.Equal("hello"u8.ToArray(), received.Body.ToArray());
        Assert.Equal("69", received.Headers.Get(HeaderNames.MaxForwards));
        Assert.Equal("\"Alice\" <sip:alice@godwit.test>", received.Headers.Get(HeaderNames.PAssertedIdentity));
        Assert.False(received.Headers.Has(HeaderNames.Authorization) || received.Headers.Has(HeaderNames.PPreferredIdentity));
        var vias = received.Headers.Values(HeaderNames.Via).ToList();
        Assert.Equal(2, vias.Count);
        Assert.StartsWith("SIP/2.0/TCP r2pool.godwit.test:5080;branch=z9hG4bK", vias[0], StringComparison.Ordinal);

        bob.Answer(received, 200, r => r.Headers.Add(HeaderNames.Authorization, "NTLM bobs"));
        var answer = await alice.ReceiveResponse(200);
        Assert.Equal(sent.Headers.Get(HeaderNames.Via), Assert.Single(answer.Headers.All(HeaderNames.Via)));
        Assert.False(answer.Headers.Has(HeaderNames.Authorization));
        Assert.EndsWith(";tag=t40002", answer.Headers.Get(HeaderNames.To), StringComparison.Ordinal);
        Assert.Equal(0, bench.Forks.Count);
    }

    [Theory]
    [InlineData("sip:nobody@godwit.test", 404, "4005")]
    [InlineData("sip:carol@godwit.test", 480, "15030")]
    [InlineData("sip:dave@godwit.test", 480, "4006")]
    [InlineData("sip:erin@godwit.test", 480, "4005")]
    [InlineData("sip:someone@elsewhere.example", 404, "1003")]
    public async Task Who_cannot_be_reached_is_answered_with_the_reason(string uri, int status, string code)
    {
        await using var bench = new EdgeBench();
        bench.Forest.Add("carol", EdgeBench.Fqdn);
        bench.Forest.Add("dave", null);
        bench.Forest.Add("erin", EdgeBench.Fqdn, enabled: false);
        var alice = bench.SignIn("alice");
        alice.Send(SipMethod.Message, uri);
        var answer = await alice.ReceiveResponse(status);
        Assert.StartsWith(code + ";reason=\"", answer.Headers.Get(HeaderNames.MsDiagnostics), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_blocked_gets_the_answer_of_somebody_who_is_away_by_whatever_name_he_calls()
    {
        await using var bench = new EdgeBench();
        var alice = bench.SignIn("alice");
        var bob = bench.SignIn("bob");
        bench.Homes.Of("bob").Blocked.Add(Godwit.Pool.Users.SipAddress.Parse("alice@godwit.test"));
        foreach (var uri in (string[])["sip:bob@godwit.test", bob.Gruu, bob.Contact])
        {
            alice.Send(SipMethod.Message, uri);
            await alice.ReceiveResponse(480);
        }

        await bob.NothingMore();
    }

    [Fact]
    public async Task Messages_to_one_receiver_keep_their_order_and_one_that_waits_holds_up_nobody_else()
    {
        await using var bench = new EdgeBench();
        var alice = bench.SignIn("alice");
        var bob = bench.SignIn("bob");
        var carol = bench.SignIn("carol");
        var gate = new TaskCompletionSource();
        bench.Homes.Of("bob").Gate = gate.Task;
        alice.Send(
            alice.Request(SipMethod.Message, "sip:bob@godwit.test", r => r.Body = "1"u8.ToArray()),
            alice.Request(SipMethod.Message, "sip:bob@godwit.test", r => r.Body = "2"u8.ToArray()),
            alice.Request(SipMethod.Message, "sip:carol@godwit.test"),
            alice.Request(SipMethod.Message, "sip:bob@godwit.test", r => r.Body = "3"u8.ToArray()));
        await carol.ReceiveRequest(SipMethod.Message);
        gate.SetResult();
        foreach (var text in (string[])["1", "2", "3"])
            Assert.Equal(text, System.Text.Encoding.UTF8.GetString((await bob.ReceiveRequest(SipMethod.Message)).Body.Span));
    }

    [Fact]
    public async Task Nobody_answers_and_the_sender_hears_408()
    {
        await using var bench = new EdgeBench();
        var alice = bench.SignIn("alice");
        var bob = bench.SignIn("bob");
        alice.Send(SipMethod.Message, "sip:bob@godwit.test");
        await bob.ReceiveRequest(SipMethod.Message);
        bench.Advance(TimeSpan.FromSeconds(33));
        await alice.ReceiveResponse(408);
        Assert.Equal(0, bench.Forks.Count);
    }

    [Fact]
    public async Task The_receiver_is_lost_before_she_answers()
    {
        await using var bench = new EdgeBench();
        var alice = bench.SignIn("alice");
        var bob = bench.SignIn("bob");
        alice.Send(SipMethod.Message, "sip:bob@godwit.test");
        await bob.ReceiveRequest(SipMethod.Message);
        bob.Hang();
        await bob.Ended;
        bench.Advance(TimeSpan.FromSeconds(1));
        await alice.ReceiveResponse(480);
        Assert.Equal("bob@godwit.test", Assert.Single(bench.Homes.Of("bob").SignedOut).Endpoint.User.Value);
        Assert.Null(bench.Endpoints.FindByUri(bob.Gruu));
    }

    [Fact]
    public async Task An_answer_from_somebody_who_was_not_asked_is_dropped()
    {
        await using var bench = new EdgeBench();
        var alice = bench.SignIn("alice");
        var bob = bench.SignIn("bob");
        var mallory = bench.SignIn("mallory");
        alice.Send(SipMethod.Message, "sip:bob@godwit.test");
        var received = await bob.ReceiveRequest(SipMethod.Message);
        mallory.Answer(received, 200);
        await mallory.NothingMore();
        await alice.NothingMore();
        bob.Answer(received, 486);
        await alice.ReceiveResponse(486);
    }

    [Fact]
    public async Task Hops_run_out_and_loops_end()
    {
        await using var bench = new EdgeBench();
        var alice = bench.SignIn("alice");
        bench.SignIn("bob");
        alice.Send(SipMethod.Message, "sip:bob@godwit.test", r => r.Headers.Set(HeaderNames.MaxForwards, "0"));
        await alice.ReceiveResponse(483);
        alice.Send(SipMethod.Message, "sip:bob@godwit.test", r =>
        {
            r.Headers.Add(HeaderNames.Via, "SIP/2.0/TLS r2pool.godwit.test;branch=z9hG4bKa");
            r.Headers.Add(HeaderNames.Via, "SIP/2.0/TLS r2pool.godwit.test;branch=z9hG4bKb");
        });
        await alice.ReceiveResponse(482);
    }
}
