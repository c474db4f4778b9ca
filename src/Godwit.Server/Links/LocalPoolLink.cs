using Godwit.Moves;
using Godwit.Pool.Clients;
using Godwit.Pool.ClientVersions;
using Godwit.Pool.Homes;
using Godwit.Pool.Pools;
using Godwit.Pool.Users;

namespace Godwit.Server.Links;

/// <summary>The link to a pool of this same process. <paramref name="running"/> throws <see cref="PoolUnavailableException"/> while the pool is stopped.</summary>
public sealed class LocalPoolLink(
    PoolRecord pool, PoolLimits limits, IBackEnd backEnd, HomeGate gate, UserReplicator replicator, ClientVersionPolicy clientVersions, SeenClients seen,
    Func<RunningPool> running) : IPoolLink
{
    public PoolRecord Pool { get; } = pool;

    public IBackEnd BackEnd { get; } = backEnd;

    public PoolLimits Limits { get; } = limits;

    public ClientVersionFilter ClientVersions => clientVersions.Filter;

    public Task Ping(CancellationToken cancel)
    {
        _ = running();
        return Task.CompletedTask;
    }

    public async Task<IReadOnlyList<SipAddress>> Fence(IReadOnlyList<SipAddress> users, CancellationToken cancel)
    {
        var pool = running();
        // Before anybody waits: what was noted of them in the last seconds goes with them.
        await seen.Flush(users, cancel);
        await gate.Fence(users, cancel);
        return [.. users.Where(u => pool.Homes.Find(u) is { Endpoints: > 0 })];
    }

    /// <summary>A stopped pool's gate is opened all the same: it outlives the outage.</summary>
    public Task Unfence(IReadOnlyList<SipAddress> users, CancellationToken cancel)
    {
        gate.Open(users);
        _ = running();
        return Task.CompletedTask;
    }

    public async Task Release(IReadOnlyList<SipAddress> users, string? home, CancellationToken cancel)
    {
        // Whoever comes through the gate next must see in the directory that the user has gone.
        await replicator.CatchUp(cancel);
        gate.Release(users);
        await Forget(users, cancel);
    }

    public async Task Reload(IReadOnlyList<SipAddress> users, CancellationToken cancel)
    {
        await Forget(users, cancel);
        gate.Open(users);
    }

    public Task Expect(IReadOnlyList<SipAddress> users, TimeSpan within, CancellationToken cancel)
    {
        _ = running();
        gate.Expect(users, within);
        return Task.CompletedTask;
    }

    /// <summary>Homes that are not in memory have nothing to forget and nobody signed in.</summary>
    private async Task Forget(IReadOnlyList<SipAddress> users, CancellationToken cancel)
    {
        var pool = running();
        await Task.WhenAll(users.Where(u => pool.Homes.Find(u) is not null).Select(u => pool.Grains.GetGrain<IHomeGrain>(u.Value).Close(DeregisterReason.UserMoved))).WaitAsync(cancel);
    }
}
