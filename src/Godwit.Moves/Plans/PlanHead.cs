namespace Godwit.Moves.Plans;

public enum PlanState
{
    Ready,

    /// <summary>A move was made of it; it can be run again.</summary>
    Run,
}

/// <summary>A saved plan without its users.</summary>
/// <param name="MoveId">The move that it was run as last.</param>
public sealed record PlanHead(string Id, string Name, PlanState State, string ToPool, bool Force, string MadeBy, DateTimeOffset MadeAt, DateTimeOffset ChangedAt, string? MoveId);

/// <summary>Its users in numbers; whoever is excluded counts in <paramref name="Users"/> and <paramref name="Excluded"/> only.</summary>
public sealed record PlanCounts(int Users, int Moved, int Unchanged, int Refused, int Excluded, int CutOff, int PassDoor, int SignedIn, int Batches);

/// <param name="Outlook">Null: not asked for.</param>
public sealed record PlanSummary(PlanHead Head, PlanCounts Counts, Outlook? Outlook);

public enum PlanPart
{
    All,
    Refused,

    /// <summary>Cut off, through the door, or with a loss.</summary>
    Warned,
    Excluded,

    /// <summary>Everybody who is not excluded.</summary>
    Included,
}

/// <summary>Some of a plan's users in their order: those behind a place.</summary>
public sealed record PlanPage(PlanPart Part, long? After, int Most);
