using Godwit.Moves;
using Godwit.Pool.ClientVersions;
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

    public Task Ping(CancellationToken cancel) => Task.CompletedTask;

    public Task<IReadOnlyList<SipAddress>> Fence(IReadOnlyList<SipAddress> users, CancellationToken cancel) => Task.FromResult<IReadOnlyList<SipAddress>>([]);

    public Task Unfence(IReadOnlyList<SipAddress> users, CancellationToken cancel) => Task.CompletedTask;

    public Task Release(IReadOnlyList<SipAddress> users, string? home, CancellationToken cancel) => Task.CompletedTask;

    public Task Reload(IReadOnlyList<SipAddress> users, CancellationToken cancel) => Task.CompletedTask;

    public Task Expect(IReadOnlyList<SipAddress> users, TimeSpan within, CancellationToken cancel) => Task.CompletedTask;
}
