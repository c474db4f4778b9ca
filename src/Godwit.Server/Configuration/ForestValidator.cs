using System.Text.RegularExpressions;

namespace Godwit.Server.Configuration;

internal static partial class ForestValidator
{
    internal sealed record Forest(IReadOnlyList<string> Domains, string NetBiosDomain, string Directory);

    public static Forest? Check(ForestConfig? forest, ConfigProblems problems)
    {
        if (forest is null)
        {
            problems.Missing("forest", "name the SIP domains and the directory, e.g. { \"domains\": [\"example.org\"], \"netBiosDomain\": \"EXAMPLE\" }");
            return null;
        }

        var domains = new List<string>();
        if (forest.Domains is not { Count: > 0 }) problems.Missing("forest.domains", "name at least one SIP domain, e.g. [\"example.org\"]");
        foreach (var (i, domain) in (forest.Domains ?? []).Index())
        {
            var member = $"forest.domains[{i}]";
            if (domain is null || !IsDomain(domain)) problems.Add(member, domain, "is not a DNS domain name", "write one like example.org");
            else if (domains.Contains(domain, StringComparer.OrdinalIgnoreCase)) problems.Add(member, domain, "is named twice", "remove one");
            else domains.Add(domain.ToLowerInvariant());
        }

        var netBios = forest.NetBiosDomain;
        if (netBios is null) problems.Missing("forest.netBiosDomain", "write the short name before the backslash of a login, e.g. \"EXAMPLE\"");
        else if (!NetBios().IsMatch(netBios)) problems.Add("forest.netBiosDomain", netBios, "is not a NetBIOS name (1 to 15 letters, digits or hyphens)", "write one like EXAMPLE");

        var directory = forest.Directory ?? "directory.db";
        if (string.IsNullOrWhiteSpace(directory)) problems.Add("forest.directory", directory, "is not a file name", "leave it out or write directory.db");
        return new Forest(domains, netBios?.ToUpperInvariant() ?? "", directory);
    }

    /// <summary>RFC 1035 §2.3.1 with the digits of RFC 1123 §2.1; at least two labels.</summary>
    internal static bool IsDomain(string name) => name.Length <= 253 && Dns().IsMatch(name);

    [GeneratedRegex(@"^(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$")]
    private static partial Regex Dns();

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9-]{0,14}$")]
    private static partial Regex NetBios();
}
