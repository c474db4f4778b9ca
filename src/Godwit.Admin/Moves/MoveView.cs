namespace Godwit.Admin.Moves;

/// <summary>What became (or would become) of a user. Outcome: <c>moved</c>, <c>unchanged</c> (she was there already), <c>refused</c>, <c>failed</c>, <c>pending</c>.</summary>
/// <param name="Lost">What she no longer has after a forced move, in words; empty otherwise.</param>
public sealed record MovedUserView(string Address, string Outcome, string Reason, IReadOnlyList<string> Lost)
{
    /// <summary>The home before; empty when unassigned.</summary>
    public string From { get; init; } = "";
}

/// <summary>A move. State: <c>running</c>, <c>finished</c>, <c>planned</c> (a dry run).</summary>
public sealed record MoveView(string Id, int Moved, int Refused, int Failed, IReadOnlyList<MovedUserView> Users)
{
    /// <summary>Those who were there already.</summary>
    public int Unchanged { get; init; }

    public string State { get; init; } = "";

    public string To { get; init; } = "";

    public bool Force { get; init; }

    public string RequestedBy { get; init; } = "";

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }
}

/// <summary>A move while it runs: one server-sent event whenever a number changes, and at least every 2 s.</summary>
public sealed record MoveProgressView(string Id, string State, int Total, int Moved, int Unchanged, int Refused, int Failed)
{
    public int Done => Moved + Unchanged + Refused + Failed;
}
