using Godwit.Pool.Pools;

namespace Godwit.Pool.Homes;

/// <summary>Refused, or served in <paramref name="Mode"/>; <paramref name="SetsRichMode"/>: this sign-in turns the user's enhanced presence mode on, for ever.</summary>
public readonly record struct SignInDecision(SignInRefusal? Refusal, PresenceMode Mode, bool SetsRichMode);

/// <summary>
/// Which client may sign in where, and what it is served (design: the sign-in table). On LCS 2005 SP1 neither flag nor mode matters.
/// What the table leaves open: the mode outlives the administrator's flag, so a user in enhanced mode whose flag was taken away
/// is not let back to old clients, and new ones are refused until she is enabled again.
/// </summary>
public static class SignInRules
{
    /// <param name="client">The generation of the client.</param>
    /// <param name="pool">The generation of the user's home.</param>
    /// <param name="enabled">Enabled for enhanced presence in the directory.</param>
    /// <param name="richMode">Her enhanced presence mode is set.</param>
    public static SignInDecision Decide(ClientGeneration client, PoolGeneration pool, bool enabled, bool richMode)
    {
        if (pool < PoolGeneration.Ocs2007)
            return client == ClientGeneration.New ? Refuse(SignInRefusal.ClientNeedsNewerPool) : Legacy();

        return client switch
        {
            ClientGeneration.Old => richMode ? Refuse(SignInRefusal.EnhancedPresenceRequired) : Legacy(),
            ClientGeneration.New => enabled ? Enhanced(richMode) : Refuse(SignInRefusal.NotEnabledForEnhancedPresence),
            // Speaks both: what the user already is decides, then what she may become.
            _ => enabled || richMode ? Enhanced(richMode) : Legacy(),
        };
    }

    private static SignInDecision Refuse(SignInRefusal refusal) => new(refusal, PresenceMode.Legacy, false);

    private static SignInDecision Legacy() => new(null, PresenceMode.Legacy, false);

    private static SignInDecision Enhanced(bool richMode) => new(null, PresenceMode.Enhanced, !richMode);
}
