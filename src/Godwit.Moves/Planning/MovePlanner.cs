using Godwit.Pool.Pools;

namespace Godwit.Moves.Planning;

/// <summary>The rules of who may be moved, and how. Pure: facts in, plan out.</summary>
public static class MovePlanner
{
    /// <summary>Rules are tried in the order an administrator would: the pool, the user, the move, the data.</summary>
    public static PlannedUser Plan(UserFacts user, PoolFacts target, bool force)
    {
        PlannedUser Refuse(MoveRefusal refusal, string reason) => PlannedUser.Refuse(user, refusal, reason);

        if (target.Record is null) return Refuse(MoveRefusal.UnknownPool, RefusalText.UnknownPool(target.Fqdn));
        if (user.User is not { } known) return Refuse(MoveRefusal.UnknownUser, RefusalText.UnknownUser(user.Address));
        if (user.Move is { } move)
            return SamePool(move.Target, target.Fqdn)
                ? new PlannedUser(user.Address, move.From, null, MoveRoute.Joined, null, RefusalText.Joined(move.MoveId), []) { Joins = move.MoveId }
                : Refuse(MoveRefusal.InMoveAlready, RefusalText.InMoveAlready(move.MoveId, move.Target));
        if (SamePool(known.HomePool, target.Fqdn)) return new PlannedUser(user.Address, known.HomePool, null, MoveRoute.AlreadyThere, null, RefusalText.AlreadyThere(target.Fqdn), []);
        if (!known.Enabled) return Refuse(MoveRefusal.NotEnabled, RefusalText.NotEnabled(user.Address));
        if (AddressRule.FirstInvalid(user.Address) is { } bad) return Refuse(MoveRefusal.InvalidAddress, RefusalText.InvalidAddress(user.Address, bad));

        var toLcs = target.Record.Generation == PoolGeneration.Lcs2005Sp1;
        if (user.Source is { Available: false } down)
        {
            if (!force) return Refuse(MoveRefusal.SourceNotAvailable, RefusalText.SourceNotAvailable(down.Fqdn));

            // The mode lies in the source's database; only a user who was never allowed to set it certainly hasn't.
            if (toLcs && known.EnhancedPresenceEnabled) return Refuse(MoveRefusal.RichModeUnknown, RefusalText.RichModeUnknown(down.Fqdn, target.Fqdn));
            return Go(user, MoveRoute.SourceDown);
        }

        if (!target.Available && !force) return Refuse(MoveRefusal.TargetNotAvailable, RefusalText.TargetNotAvailable(target.Fqdn));
        if (CheckData(user.Survey, target) is { } data) return Refuse(data.Refusal, data.Reason);
        if (!target.Available) return Go(user, MoveRoute.TargetDown);
        return Go(user, user.Source is null ? MoveRoute.Unassigned : MoveRoute.Ordinary);
    }

    /// <summary>The rules about the user's data; asked again when the copy is made, since the data may have changed until then.</summary>
    public static (MoveRefusal Refusal, string Reason)? CheckData(UserSurvey? survey, PoolFacts target)
    {
        if (survey is null) return null;
        if (survey.RichMode && target.Record?.Generation == PoolGeneration.Lcs2005Sp1) return (MoveRefusal.RichModeToLcs, RefusalText.RichModeToLcs(target.Fqdn));
        if (survey.Contacts > target.Limits.Contacts) return (MoveRefusal.TooManyContacts, RefusalText.TooManyContacts(survey.Contacts, target.Limits.Contacts, target.Fqdn));
        if (survey.Groups + 1 > target.Limits.Groups) return (MoveRefusal.TooManyGroups, RefusalText.TooManyGroups(survey.Groups, target.Limits.Groups - 1, target.Fqdn));
        return null;
    }

    /// <summary>Can the target refuse data of users of this source at all? If not, nobody needs to count it.</summary>
    public static bool NeedsSurvey(PoolFacts source, PoolFacts target) =>
        target.Record?.Generation == PoolGeneration.Lcs2005Sp1
        || target.Limits.Contacts < source.Limits.Contacts
        || target.Limits.Groups < source.Limits.Groups;

    private static PlannedUser Go(UserFacts user, MoveRoute route) => new(user.Address, user.User!.HomePool, user.Source?.Fqdn, route, null, null, route switch
    {
        MoveRoute.TargetDown => LostItems.Of(user.Survey),
        MoveRoute.SourceDown => [LostItems.EverythingAt(user.Source!.Fqdn)],
        _ => [],
    });

    private static bool SamePool(string? home, string target) => string.Equals(home, target, StringComparison.OrdinalIgnoreCase);
}
