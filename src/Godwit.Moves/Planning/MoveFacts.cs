using Godwit.Pool.Pools;
using Godwit.Pool.Users;

namespace Godwit.Moves.Planning;

/// <summary>A pool as the planner sees it. <paramref name="Record"/> is null when the directory doesn't know it (a retired pool, or a wrong name).</summary>
public sealed record PoolFacts(string Fqdn, PoolRecord? Record, bool Available, PoolLimits Limits);

/// <summary>All that is known of one user before a move.</summary>
/// <param name="User">Null: the directory doesn't know her.</param>
/// <param name="InMove">She is in a move that has not ended.</param>
/// <param name="Source">The pool that holds her data: her home, or, for an unassigned user, a retired pool that still has a copy; else null.</param>
/// <param name="Survey">What the source holds; null when it could not be asked, or was not.</param>
public sealed record UserFacts(SipAddress Address, DirectoryUser? User, bool InMove, PoolFacts? Source, UserSurvey? Survey);
