using System.Collections.Immutable;
using Godwit.Pool.Clients;
using Godwit.Pool.ClientVersions;
using Godwit.Pool.Pools;
using Godwit.Pool.Users;

namespace Godwit.Links;

/// <summary>What the management asks of a pool on another host beside moves: calls over the connection that the pool's host has opened.</summary>
public interface IPoolAgent
{
    Task<PoolDescription> Describe(CancellationToken cancel);

    /// <summary>Replaces the client version filter, durably, and goes by it.</summary>
    Task SetClientVersions(ClientVersionFilter filter, CancellationToken cancel);

    /// <summary>Everybody who was seen here, with the client.</summary>
    Task<IReadOnlyList<PoolClient>> SeenClients(CancellationToken cancel);

    /// <summary>The clients of one user, the one seen last first.</summary>
    Task<ImmutableArray<SeenClient>> SeenClientsOf(SipAddress user, CancellationToken cancel);
}

/// <summary>A pool as it is now.</summary>
/// <param name="Running">Its homes are up.</param>
/// <param name="SignedIn">Users.</param>
/// <param name="ClientVersions">Null: it has no filter (LCS 2005 SP1).</param>
public sealed record PoolDescription(bool Running, int SignedIn, PoolLimits Limits, ClientVersionFilter? ClientVersions);

public sealed record PoolClient(SipAddress User, SeenClient Client);
