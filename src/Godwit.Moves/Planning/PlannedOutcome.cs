using System.Collections.Immutable;

namespace Godwit.Moves.Planning;

/// <summary>A plan as what it says of the users' outcomes.</summary>
public static class PlannedOutcome
{
    /// <param name="undoes">The move that this one takes back; each user's own target is told then.</param>
    /// <param name="otherwise">Of users for whom something has to be done.</param>
    public static UserOutcome Of(PlannedUser user, string? undoes, MoveOutcome otherwise)
    {
        var outcome = user.Goes ? otherwise : user.Refusal is null ? MoveOutcome.Unchanged : MoveOutcome.Refused;
        return new(user.Address, outcome, user.Home, user.Reason, outcome == MoveOutcome.Moved ? user.Lost : ImmutableArray<string>.Empty)
        {
            To = undoes is null ? null : user.Target,
        };
    }
}
