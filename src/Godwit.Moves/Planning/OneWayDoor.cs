using Godwit.Pool.Homes;

namespace Godwit.Moves.Planning;

public enum DoorPassage
{
    None,

    /// <summary>She is not in enhanced presence mode, and a client of hers will set it on the target, for ever.</summary>
    Passes,

    /// <summary>She is in enhanced presence mode: no way back to LCS 2005 SP1.</summary>
    Passed,
}

/// <summary>Who goes through the door from which nobody comes back: enhanced presence mode. Pure; says it, forbids nothing.</summary>
public static class OneWayDoor
{
    public static DoorPassage Of(UserFacts user, PoolFacts target)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(target);
        if (user.Survey is { RichMode: true }) return DoorPassage.Passed;
        if (user.User is not { } known || target.Record is not { } pool || user.Clients.IsDefaultOrEmpty) return DoorPassage.None;
        return user.Clients.Any(c =>
            !target.ClientVersions.Decide(c.UserAgent).IsBlocked && SignInRules.Decide(c.Generation, pool.Generation, known.EnhancedPresenceEnabled, false) is { Refusal: null, SetsRichMode: true })
            ? DoorPassage.Passes : DoorPassage.None;
    }
}
