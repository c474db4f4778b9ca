using System.Collections.Immutable;
using Godwit.Moves;
using Godwit.Pool.Clients;
using Godwit.Pool.ClientVersions;
using Godwit.Pool.Hours;
using Godwit.Pool.Pools;
using Godwit.Pool.Users;

namespace Godwit.Server.Links;

/// <summary>A pool that was retired: nobody is signed in there, but its back end still holds what its users had.</summary>
public sealed class RetiredPoolLink(PoolRecord pool, IBackEnd backEnd) : IPoolLink
{
    public PoolRecord Pool { get; } = pool;

    public IBackEnd BackEnd { get; } = backEnd;

    public PoolLimits Limits { get; } = new();

    public ClientVersionFilter ClientVersions => ClientVersionFilter.New;

    public Task<IReadOnlyList<SipAddress>> SignedIn(IReadOnlyList<SipAddress> users, CancellationToken cancel) => Task.FromResult<IReadOnlyList<SipAddress>>([]);

    public Task<IReadOnlyList<ImmutableArray<SeenClient>>> SeenClients(IReadOnlyList<SipAddress> users, CancellationToken cancel) => BackEnd.Clients(users, cancel);

    public Task<IReadOnlyList<SignedInHour>> SignedInHours(CancellationToken cancel) => Task.FromResult<IReadOnlyList<SignedInHour>>([]);

    public Task Ping(CancellationToken cancel) => Task.CompletedTask;

    public Task<IReadOnlyList<SipAddress>> Busy(IReadOnlyList<SipAddress> users, CancellationToken cancel) => Task.FromResult<IReadOnlyList<SipAddress>>([]);

    public Task<IReadOnlyList<SipAddress>> Fence(IReadOnlyList<SipAddress> users, CancellationToken cancel) => Task.FromResult<IReadOnlyList<SipAddress>>([]);

    public Task Unfence(IReadOnlyList<SipAddress> users, CancellationToken cancel) => Task.CompletedTask;

    public Task Release(IReadOnlyList<SipAddress> users, string? home, CancellationToken cancel) => Task.CompletedTask;

    public Task Reload(IReadOnlyList<SipAddress> users, CancellationToken cancel) => Task.CompletedTask;

    public Task Expect(IReadOnlyList<SipAddress> users, TimeSpan within, CancellationToken cancel) => Task.CompletedTask;
}
