using Godwit.FrontEnd.Connections;
using Godwit.Pool.Pools;
using Godwit.Sip.Messages;
using Godwit.Tests.FrontEnd.Bench;

namespace Godwit.Tests.FrontEnd.Trunks;

public sealed class TrunkTests : IAsyncLifetime
{
    private const string Other = "lcs01.godwit.test";

    private readonly FakeForest _forest = new();
    private readonly MemoryDialer _here = new(EdgeBench.Fqdn);
    private readonly MemoryDialer _there = new(Other);
    private readonly EdgeBench _r2;
    private readonly EdgeBench _lcs;

    public TrunkTests()
    {
        _r2 = new EdgeBench(forest: _forest, dialer: _here);
        _lcs = new EdgeBench(o => o with { Pool = new PoolRecord(Other, PoolGeneration.Lcs2005Sp1, PoolEdition.Standard, "CN=lcs01") }, _forest, _r2.Time, _there);
        (_here.Own, _there.Own) = (_r2, _lcs);
        _here.Pools[Other] = _lcs;
        _there.Pools[EdgeBench.Fqdn] = _r2;
    }

    public ValueTask InitializeAsync() => default;

    public async ValueTask DisposeAsync()
    {
        _lcs.Stop();
        await _r2.DisposeAsync();
        await _lcs.DisposeAsync();
    }

    [Fact]
    public async Task A_message_to_another_pool_takes_the_trunk_and_its_answer_comes_back()
    {
        var alice = _r2.SignIn("alice");
        var bob = _lcs.SignIn("bob");
        for (var i = 0; i < 3; i++)
        {
            alice.Send(SipMethod.Message, "sip:bob@godwit.test", r => r.Headers.Add(HeaderNames.PAssertedIdentity, "<sip:boss@godwit.test>"));
            var received = await bob.ReceiveRequest(SipMethod.Message);
            Assert.Equal("\"Alice\" <sip:alice@godwit.test>", Assert.Single(received.Headers.All(HeaderNames.PAssertedIdentity)));
            Assert.Equal("68", received.Headers.Get(HeaderNames.MaxForwards));
            bob.Answer(received, 200);
            await alice.ReceiveResponse(200);
        }

        Assert.Equal(1, _here.Dialled);
        Assert.Equal(0, _there.Dialled);
    }

    [Fact]
    public async Task A_block_holds_across_pools()
    {
        var alice = _r2.SignIn("alice");
        var bob = _lcs.SignIn("bob");
        _lcs.Homes.Of("bob").Blocked.Add(Godwit.Pool.Users.SipAddress.Parse("alice@godwit.test"));
        alice.Send(SipMethod.Message, "sip:bob@godwit.test");
        await alice.ReceiveResponse(480);
        await bob.NothingMore();
    }

    [Fact]
    public async Task A_dialog_across_pools_goes_through_both_in_both_directions()
    {
        var alice = _r2.SignIn("alice");
        var bob = _lcs.SignIn("bob");
        var invite = alice.Send(SipMethod.Invite, "sip:bob@godwit.test", r => r.Headers.Add(HeaderNames.Contact, $"<{alice.Gruu}>"));
        await alice.ReceiveResponse(100);
        var received = await bob.ReceiveRequest(SipMethod.Invite);
        var route = received.Headers.Values(HeaderNames.RecordRoute).ToList();
        Assert.Equal(
            ["<sip:127.0.0.1:5060;transport=tcp;lr>", "<sip:127.0.0.1:5061;transport=tls;lr>", "<sip:127.0.0.1:5081;transport=tls;lr>", "<sip:127.0.0.1:5080;transport=tcp;lr>"],
            route.Select(r => r.Replace(":5080;", ":5080;", StringComparison.Ordinal)));
        var ok = bob.Answer(received, 200, r => r.Headers.Add(HeaderNames.Contact, $"<{bob.Gruu}>"));
        await alice.ReceiveResponse(200);

        bob.Send(SipMethod.Bye, alice.Gruu, r =>
        {
            r.Headers.Set(HeaderNames.To, invite.Headers.Get(HeaderNames.From)!);
            r.Headers.Set(HeaderNames.From, ok.Headers.Get(HeaderNames.To)!);
            foreach (var hop in route) r.Headers.Add(HeaderNames.Route, hop);
        });
        var bye = await alice.ReceiveRequest(SipMethod.Bye);
        Assert.False(bye.Headers.Has(HeaderNames.Route));
        alice.Answer(bye, 200);
        await bob.ReceiveResponse(200);
    }

    [Fact]
    public async Task A_pool_that_cannot_be_reached_is_504_and_is_not_dialled_for_every_request()
    {
        var alice = _r2.SignIn("alice");
        _forest.Add("carol", "ocs07.godwit.test");
        for (var i = 0; i < 5; i++)
        {
            alice.Send(SipMethod.Message, "sip:carol@godwit.test");
            await alice.ReceiveResponse(504);
        }

        Assert.Equal(1, _here.Dialled);
        _r2.Advance(TimeSpan.FromSeconds(2));
        alice.Send(SipMethod.Message, "sip:carol@godwit.test");
        await alice.ReceiveResponse(504);
        Assert.Equal(2, _here.Dialled);
    }

    [Fact]
    public async Task A_trunk_that_was_lost_is_opened_again()
    {
        var alice = _r2.SignIn("alice");
        var bob = _lcs.SignIn("bob");
        alice.Send(SipMethod.Message, "sip:bob@godwit.test");
        await bob.ReceiveRequest(SipMethod.Message);
        _here.Last!.Close(ConnectionEnd.PeerReset);
        await EdgeBench.Until(() =>
        {
            _r2.Advance(TimeSpan.FromMilliseconds(100));
            return _r2.Forks.Count == 0;
        });
        await alice.ReceiveResponse(480);
        alice.Send(SipMethod.Message, "sip:bob@godwit.test");
        await bob.ReceiveRequest(SipMethod.Message);
        Assert.Equal(2, _here.Dialled);
    }

    [Fact]
    public async Task What_a_user_asks_of_her_home_follows_her_there()
    {
        var alice = _r2.SignIn("alice");
        _forest.Add("alice", Other);
        alice.Send(SipMethod.Service, "sip:alice@godwit.test");
        // The other pool took it: it looked into the body.
        var answer = Assert.IsType<SipResponse>(await alice.Receive());
        Assert.Equal(1, _here.Dialled);
        Assert.NotEqual(504, answer.Status);
    }

    [Fact]
    public async Task Pools_that_each_believe_the_other_to_be_the_home_end_the_loop()
    {
        await using var r2 = new EdgeBench(dialer: _here);
        var confused = new FakeForest();
        confused.Add("bob", EdgeBench.Fqdn);
        await using var lcs = new EdgeBench(o => o with { Pool = new PoolRecord(Other, PoolGeneration.Lcs2005Sp1, PoolEdition.Standard, "CN=lcs01") }, confused, r2.Time, _there);
        (_here.Own, _there.Own) = (r2, lcs);
        _here.Pools[Other] = lcs;
        _there.Pools[EdgeBench.Fqdn] = r2;
        r2.Forest.Add("bob", Other);
        var alice = r2.SignIn("alice");
        alice.Send(SipMethod.Message, "sip:bob@godwit.test");
        await alice.ReceiveResponse(482);
        r2.Stop();
        lcs.Stop();
    }
}
