using System.Collections.Immutable;
using Godwit.Pool.Users;

namespace Godwit.Moves.Planning;

public enum MoveRoute
{
    /// <summary>Both pools answer: nothing is lost.</summary>
    Ordinary,

    /// <summary>From Unassigned Users, without data to bring.</summary>
    Unassigned,

    /// <summary>Forced: the target is down, the data is exported now and follows when the target returns.</summary>
    TargetDown,

    /// <summary>Forced: the source is down, the data follows when the source returns.</summary>
    SourceDown,

    /// <summary>She is on her way there by an earlier move: its outcome is hers.</summary>
    Joined,

    /// <summary>She lives there already: nothing is done for her.</summary>
    AlreadyThere,

    /// <summary>Back to Unassigned Users: the data stays at the pool that she leaves.</summary>
    Unassigning,
}

/// <summary>What is to happen to one user: a route, or a refusal.</summary>
/// <param name="Home">The home in the directory; null when unassigned.</param>
/// <param name="Source">The pool to copy from; null when there is nothing to copy.</param>
/// <param name="Lost">What she will not have until it follows.</param>
public sealed record PlannedUser(SipAddress Address, string? Home, string? Source, MoveRoute Route, MoveRefusal? Refusal, string? Reason, ImmutableArray<string> Lost)
{
    /// <summary>The earlier move; null on every other route.</summary>
    public string? Joins { get; init; }

    /// <summary>Where she is to go; empty = to Unassigned Users.</summary>
    public string Target { get; init; } = "";

    /// <summary>Something has to be done for her.</summary>
    public bool Goes => Refusal is null && Route != MoveRoute.AlreadyThere;

    public static PlannedUser Refuse(UserFacts facts, MoveRefusal refusal, string reason) =>
        new(facts.Address, facts.User?.HomePool, facts.Source?.Fqdn, MoveRoute.Ordinary, refusal, reason, []);
}
