namespace Godwit.Admin.Clients;

/// <summary>A rule of a pool's client version filter.</summary>
/// <param name="Agent">The product's token in the User-Agent: <c>OC</c>, <c>UCCP</c>, <c>LCC</c> …</param>
/// <param name="Version"><c>2.0.6362.*</c></param>
/// <param name="Comparison"><c>LSS</c>, <c>LEQ</c>, <c>EQL</c>, <c>GEQ</c>, <c>GTR</c>: how the client's version stands to this one.</param>
/// <param name="Action"><c>allow</c>, <c>allow-with-url</c>, <c>block</c>, <c>block-with-url</c></param>
/// <param name="Url">Of the actions with URL; else empty.</param>
public sealed record ClientVersionRuleView(int Id, string Agent, string Version, string Comparison, string Action, string Url, bool Enabled);

/// <summary>A pool's client version filter. The first enabled rule that matches decides; else the default.</summary>
public sealed record ClientVersionFilterView(string Pool, bool Enabled, string DefaultAction, string DefaultUrl, IReadOnlyList<ClientVersionRuleView> Rules);

/// <summary>A rule to add; the words are those of <see cref="ClientVersionRuleView"/>. An empty <paramref name="Version"/> is any, an empty <paramref name="Comparison"/> is EQL.</summary>
public sealed record AddClientVersionRule(string Agent, string Version, string Comparison, string Action, string Url)
{
    /// <summary>Where in the order, from 1; null = behind the others.</summary>
    public int? Place { get; init; }

    public bool Enabled { get; init; } = true;
}

/// <summary>What to change of the filter itself; null = as it is.</summary>
public sealed record SetClientVersionFilter
{
    /// <summary>The master switch.</summary>
    public bool? Enabled { get; init; }

    /// <summary>What becomes of clients that no rule matches, with <see cref="DefaultUrl"/>.</summary>
    public string? DefaultAction { get; init; }

    public string? DefaultUrl { get; init; }
}

/// <summary>What a client of this User-Agent would get.</summary>
/// <param name="Rule">The rule that decides; null = the default, or the filter is off.</param>
/// <param name="Status">403 when it is refused; 200: the filter lets it in, the sign-in table has the next word.</param>
/// <param name="Diagnostics">The number in ms-diagnostics; null when there is none.</param>
/// <param name="Generation"><c>old</c>, <c>new</c> or <c>both</c>: its column in the sign-in table.</param>
public sealed record ClientVersionVerdictView(string Pool, string UserAgent, string Action, string Url, int? Rule, int Status, int? Diagnostics, string Reason, string Generation);
