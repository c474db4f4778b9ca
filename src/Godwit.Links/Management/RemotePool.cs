using System.Collections.Immutable;
using Godwit.Links.Rpc;
using Godwit.Moves;
using Godwit.Pool.Clients;
using Godwit.Pool.ClientVersions;
using Godwit.Pool.Hours;
using Godwit.Pool.Pools;
using Godwit.Pool.Users;

namespace Godwit.Links.Management;

/// <summary>A pool that runs on another host. It is there while that host is connected; what it said of itself last is remembered.</summary>
public sealed class RemotePool : IPoolLink
{
    private readonly IPoolOrders _orders;
    private volatile PoolDescription _said = new(false, 0, new PoolLimits(), null);
    private volatile Connected? _connected;
    private TaskCompletionSource _joined = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public RemotePool(PoolRecord pool)
    {
        Pool = pool;
        _orders = Far.Door(() => _connected?.Orders, Away);
        BackEnd = Far.Door(() => _connected?.BackEnd, Away);
        Agent = Far.Door(() => _connected?.Agent, Away);
    }

    public PoolRecord Pool { get; }

    public IBackEnd BackEnd { get; }

    public IPoolAgent Agent { get; }

    public bool IsConnected => _connected is not null;

    /// <summary>What it said last; not running while its host is not connected.</summary>
    public PoolDescription Description => IsConnected ? _said : _said with { Running = false, SignedIn = 0 };

    public PoolLimits Limits => _said.Limits;

    public ClientVersionFilter ClientVersions => _said.ClientVersions ?? ClientVersionFilter.New;

    /// <summary>Ends when the pool's host is connected.</summary>
    public Task Joined => Volatile.Read(ref _joined).Task;

    public async Task Ping(CancellationToken cancel)
    {
        _said = await Agent.Describe(cancel);
        if (!_said.Running) throw new PoolUnavailableException(Pool.Fqdn);
    }

    /// <summary>Asks the pool how it is.</summary>
    public async Task Refresh(CancellationToken cancel) => _said = await Agent.Describe(cancel);

    public Task<IReadOnlyList<SipAddress>> SignedIn(IReadOnlyList<SipAddress> users, CancellationToken cancel) => _orders.SignedIn(users, cancel);

    public Task<IReadOnlyList<ImmutableArray<SeenClient>>> SeenClients(IReadOnlyList<SipAddress> users, CancellationToken cancel) => _orders.SeenClients(users, cancel);

    public Task<IReadOnlyList<SignedInHour>> SignedInHours(CancellationToken cancel) => _orders.SignedInHours(cancel);

    public Task<IReadOnlyList<SipAddress>> Fence(IReadOnlyList<SipAddress> users, CancellationToken cancel) => _orders.Fence(users, cancel);

    public Task<IReadOnlyList<SipAddress>> Busy(IReadOnlyList<SipAddress> users, CancellationToken cancel) => _orders.Busy(users, cancel);

    public Task Unfence(IReadOnlyList<SipAddress> users, CancellationToken cancel) => _orders.Unfence(users, cancel);

    public Task Release(IReadOnlyList<SipAddress> users, string? home, CancellationToken cancel) => _orders.Release(users, home, cancel);

    public Task Reload(IReadOnlyList<SipAddress> users, CancellationToken cancel) => _orders.Reload(users, cancel);

    public Task Expect(IReadOnlyList<SipAddress> users, TimeSpan within, CancellationToken cancel) => _orders.Expect(users, within, cancel);

    /// <summary>The newest connection counts: an older one is dead, its host just does not know yet.</summary>
    internal void Connect(LinkRpc rpc)
    {
        string Prefix(string part) => $"{Pool.Fqdn}/{part}";
        var before = _connected;
        _connected = new Connected(rpc, rpc.Call<IPoolOrders>(Prefix(Offers.Orders)), rpc.Call<IBackEnd>(Prefix(Offers.BackEnd)), rpc.Call<IPoolAgent>(Prefix(Offers.Agent)));
        if (before?.Rpc != rpc) before?.Rpc.Dispose();
        _joined.TrySetResult();
    }

    internal void Disconnect(LinkRpc rpc)
    {
        if (_connected is not { } now || now.Rpc != rpc) return;
        Volatile.Write(ref _joined, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        _connected = null;
    }

    private PoolUnavailableException Away() => new(Pool.Fqdn);

    private sealed record Connected(LinkRpc Rpc, IPoolOrders Orders, IBackEnd BackEnd, IPoolAgent Agent);
}
