using System.Collections.Immutable;
using Godwit.Moves;
using Godwit.Pool.Clients;
using Godwit.Pool.ClientVersions;
using Godwit.Pool.Homes;
using Godwit.Pool.Hours;
using Godwit.Pool.Pools;
using Godwit.Pool.Users;

namespace Godwit.Server.Links;

/// <summary>The link to a pool of this same process. <paramref name="running"/> throws <see cref="PoolUnavailableException"/> while the pool is stopped.</summary>
public sealed class LocalPoolLink(
    PoolRecord pool, PoolLimits limits, IBackEnd backEnd, HomeGate gate, UserReplicator replicator, ClientVersionPolicy clientVersions, SeenClients seen, ISignedInHourStore hours,
    Func<RunningPool> running) : IPoolLink
{
    public PoolRecord Pool { get; } = pool;

    public IBackEnd BackEnd { get; } = backEnd;

    public PoolLimits Limits { get; } = limits;

    public ClientVersionFilter ClientVersions => clientVersions.Filter;

    public Task<IReadOnlyList<SipAddress>> SignedIn(IReadOnlyList<SipAddress> users, CancellationToken cancel)
    {
        var pool = running();
        return Task.FromResult<IReadOnlyList<SipAddress>>([.. users.Where(u => pool.Homes.Find(u) is { Endpoints: > 0 })]);
    }

    public async Task<IReadOnlyList<ImmutableArray<SeenClient>>> SeenClients(IReadOnlyList<SipAddress> users, CancellationToken cancel)
    {
        await seen.Flush(users, cancel);
        return await BackEnd.Clients(users, cancel);
    }

    public Task<IReadOnlyList<SignedInHour>> SignedInHours(CancellationToken cancel) => hours.All(cancel);

    public Task Ping(CancellationToken cancel)
    {
        _ = running();
        return Task.CompletedTask;
    }

    /// <summary>Who calls through this pool, and who says of herself that she is calling; who is not signed in is asked nothing.</summary>
    public async Task<IReadOnlyList<SipAddress>> Busy(IReadOnlyList<SipAddress> users, CancellationToken cancel)
    {
        var pool = running();
        var signedIn = users.Where(u => pool.Homes.Find(u) is { Endpoints: > 0 }).ToList();
        var says = await Task.WhenAll(signedIn.Select(u => pool.Calls.IsBusy(u) ? Task.FromResult(true) : pool.Grains.GetGrain<IHomeGrain>(u.Value).IsCalling())).WaitAsync(cancel);
        return [.. signedIn.Where((_, i) => says[i])];
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
        foreach (var user in users) running().Modes.Forget(user);
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
