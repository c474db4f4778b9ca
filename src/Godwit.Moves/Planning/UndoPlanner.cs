namespace Godwit.Moves.Planning;

/// <summary>Who may be taken back to the home she had before a move: first the rules of undoing, then those of any move. Pure: facts in, plan out.</summary>
public static class UndoPlanner
{
    /// <param name="former">Her home before the move; null = she was unassigned.</param>
    public static PlannedUser Plan(UndoTrip trip, UserFacts user, PoolFacts? former, bool force)
    {
        if (trip.Was is null) return Refuse(MoveRefusal.NotMoved, UndoText.NotInMove(trip.Move.Id));
        if (user.User is null) return Refuse(MoveRefusal.UnknownUser, RefusalText.UnknownUser(user.Address));
        var home = user.User.HomePool;
        if (trip.Was is { Outcome: MoveOutcome.Undone, UndoneBy: var by })
            return Same(home, former?.Fqdn) && user.Move is null ? Nothing(UndoText.BackAlready(by)) : Refuse(MoveRefusal.UndoneAlready, UndoText.UndoneAlready(by));
        if (trip.Was.Outcome == MoveOutcome.Pending) return Refuse(MoveRefusal.InMoveAlready, UndoText.NotEnded(trip.Move.Id));
        if (trip.Was.Outcome != MoveOutcome.Moved) return Refuse(MoveRefusal.NotMoved, UndoText.NotMoved(trip.Move.Id));
        if (trip.Move.Now > trip.Move.Until) return Refuse(MoveRefusal.UndoWindowOver, UndoText.WindowOver(user.Address, trip.Move.Until, former?.Fqdn));
        if (trip.Since is { } since) return Refuse(MoveRefusal.MovedAgain, UndoText.MovedAgain(user.Address, since));
        if (former is { Record: null }) return Refuse(MoveRefusal.FormerPoolGone, UndoText.FormerPoolGone(user.Address, former.Fqdn));

        // Her pool may have been retired since: then she is unassigned, and her data waits there.
        var there = Same(home, trip.To) || (home is null && trip.To is not null && !trip.Move.Pools.Contains(trip.To));
        if (user.Move is null && !there && !Same(home, former?.Fqdn)) return Refuse(MoveRefusal.ElsewhereNow, UndoText.ElsewhereNow(trip.To, home));
        if (former is null) return Unassign(user, force);

        var plan = MovePlanner.Plan(user, former, force) with { Target = former.Fqdn };
        return plan.Refusal switch
        {
            MoveRefusal.RichModeToLcs => plan with { Reason = UndoText.RichModeToLcs(user, former.Fqdn, trip.Move.Newer) },
            MoveRefusal.RichModeUnknown => plan with { Reason = $"{plan.Reason} {UndoText.Elsewhere(user, trip.Move.Newer)}" },
            _ => plan,
        };

        PlannedUser Refuse(MoveRefusal refusal, string reason) => PlannedUser.Refuse(user, refusal, reason) with { Target = former?.Fqdn ?? "" };

        PlannedUser Nothing(string reason) => new(user.Address, home, null, MoveRoute.AlreadyThere, null, reason, []) { Target = former?.Fqdn ?? "" };
    }

    /// <summary>She had no home: the data stays at the pool that she leaves, whence a later move fetches it.</summary>
    private static PlannedUser Unassign(UserFacts user, bool force)
    {
        var home = user.User!.HomePool;
        if (user.Move is { } move)
            return move.Target.Length == 0
                ? new PlannedUser(user.Address, move.From, null, MoveRoute.Joined, null, RefusalText.Joined(move.MoveId), []) { Joins = move.MoveId }
                : PlannedUser.Refuse(user, MoveRefusal.InMoveAlready, RefusalText.InMoveAlready(move.MoveId, move.Target));
        if (home is null) return new PlannedUser(user.Address, null, null, MoveRoute.AlreadyThere, null, UndoText.UnassignedAlready(), []);
        if (!user.User.Enabled) return PlannedUser.Refuse(user, MoveRefusal.NotEnabled, RefusalText.NotEnabled(user.Address));
        if (user.Source is not { Available: true } && !force) return PlannedUser.Refuse(user, MoveRefusal.SourceNotAvailable, UndoText.PoolNotAvailable(home));
        return new PlannedUser(user.Address, home, user.Source?.Fqdn, MoveRoute.Unassigning, null, null, []);
    }

    private static bool Same(string? home, string? other) => string.Equals(home, other, StringComparison.OrdinalIgnoreCase);
}
