using System.Management.Automation;
using Godwit.Admin.Users;
using Godwit.PowerShell.Objects;

namespace Godwit.PowerShell.Filters;

/// <summary>What -Filter says, as a value.</summary>
internal abstract record UserFilter
{
    public abstract bool Matches(CsUser user);

    /// <summary>Lets the server leave out whom this leaves out anyhow; whoever comes is still asked.</summary>
    public virtual UserQuery Narrow(UserQuery query) => query;

    internal sealed record Both(UserFilter Left, UserFilter Right) : UserFilter
    {
        public override bool Matches(CsUser user) => Left.Matches(user) && Right.Matches(user);

        public override UserQuery Narrow(UserQuery query) => Right.Narrow(Left.Narrow(query));
    }

    internal sealed record Either(UserFilter Left, UserFilter Right) : UserFilter
    {
        public override bool Matches(CsUser user) => Left.Matches(user) || Right.Matches(user);
    }

    internal sealed record Not(UserFilter Inner) : UserFilter
    {
        public override bool Matches(CsUser user) => !Inner.Matches(user);
    }

    /// <param name="Operator"><c>eq</c>, <c>ne</c>, <c>like</c> or <c>notlike</c>.</param>
    internal sealed record Comparison(UserProperty Property, string Operator, object? Value) : UserFilter
    {
        public override bool Matches(CsUser user) => Operator switch
        {
            "eq" => IsValue(user),
            "ne" => !IsValue(user),
            "like" => IsLike(user),
            _ => !IsLike(user),
        };

        public override UserQuery Narrow(UserQuery query) => (Property.Name, Operator, Value) switch
        {
            ("RegistrarPool" or "HomeServer", "eq", string { Length: > 0 } pool) => query with { Pool = pool },
            ("Enabled", "eq", bool enabled) => query with { Enabled = enabled },
            ("EnabledForEnhancedPresence", "eq", bool enhanced) => query with { Enhanced = enhanced },
            ("DisplayName" or "SipAddress" or "SamAccountName", "like", string pattern) when query.Search.Length == 0 && pattern.Contains('*', StringComparison.Ordinal) && !pattern.Contains('[', StringComparison.Ordinal) =>
                query with { Search = pattern },
            _ => query,
        };

        private bool IsValue(CsUser user) => (Property.Of(user), Value) switch
        {
            (null, null) => true,
            (bool has, bool wanted) => has == wanted,
            (string has, string wanted) => string.Equals(has, wanted, StringComparison.OrdinalIgnoreCase),
            _ => false,
        };

        private bool IsLike(CsUser user) => Property.Of(user) is { } has && new WildcardPattern(Value as string ?? "", WildcardOptions.IgnoreCase).IsMatch(has.ToString() ?? "");
    }
}
