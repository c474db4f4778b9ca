using Godwit.Pool.Users;

namespace Godwit.Server.Rolls;

/// <summary>Which users. Equal choices choose the same ones, as long as the users are the same.</summary>
internal sealed record UserChoice
{
    public string Search { get; init; } = "";

    public string Pool { get; init; } = "";

    /// <summary>A container's distinguished name.</summary>
    public string Below { get; init; } = "";

    public bool? Unassigned { get; init; }

    public bool? Enabled { get; init; }

    public bool? Enhanced { get; init; }

    public bool Moving { get; init; }

    /// <summary>Only these; the same set as long as it says the same.</summary>
    public IReadOnlySet<SipAddress>? Among { get; init; }

    public IReadOnlySet<SipAddress>? NotAmong { get; init; }

    public bool IsEverybody => this == new UserChoice();

    public DirectoryUser[] From(DirectoryUser[] users)
    {
        var search = SearchTerm.Of(Search);
        var below = Below.Length == 0 ? null : new ContainerTest(Below);
        return [.. users.Where(Holds)];

        bool Holds(DirectoryUser user) =>
            (Pool.Length == 0 || string.Equals(user.HomePool, Pool, StringComparison.OrdinalIgnoreCase))
            && (Unassigned is null || Unassigned == (user.Enabled && user.HomePool is null))
            && (Enabled is null || Enabled == user.Enabled)
            && (Enhanced is null || Enhanced == user.EnhancedPresenceEnabled)
            && (!Moving || user.TargetPool is not null)
            && Among?.Contains(user.Address) != false
            && NotAmong?.Contains(user.Address) != true
            && below?.Holds(user.Dn) != false
            && search?.Matches(user.Address.Value, user.DisplayName, user.Login) != false;
    }
}

/// <summary>A search expression against what a person is known by.</summary>
internal sealed class SearchTerm
{
    private const string Scheme = "sip:";

    private readonly Wildcard _wildcard;
    private readonly bool _addressOnly;

    private SearchTerm(string text)
    {
        _addressOnly = text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase);
        _wildcard = new Wildcard(_addressOnly ? text[Scheme.Length..] : text);
    }

    /// <summary>Null: nothing is searched for.</summary>
    public static SearchTerm? Of(string text) => string.IsNullOrWhiteSpace(text) ? null : new SearchTerm(text.Trim());

    /// <param name="address">Empty when there is none.</param>
    public bool Matches(string address, string displayName, string login) =>
        (address.Length > 0 && _wildcard.Matches(address)) || (!_addressOnly && (_wildcard.Matches(displayName) || _wildcard.Matches(login)));
}

/// <summary>Whether an entry is in a container or below it. Names are compared as directories do, but each container's only once.</summary>
internal sealed class ContainerTest(string container)
{
    private readonly DistinguishedName _container = DistinguishedName.Parse(container);
    private readonly Dictionary<string, bool> _known = [];

    public bool Holds(string dn)
    {
        var known = _known.GetAlternateLookup<ReadOnlySpan<char>>();
        var above = UnitNames.ContainerOf(dn);
        if (known.TryGetValue(above, out var holds)) return holds;
        return known[above] = DistinguishedName.Parse(above.ToString()).IsUnder(_container);
    }
}
