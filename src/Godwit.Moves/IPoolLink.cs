using Godwit.Pool.Pools;
using Godwit.Pool.Users;

namespace Godwit.Moves;

/// <summary>Door: what the move engine can ask of one pool. Every call may be repeated; a pool that is out of reach throws <see cref="PoolUnavailableException"/>.</summary>
public interface IPoolLink
{
    PoolRecord Pool { get; }

    /// <summary>The pool's database, by way of the pool.</summary>
    IBackEnd BackEnd { get; }

    PoolLimits Limits { get; }

    /// <summary>Throws when the pool can't take part in a move now.</summary>
    Task Ping(CancellationToken cancel);

    /// <summary>Holds writes of the users' homes; returns when none is under way.</summary>
    Task Fence(IReadOnlyList<SipAddress> users, CancellationToken cancel);

    /// <summary>The move was undone: the homes go on here.</summary>
    Task Unfence(IReadOnlyList<SipAddress> users, CancellationToken cancel);

    /// <summary>The users live at <paramref name="home"/> now: forget them, send their endpoints over. Returns those who had endpoints.</summary>
    Task<IReadOnlyList<SipAddress>> Release(IReadOnlyList<SipAddress> users, string home, CancellationToken cancel);

    /// <summary>Their data was replaced in the back end while they were fenced: forget what is in memory; endpoints are told to sign in again.</summary>
    Task Reload(IReadOnlyList<SipAddress> users, CancellationToken cancel);

    /// <summary>The users' endpoints are about to sign in here: what is sent to them waits that long.</summary>
    Task Expect(IReadOnlyList<SipAddress> users, TimeSpan within, CancellationToken cancel);
}

/// <summary>A pool is stopped, dead or out of reach.</summary>
public sealed class PoolUnavailableException(string fqdn, Exception? inner = null) : Exception($"The pool {fqdn} is not available", inner)
{
    public string Fqdn { get; } = fqdn;
}

/// <summary>Door: the links of this forest, by pool FQDN; null when no such pool is known.</summary>
public interface IPoolLinks
{
    IPoolLink? Find(string? fqdn);
}
