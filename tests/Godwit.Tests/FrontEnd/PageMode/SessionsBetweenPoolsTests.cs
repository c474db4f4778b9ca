using System.Text;
using Godwit.FrontEnd.Connections;
using Godwit.FrontEnd.PageMode;
using Godwit.Pool.Pools;
using Godwit.Sip.Messages;
using Godwit.Tests.FrontEnd.Bench;

namespace Godwit.Tests.FrontEnd.PageMode;

/// <summary>Alice's client of the family is on one pool, bob's plain one on another.</summary>
public sealed class SessionsBetweenPoolsTests : IAsyncDisposable
{
    private const string Other = "lcs01.godwit.test";

    private readonly FakeForest _forest = new();
    private readonly MemoryDialer _here = new(EdgeBench.Fqdn);
    private readonly MemoryDialer _there = new(Other);
    private readonly EdgeBench _r2;
    private readonly EdgeBench _lcs;

    public SessionsBetweenPoolsTests()
    {
        _r2 = new EdgeBench(forest: _forest, dialer: _here);
        _lcs = new EdgeBench(o => o with { Pool = new PoolRecord(Other, PoolGeneration.Lcs2005Sp1, PoolEdition.Standard, "CN=lcs01") }, _forest, _r2.Time, _there);
        (_here.Own, _there.Own) = (_r2, _lcs);
        _here.Pools[Other] = _lcs;
        _there.Pools[EdgeBench.Fqdn] = _r2;
    }

    public async ValueTask DisposeAsync()
    {
        _lcs.Stop();
        await _r2.DisposeAsync();
        await _lcs.DisposeAsync();
    }

    [Fact]
    public async Task The_receivers_pool_takes_the_session_and_ends_it_over_the_trunk()
    {
        var (alice, bob) = (new Writer(_r2.SignIn("alice", family: ClientFamily.Sipe)), _lcs.SignIn("bob"));
        await alice.Invite();
        Assert.Equal("<sip:127.0.0.1:5080;transport=tcp;lr>", (await alice.Begin()).Headers.All(HeaderNames.RecordRoute).Last());
        alice.Write("Hello");
        var page = await bob.ReceiveRequest(SipMethod.Message);
        Assert.Equal("\"Alice\" <sip:alice@godwit.test>", page.Headers.Get(HeaderNames.PAssertedIdentity));
        bob.Answer(page, 200);
        await alice.Client.ReceiveResponse(200);
        Assert.Equal((0, 1), (_r2.Get<PageSessions>().Count, _lcs.Get<PageSessions>().Count));

        _r2.Advance(PageSessions.LongestPause + TimeSpan.FromSeconds(1));
        alice.Client.Answer(await alice.Client.ReceiveRequest(SipMethod.Bye), 200);
        Assert.Equal(0, _lcs.Get<PageSessions>().Count);
    }

    [Fact]
    public async Task A_session_goes_on_when_the_receiver_is_moved()
    {
        var (alice, bob) = (new Writer(_r2.SignIn("alice", family: ClientFamily.Sipe)), _lcs.SignIn("bob"));
        await alice.Invite();
        await alice.Begin();
        bob.Hang();
        await bob.Ended;
        _lcs.Homes.Of("bob").Endpoints.Clear();
        _forest.Add("bob", EdgeBench.Fqdn);
        var moved = _r2.SignIn("bob");
        alice.Write("Where are you now?");
        var page = await moved.ReceiveRequest(SipMethod.Message);
        Assert.Equal("Where are you now?", Encoding.UTF8.GetString(page.Body.Span));
        moved.Answer(page, 200);
        await alice.Client.ReceiveResponse(200);
    }

    [Fact]
    public async Task A_session_that_the_pool_has_forgotten_is_481()
    {
        var (alice, bob) = (new Writer(_r2.SignIn("alice", family: ClientFamily.Sipe)), _lcs.SignIn("bob"));
        await alice.Invite();
        await alice.Begin();
        alice.Send(SipMethod.Bye);
        await alice.Client.ReceiveResponse(200);
        alice.Write("Hello?");
        await alice.Client.ReceiveResponse(481);
        await bob.NothingMore();
    }
}
