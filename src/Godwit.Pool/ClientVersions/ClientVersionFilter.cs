using System.Collections.Immutable;

namespace Godwit.Pool.ClientVersions;

/// <summary>What a client gets. <paramref name="Url"/>: of the two actions that tell one. <paramref name="Rule"/>: the rule that decided; null = the default, or the filter is off.</summary>
public sealed record ClientVersionVerdict(ClientVersionAction Action, string? Url, int? Rule)
{
    public static readonly ClientVersionVerdict Allowed = new(ClientVersionAction.Allow, null, null);

    public bool IsBlocked => Action is ClientVersionAction.Block or ClientVersionAction.BlockWithUrl;
}

/// <summary>
/// A pool's client version filter as a value: which clients may sign in, by their User-Agent. The first enabled rule that matches decides, in the order of
/// the list; else the default does. Which versions the originals refused out of the box was not found: a new filter is on, has no rules, and allows.
/// </summary>
/// <param name="Enabled">The master switch ("Enable Version Control").</param>
/// <param name="DefaultUrl">Of a default action that tells one; else null.</param>
public sealed record ClientVersionFilter(bool Enabled, ClientVersionAction DefaultAction, string? DefaultUrl, ImmutableArray<ClientVersionRule> Rules)
{
    public static readonly ClientVersionFilter New = new(true, ClientVersionAction.Allow, null, []);

    /// <summary>Nobody is refused or told anything, whatever she signs in with.</summary>
    public bool IsOpen => !Enabled || (DefaultAction == ClientVersionAction.Allow && Rules.All(r => !r.Enabled || r.Action == ClientVersionAction.Allow));

    /// <param name="userAgent">The User-Agent header, or "".</param>
    public ClientVersionVerdict Decide(ReadOnlySpan<char> userAgent)
    {
        if (!Enabled) return ClientVersionVerdict.Allowed;
        foreach (var rule in Rules)
            if (rule.Enabled && rule.Matches(userAgent)) return new ClientVersionVerdict(rule.Action, rule.Url, rule.Id);
        return new ClientVersionVerdict(DefaultAction, DefaultUrl, null);
    }

    /// <summary>Puts the rule at its place in the order, counted from 1; at the end without one.</summary>
    public ClientVersionFilter Add(ClientVersionRule rule, int? place = null) => this with { Rules = Rules.Insert(Math.Clamp((place ?? int.MaxValue) - 1, 0, Rules.Length), rule) };

    /// <summary>Null when there is no such rule.</summary>
    public ClientVersionFilter? Remove(int id) => Rules.Any(r => r.Id == id) ? this with { Rules = Rules.RemoveAll(r => r.Id == id) } : null;
}
