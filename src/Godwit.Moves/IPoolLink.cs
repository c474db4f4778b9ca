using System.Collections.Immutable;
using Godwit.Pool.Clients;
using Godwit.Pool.ClientVersions;
using Godwit.Pool.Hours;
using Godwit.Pool.Pools;
using Godwit.Pool.Users;

namespace Godwit.Moves;

/// <summary>Door: what the move engine can ask of one pool. Every call may be repeated; a pool that is out of reach throws <see cref="PoolUnavailableException"/>.</summary>
public interface IPoolLink : IPoolOrders
{
    PoolRecord Pool { get; }

    /// <summary>The pool's database, by way of the pool.</summary>
    IBackEnd BackEnd { get; }

    PoolLimits Limits { get; }

    /// <summary>Which clients may sign in there.</summary>
    ClientVersionFilter ClientVersions { get; }
}

/// <summary>What a pool does for a move. Calls only, so that they can be made from another host.</summary>
public interface IPoolOrders
{
    /// <summary>Those of the users who are signed in now.</summary>
    Task<IReadOnlyList<SipAddress>> SignedIn(IReadOnlyList<SipAddress> users, CancellationToken cancel);

    /// <summary>The clients that the users were seen with there, in order, those of the last seconds among them.</summary>
    Task<IReadOnlyList<ImmutableArray<SeenClient>>> SeenClients(IReadOnlyList<SipAddress> users, CancellationToken cancel);

    /// <summary>How many users are signed in when, as far as it was counted.</summary>
    Task<IReadOnlyList<SignedInHour>> SignedInHours(CancellationToken cancel);

    /// <summary>Throws when the pool can't take part in a move now.</summary>
    Task Ping(CancellationToken cancel);

    /// <summary>Those of the users who are in a call or conference now.</summary>
    Task<IReadOnlyList<SipAddress>> Busy(IReadOnlyList<SipAddress> users, CancellationToken cancel);

    /// <summary>Holds writes of the users' homes; returns when none is under way. Returns those who are signed in.</summary>
    Task<IReadOnlyList<SipAddress>> Fence(IReadOnlyList<SipAddress> users, CancellationToken cancel);

    /// <summary>The move was undone: the homes go on here.</summary>
    Task Unfence(IReadOnlyList<SipAddress> users, CancellationToken cancel);

    /// <summary>The users live at <paramref name="home"/> now (null: nowhere): forget them, send their endpoints over.</summary>
    Task Release(IReadOnlyList<SipAddress> users, string? home, CancellationToken cancel);

    /// <summary>Their data was replaced in the back end while they were fenced: forget what is in memory; endpoints are told to sign in again.</summary>
    Task Reload(IReadOnlyList<SipAddress> users, CancellationToken cancel);

    /// <summary>
    /// The users' endpoints will probably sign in here soon: what is sent to them waits at most that long. Called just before the directory says
    /// that they live here.
    /// </summary>
    Task Expect(IReadOnlyList<SipAddress> users, TimeSpan within, CancellationToken cancel);
}

/// <summary>A pool is stopped, dead or out of reach.</summary>
public sealed class PoolUnavailableException(string fqdn, Exception? inner = null) : Exception($"The pool {fqdn} is not available", inner)
{
    public string Fqdn { get; } = fqdn;

    /// <summary>It answers, but its disk takes no more.</summary>
    public bool IsFull { get; init; }
}

/// <summary>Door: the links of this forest.</summary>
public interface IPoolLinks
{
    /// <summary>By FQDN, any case; also of a retired pool; null when no such pool is known.</summary>
    IPoolLink? Find(string? fqdn);

    /// <summary>Pools that are no longer in the directory, but whose back ends still hold the data of users who were homed there; newest first.</summary>
    IReadOnlyList<IPoolLink> Retired { get; }
}
