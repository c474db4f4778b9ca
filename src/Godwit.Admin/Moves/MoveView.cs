namespace Godwit.Admin.Moves;

/// <summary>What became (or would become) of a user. Outcome: <c>moved</c>, <c>unchanged</c> (she was there already), <c>refused</c>, <c>failed</c>, <c>pending</c>, <c>undone</c> (moved, and taken back since).</summary>
/// <param name="Lost">What she no longer has after a forced move, in words; empty otherwise.</param>
public sealed record MovedUserView(string Address, string Outcome, string Reason, IReadOnlyList<string> Lost)
{
    /// <summary>The home before; empty when unassigned.</summary>
    public string From { get; init; } = "";

    /// <summary>
    /// Finer than the outcome: <c>queued</c>, <c>waiting</c> (for a window, a rate, the end of a call), <c>copying</c>, <c>switched</c>, <c>moved</c>,
    /// <c>moved with warnings</c>, <c>unchanged</c>, <c>refused</c>, <c>failed</c>, <c>suspended</c>, <c>undone</c>, <c>cancelled</c>.
    /// </summary>
    public string State { get; init; } = "";

    /// <summary>In a move that undoes another, where she goes: empty = to Unassigned Users. Left out in other moves, where all go to the same pool.</summary>
    public string? To { get; init; }

    /// <summary>The move that took her back.</summary>
    public string? UndoneBy { get; init; }

    /// <summary>What she no longer has, item by item, as far as it is known by item.</summary>
    public IReadOnlyList<LostItemView> LostItems { get; init; } = [];

    /// <summary>What was changed at the old and at the new home, in words.</summary>
    public IReadOnlyList<string> Conflicts { get; init; } = [];

    /// <summary>This and what follows: of a dry run only, as in <see cref="PlanUserView"/>.</summary>
    public string? Rule { get; init; }

    public int? Batch { get; init; }

    public IReadOnlyList<string>? CutOff { get; init; }

    public string? OneWayDoor { get; init; }

    public IReadOnlyList<OverLimitView>? OverLimits { get; init; }

    public bool? SignedIn { get; init; }
}

/// <summary>Kind: <c>contact</c>, <c>contact group</c>, <c>allow/block entry</c>, <c>container member</c>, <c>publication</c>, <c>subscriber</c>, <c>meeting</c>.</summary>
public sealed record LostItemView(string Kind, string Key, string Name);

/// <summary>A move. State: <c>scheduled</c>, <c>running</c>, <c>suspended</c>, <c>finished</c>, <c>cancelling</c>, <c>cancelled</c>, <c>planned</c> (a dry run).</summary>
public sealed record MoveView(string Id, int Moved, int Refused, int Failed, IReadOnlyList<MovedUserView> Users)
{
    /// <summary>Those who were there already.</summary>
    public int Unchanged { get; init; }

    /// <summary>Those who were moved and taken back since.</summary>
    public int Undone { get; init; }

    /// <summary>The move that this one takes back.</summary>
    public string? Undoes { get; init; }

    public string State { get; init; } = "";

    /// <summary>Empty when users go to several pools, back to where they were.</summary>
    public string To { get; init; } = "";

    public bool Force { get; init; }

    public string RequestedBy { get; init; } = "";

    public MoveTermsView? Terms { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Of a dry run only.</summary>
    public OutlookView? Outlook { get; init; }
}

/// <summary>A move while it runs: one server-sent event whenever a number changes, and at least every 2 s.</summary>
public sealed record MoveProgressView(string Id, string State, int Total, int Moved, int Unchanged, int Refused, int Failed)
{
    /// <summary>Those who were moved and taken back since.</summary>
    public int Undone { get; init; }

    public int Done => Moved + Undone + Unchanged + Refused + Failed;

    /// <summary>Nothing will change any more, unless users are tried again.</summary>
    public bool IsOver => State is "finished" or "cancelled";

    /// <summary>Users whose outcome became known since the event before; not all of them for whoever reads slowly.</summary>
    public IReadOnlyList<MovedUserView>? News { get; init; }

    /// <summary>How fast it went so far: soon after the first event, with the last one, and about every second between.</summary>
    public MoveRateView? Rate { get; init; }
}

/// <summary>Users of a move who were done in each stretch of so many seconds since the server went on with it; the last one is still running. At most 120.</summary>
public sealed record MoveRateView(double Seconds, IReadOnlyList<int> Users);
