using System.Collections.Immutable;
using Godwit.Pool.Users;

namespace Godwit.Moves;

public enum MoveOutcome
{
    Pending,
    Moved,

    /// <summary>She lived there already: nothing had to be done.</summary>
    Unchanged,
    Refused,
    Failed,
}

/// <summary>What became (or, in a plan, would become) of one user.</summary>
/// <param name="Reason">One sentence; null for an ordinary success.</param>
/// <param name="Lost">What the user no longer has after a forced move, item kind by item kind in words; empty otherwise.</param>
public sealed record UserOutcome(SipAddress User, MoveOutcome Outcome, string? From, string? Reason, ImmutableArray<string> Lost);

public enum MoveState { Running, Finished }

/// <summary>A move and what became of its users so far.</summary>
public sealed record MoveReport(string Id, MoveState State, string ToPool, bool Force, string RequestedBy, DateTimeOffset StartedAt, DateTimeOffset? FinishedAt, ImmutableArray<UserOutcome> Users)
{
    public MoveProgress Progress => new(Id, State, Users.Length, Count(MoveOutcome.Moved), Count(MoveOutcome.Unchanged), Count(MoveOutcome.Refused), Count(MoveOutcome.Failed));

    private int Count(MoveOutcome outcome) => Users.Count(u => u.Outcome == outcome);
}

/// <summary>A move while it runs; small, for progress bars. Rates are the watcher's business.</summary>
public sealed record MoveProgress(string Id, MoveState State, int Total, int Moved, int Unchanged, int Refused, int Failed);
