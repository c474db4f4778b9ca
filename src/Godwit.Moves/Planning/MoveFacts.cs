using System.Collections.Immutable;
using Godwit.Pool.Clients;
using Godwit.Pool.ClientVersions;
using Godwit.Pool.Pools;
using Godwit.Pool.Users;

namespace Godwit.Moves.Planning;

/// <summary>A pool as the planner sees it. <paramref name="Record"/> is null when the directory doesn't know it (a retired pool, or a wrong name).</summary>
public sealed record PoolFacts(string Fqdn, PoolRecord? Record, bool Available, PoolLimits Limits)
{
    /// <summary>Which clients may sign in there.</summary>
    public ClientVersionFilter ClientVersions { get; init; } = ClientVersionFilter.New;
}

/// <summary>All that is known of one user before a move.</summary>
/// <param name="User">Null: the directory doesn't know her.</param>
/// <param name="Move">The move she is in that has not ended; else null.</param>
/// <param name="Source">The pool that holds her data: her home, or, for an unassigned user, a retired pool that still has a copy; else null.</param>
/// <param name="Survey">What the source holds; null when it could not be asked, or was not.</param>
public sealed record UserFacts(SipAddress Address, DirectoryUser? User, MoveClaim? Move, PoolFacts? Source, UserSurvey? Survey)
{
    /// <summary>What the source saw her sign in with, when it was asked.</summary>
    public ImmutableArray<SeenClient> Clients { get; init; } = [];
}
