using System.Collections.Immutable;
using Godwit.Moves.Terms;
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

    /// <summary>She was moved, and a later move has taken her back.</summary>
    Undone,
}

/// <summary>What became (or, in a plan, would become) of one user.</summary>
/// <param name="Reason">One sentence; null for an ordinary success.</param>
/// <param name="Lost">What the user no longer has after a forced move, item kind by item kind in words; empty otherwise.</param>
public sealed record UserOutcome(SipAddress User, MoveOutcome Outcome, string? From, string? Reason, ImmutableArray<string> Lost)
{
    /// <summary>Where the outcome does not say it all, or while she is on her way; else null, see <see cref="UserStates.Of"/>.</summary>
    public UserState? State { get; init; }

    /// <summary>The same item by item, as far as it is known by item; all of them.</summary>
    public ImmutableArray<LostItem> LostItems { get; init; } = [];

    /// <summary>What was changed at the old and at the new home, in words: which change stayed.</summary>
    public ImmutableArray<string> Conflicts { get; init; } = [];

    /// <summary>Where she goes, in a move that undoes another: empty = to Unassigned Users. Null = to the move's own pool.</summary>
    public string? To { get; init; }

    /// <summary>The move that took her back, once she is <see cref="MoveOutcome.Undone"/>.</summary>
    public string? UndoneBy { get; init; }
}

/// <summary>Where a user stands in a move: finer than her outcome.</summary>
public enum UserState
{
    /// <summary>Her turn has not come.</summary>
    Queued,

    /// <summary>Her turn could come, but for a window, a rate, or a call that she is in.</summary>
    Waiting,
    Copying,

    /// <summary>The directory says that she lives there; the pools are being told.</summary>
    Switched,
    Moved,

    /// <summary>By force, with something that follows or is lost.</summary>
    MovedWithWarnings,
    Unchanged,
    Refused,
    Failed,

    /// <summary>The move is suspended before her turn.</summary>
    Suspended,
    Undone,

    /// <summary>The move was cancelled before her turn: she is where she was.</summary>
    Cancelled,
}

public static class UserStates
{
    public static UserState Of(UserOutcome user) => user.State ?? user.Outcome switch
    {
        MoveOutcome.Moved => user.Reason is null && user.Lost.IsDefaultOrEmpty ? UserState.Moved : UserState.MovedWithWarnings,
        MoveOutcome.Unchanged => UserState.Unchanged,
        MoveOutcome.Undone => UserState.Undone,
        MoveOutcome.Refused => UserState.Refused,
        MoveOutcome.Failed => UserState.Failed,
        _ => UserState.Queued,
    };
}

public enum MoveState
{
    /// <summary>Waiting for its start, or its window.</summary>
    Scheduled,
    Running,

    /// <summary>What is under way ends, nothing else begins.</summary>
    Suspended,
    Finished,

    /// <summary>What is under way ends, everybody else stays.</summary>
    Cancelling,

    /// <summary>Finished, and not everybody was tried.</summary>
    Cancelled,
}

/// <summary>A move and what became of its users so far.</summary>
public sealed record MoveReport(string Id, MoveState State, string ToPool, bool Force, string RequestedBy, DateTimeOffset StartedAt, DateTimeOffset? FinishedAt, ImmutableArray<UserOutcome> Users)
{
    public MoveTerms Terms { get; init; } = MoveTerms.None;

    /// <summary>The move that this one takes back; null = an ordinary move.</summary>
    public string? Undoes { get; init; }

    public MoveProgress Progress => new(Id, State, Users.Length, Count(MoveOutcome.Moved), Count(MoveOutcome.Unchanged), Count(MoveOutcome.Refused), Count(MoveOutcome.Failed)) { Undone = Count(MoveOutcome.Undone) };

    private int Count(MoveOutcome outcome) => Users.Count(u => u.Outcome == outcome);
}

/// <summary>Users of a move who were done in each <paramref name="Stretch"/> of time since it went on in this process; the last one is still running.</summary>
public sealed record MoveRate(TimeSpan Stretch, ImmutableArray<int> Users);

/// <summary>A move while it runs; small, for progress bars.</summary>
public sealed record MoveProgress(string Id, MoveState State, int Total, int Moved, int Unchanged, int Refused, int Failed)
{
    public bool IsOver => State is MoveState.Finished or MoveState.Cancelled;

    /// <summary>Users whose outcome became known since the last that was seen; not all of them for whoever looks seldom.</summary>
    public ImmutableArray<UserOutcome> News { get; init; } = [];

    /// <summary>How fast it went so far. For those who watch it, at first, at the end, and now and then between; null otherwise.</summary>
    public MoveRate? Rate { get; init; }

    /// <summary>Those who were moved and taken back since.</summary>
    public int Undone { get; init; }
}
