using Godwit.FrontEnd;
using Godwit.Pool.Clients;
using Godwit.Pool.ClientVersions;
using Godwit.Pool.Homes;
using Godwit.Pool.Pools;
using Godwit.Pool.Users;
using Godwit.Server.Configuration;
using Godwit.Storage;
using Microsoft.Extensions.Logging;

namespace Godwit.Server.Pools;

/// <summary>All that a pool is built from, again at each start: its own parts, and what all pools of the process share.</summary>
public sealed record PoolPlan(PoolSettings Settings, PoolRecord Record, PoolDatabase Database, HomeGate Gate, FrontEndOptions FrontEnd, SharedParts Shared)
{
    /// <summary>LCS 2005 SP1 has none.</summary>
    public ClientVersionPolicy ClientVersions { get; } = new(Record.Generation < PoolGeneration.Ocs2007 ? null : Database.ClientVersions);

    /// <summary>What was noted before an outage is written after it.</summary>
    public SeenClients Clients { get; } = new(Database.Clients, Shared.Time);
}

/// <summary>One of each per process.</summary>
public sealed record SharedParts(
    ForestView Forest, UserReplicator Replicator, IUserDirectory Directory, IGroupDirectory Groups, IUserSecrets Secrets, TimeProvider Time, ILoggerFactory Loggers);
