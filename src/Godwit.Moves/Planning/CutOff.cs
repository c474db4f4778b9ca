using System.Collections.Immutable;
using System.Globalization;
using Godwit.Pool.Clients;
using Godwit.Pool.Homes;

namespace Godwit.Moves.Planning;

/// <summary>Who would be cut off by a client that her new pool does not take, or takes for less. Pure: facts in, sentences out. A warning, never a refusal.</summary>
public static class CutOff
{
    /// <summary>The plan, with what is to be said of the user's clients as its reason.</summary>
    public static PlannedUser Warn(PlannedUser plan, UserFacts user, PoolFacts target)
    {
        if (!plan.Goes || plan.Reason is not null) return plan;
        var sentences = Of(user, target);
        return sentences.IsEmpty ? plan : plan with { Reason = string.Join(" ", sentences) };
    }

    /// <summary>A sentence for each client of hers that could not sign in any more.</summary>
    public static ImmutableArray<string> Of(UserFacts user, PoolFacts target) => user.Clients.IsDefaultOrEmpty || user.User is null || target.Record is null ? [] : [.. Sentences(user, target)];

    private static IEnumerable<string> Sentences(UserFacts user, PoolFacts target)
    {
        var generation = target.Record!.Generation;
        var enabled = user.User!.EnhancedPresenceEnabled;
        var mode = user.Survey?.RichMode ?? false;
        var verdicts = user.Clients.Select(c => (Client: c, Blocked: target.ClientVersions.Decide(c.UserAgent).IsBlocked, Decision: SignInRules.Decide(c.Generation, generation, enabled, mode))).ToList();
        // The first of her clients that gets in with categories sets the mode, for ever, and ends the time of the old ones.
        var setter = verdicts.FirstOrDefault(v => !v.Blocked && v.Decision is { Refusal: null, SetsRichMode: true }).Client;
        foreach (var (client, blocked, decision) in verdicts)
        {
            if (blocked) yield return $"{Name(client)} could not sign in: the client version filter of {target.Fqdn} blocks it.";
            else if (decision.Refusal is { } refusal) yield return $"{Name(client)} could not sign in: {Reason(refusal, target.Fqdn)}";
            else if (setter is not null && client.Generation == ClientGeneration.Old)
                yield return $"{Name(client)} could not sign in any more once she has signed in with '{setter.UserAgent}', which turns on enhanced presence for ever.";
        }
    }

    private static string Name(SeenClient client) =>
        string.Create(CultureInfo.InvariantCulture, $"'{client.UserAgent}' (last seen {client.LastSeen:yyyy-MM-dd})");

    private static string Reason(SignInRefusal refusal, string pool) => refusal switch
    {
        SignInRefusal.ClientNeedsNewerPool => $"{pool} is an LCS 2005 SP1 pool.",
        SignInRefusal.NotEnabledForEnhancedPresence => "the user is not enabled for enhanced presence.",
        _ => "the user is in enhanced presence mode.",
    };
}
