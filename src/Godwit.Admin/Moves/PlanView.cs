namespace Godwit.Admin.Moves;

/// <summary>A saved plan. State: <c>ready</c>, <c>run</c>.</summary>
/// <param name="MoveId">The move that it was run as last; empty before.</param>
public sealed record PlanView(string Id, string Name, string State, string To, bool Force, string MadeBy, DateTimeOffset MadeAt, DateTimeOffset ChangedAt, string MoveId, PlanNumbersView Numbers)
{
    /// <summary>From when the plan was made; not in a list.</summary>
    public OutlookView? Outlook { get; init; }

    /// <summary>A page of its users, in the order in which they go; not in a list.</summary>
    public IReadOnlyList<PlanUserView>? Users { get; init; }

    /// <summary>What <c>after</c> is for the next page; null on the last.</summary>
    public long? Next { get; init; }
}

/// <summary>Whoever is excluded counts in <paramref name="Users"/> and <paramref name="Excluded"/> only.</summary>
/// <param name="CutOff">Users with a client that could not sign in any more.</param>
/// <param name="OneWayDoor">Users whom a client of theirs will put into enhanced presence mode, for ever.</param>
public sealed record PlanNumbersView(int Users, int Moved, int Unchanged, int Refused, int Excluded, int CutOff, int OneWayDoor, int SignedIn, int Batches);

/// <summary>What a plan says of one user. Outcome: <c>moved</c>, <c>unchanged</c>, <c>refused</c>.</summary>
/// <param name="Rule">The name of the rule that refuses her; empty otherwise.</param>
/// <param name="Batch">0: she does not go.</param>
public sealed record PlanUserView(string Address, string From, string Outcome, string Rule, string Reason, int Batch, bool Excluded)
{
    public IReadOnlyList<string> Lost { get; init; } = [];

    /// <summary>Her clients that could not sign in any more, a sentence each.</summary>
    public IReadOnlyList<string> CutOff { get; init; } = [];

    /// <summary><c>passes</c>, <c>passed</c> or empty.</summary>
    public string OneWayDoor { get; init; } = "";

    public IReadOnlyList<OverLimitView> OverLimits { get; init; } = [];

    public bool SignedIn { get; init; }
}

/// <summary>More of a kind than the target takes, item by item.</summary>
/// <param name="More">How many are not named.</param>
public sealed record OverLimitView(string Kind, int Has, int Most, IReadOnlyList<string> Items, int More);
