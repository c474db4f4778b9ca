using Godwit.Admin.Clients;

namespace Godwit.PowerShell.Objects;

/// <summary>A rule of a pool's client version filter.</summary>
public sealed class CsClientVersionPolicyRule
{
    internal CsClientVersionPolicyRule(string pool, ClientVersionRuleView rule, int priority)
    {
        Pool = pool;
        RuleId = rule.Id;
        Priority = priority;
        UserAgent = rule.Agent;
        Version = rule.Version;
        CompareOp = rule.Comparison;
        Action = ClientVersionWords.Named(rule.Action);
        ActionUrl = rule.Url.Length > 0 ? rule.Url : null;
        Enabled = rule.Enabled;
    }

    /// <summary>The pool and the number of the rule there: <c>r2pool.godwit.test/3</c>.</summary>
    public string Identity => $"{Pool}/{RuleId}";

    public string Pool { get; }

    public int RuleId { get; }

    /// <summary>Its place, from 0; the first rule that matches decides.</summary>
    public int Priority { get; }

    public string UserAgent { get; }

    /// <summary><c>2.0.6362.*</c></summary>
    public string Version { get; }

    public string CompareOp { get; }

    public string Action { get; }

    public string? ActionUrl { get; }

    public bool Enabled { get; }

    public override string ToString() => Identity;
}
