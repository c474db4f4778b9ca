using Godwit.Pool.BackEnds;
using Godwit.Pool.ClientVersions;

namespace Godwit.Tests.Pool.ClientVersions;

public sealed class ClientVersionPolicyTests : IDisposable
{
    private readonly Store _store = new();
    private readonly ClientVersionPolicy _policy;

    public ClientVersionPolicyTests() => _policy = new ClientVersionPolicy(_store);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _policy.Dispose();

    [Fact]
    public async Task A_change_is_saved_first_and_holds_at_once_for_who_was_judged_before()
    {
        await _policy.Change(f => f with { DefaultAction = ClientVersionAction.Block }, Cancel);
        Assert.True(_policy.Of("OC/3.5").IsBlocked);
        await _policy.Change(f => f with { DefaultAction = ClientVersionAction.Allow }, Cancel);
        Assert.False(_policy.Of("OC/3.5").IsBlocked);
        Assert.Equal(2, _store.Saves);
        var after = new ClientVersionPolicy(_store);
        await after.Load(Cancel);
        Assert.Equal(_policy.Filter, after.Filter);
    }

    [Fact]
    public async Task A_change_that_could_not_be_saved_never_holds()
    {
        _store.Fails = true;
        await Assert.ThrowsAsync<BackEndUnavailableException>(() => _policy.Change(f => f with { DefaultAction = ClientVersionAction.Block }, Cancel));
        Assert.False(_policy.Of("OC/3.5").IsBlocked);
    }

    [Fact]
    public async Task What_strangers_call_themselves_does_not_fill_the_memory()
    {
        await _policy.Change(f => f with { DefaultAction = ClientVersionAction.Block }, Cancel);
        for (var i = 0; i < 20_000; i++) Assert.True(_policy.Of($"Stranger/{i}").IsBlocked);
        Assert.True(_policy.Of("Stranger/1").IsBlocked);
        // Judging a known client again makes nothing new.
        _policy.Of("OC/3.5");
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++) _policy.Of("OC/3.5");
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1_000);
    }

    [Fact]
    public async Task A_pool_without_filter_lets_everybody_in()
    {
        using var none = new ClientVersionPolicy(null);
        await none.Load(Cancel);
        Assert.Equal((false, true), (none.HasFilter, none.IsOpen));
        await Assert.ThrowsAsync<InvalidOperationException>(() => none.Change(f => f, Cancel));
    }

    private sealed class Store : IClientVersionStore
    {
        private ClientVersionFilter _filter = ClientVersionFilter.New;

        public int Saves { get; private set; }

        public bool Fails { get; set; }

        public Task<ClientVersionFilter> Load(CancellationToken cancel) => Task.FromResult(_filter);

        public Task Save(ClientVersionFilter filter, CancellationToken cancel)
        {
            if (Fails) throw new BackEndUnavailableException("r2pool.godwit.test");
            Saves++;
            _filter = filter;
            return Task.CompletedTask;
        }
    }
}
