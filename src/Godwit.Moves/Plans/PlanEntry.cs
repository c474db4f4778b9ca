using System.Collections.Immutable;
using Godwit.Moves.Engine;
using Godwit.Moves.Planning;
using Godwit.Pool.Users;

namespace Godwit.Moves.Plans;

/// <summary>What a plan says of one user.</summary>
/// <param name="Number">As they were asked for, from 0.</param>
/// <param name="Outcome">What would become of her: <see cref="MoveOutcome.Moved"/>, <see cref="MoveOutcome.Unchanged"/> or <see cref="MoveOutcome.Refused"/>.</param>
/// <param name="Rule">The rule that refuses her (<see cref="RuleNames"/>); "" otherwise.</param>
/// <param name="Reason">One sentence or more; "" when there is nothing to be said.</param>
public sealed record PlanEntry(int Number, SipAddress Address, string? Home, string? Source, MoveOutcome Outcome, string Rule, string Reason)
{
    /// <summary>What she would not have until it follows.</summary>
    public ImmutableArray<string> Lost { get; init; } = [];

    /// <summary>Her clients that could not sign in any more, a sentence each.</summary>
    public ImmutableArray<string> CutOff { get; init; } = [];

    public DoorPassage Door { get; init; }

    public ImmutableArray<OverLimit> Over { get; init; } = [];

    /// <summary>When the plan was made.</summary>
    public bool SignedIn { get; init; }

    /// <summary>From 1; 0: she does not go.</summary>
    public int Batch { get; init; }

    public bool Excluded { get; init; }

    /// <summary>The order in which they go; only ever compared.</summary>
    public long Place { get; init; }

    public bool Goes => Outcome == MoveOutcome.Moved;

    /// <param name="plan">Without the words on clients, which <see cref="CutOff"/> has.</param>
    public static PlanEntry Of(int number, UserFacts user, PoolFacts target, PlannedUser plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var cutOff = plan.Goes ? Planning.CutOff.Of(user, target) : [];
        return new PlanEntry(
            number, plan.Address, plan.Home, plan.Source, plan.Goes ? MoveOutcome.Moved : plan.Refusal is null ? MoveOutcome.Unchanged : MoveOutcome.Refused,
            plan.Refusal is { } rule ? RuleNames.Of(rule) : "", plan.Reason ?? string.Join(' ', cutOff))
        {
            Lost = plan.Goes ? plan.Lost : [],
            CutOff = cutOff,
            Door = plan.Goes ? OneWayDoor.Of(user, target) : DoorPassage.None,
        };
    }

    /// <summary>Her pool is down: what she would be given by force, and how old it is.</summary>
    public PlanEntry Given(GivenState state, PoolFacts target, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state is { Refused: { } reason, Rule: { } rule })
            return this with { Outcome = MoveOutcome.Refused, Rule = RuleNames.Of(rule), Reason = reason, Lost = [], CutOff = [], Door = DoorPassage.None };
        return this with { Reason = $"{Reason} {state.Would(Source!, target, now)}".Trim(), Lost = [.. state.Lost] };
    }

    /// <summary>What is another way now than the plan had it, in a few words; null when nothing that matters is.</summary>
    public string? DifferenceFrom(PlanEntry planned)
    {
        ArgumentNullException.ThrowIfNull(planned);
        if (Outcome != planned.Outcome || Rule != planned.Rule) return $"was {Word(planned)}, is {Word(this)} now";
        if (!string.Equals(Home, planned.Home, StringComparison.OrdinalIgnoreCase)) return $"was homed on {planned.Home ?? "no pool"}, is on {Home ?? "no pool"} now";
        if (!Lost.SequenceEqual(planned.Lost)) return Lost.Length == 0 ? "would lose nothing any more" : $"would lose {string.Join(", ", Lost)} now";
        if (CutOff.Length != planned.CutOff.Length) return CutOff.Length == 0 ? "no client would be cut off any more" : string.Join(' ', CutOff);
        return Door != planned.Door ? "stands otherwise to enhanced presence mode now" : null;
    }

    private static string Word(PlanEntry entry) => entry.Outcome switch
    {
        MoveOutcome.Moved => "to be moved",
        MoveOutcome.Unchanged => "there already",
        _ => $"refused ({entry.Rule})",
    };
}
