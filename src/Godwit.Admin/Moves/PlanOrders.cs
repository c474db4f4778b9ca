namespace Godwit.Admin.Moves;

/// <summary>Makes a plan of what <see cref="StartMove"/> would move.</summary>
public sealed record MakePlan(StartMove Move)
{
    public string? Name { get; init; }
}

/// <summary>Users of a plan: to exclude, to take in again, or to put first in this order.</summary>
public sealed record PlanUsers(IReadOnlyList<string> Users);

public sealed record RenamePlan(string Name);

/// <param name="Force">Null: as the plan was made.</param>
public sealed record RunPlan(bool? Force)
{
    /// <summary>Null: on no terms, at once.</summary>
    public MoveTermsView? Terms { get; init; }
}

/// <summary>A plan that was run: the move that began, and for whom it stands otherwise than when the plan was made.</summary>
/// <param name="Differences">How many; <paramref name="Changed"/> names the first hundred.</param>
public sealed record PlanRunView(string Plan, int Differences, IReadOnlyList<PlanChangeView> Changed, MoveView Move);

public sealed record PlanChangeView(string Address, string What);
