namespace Godwit.Server.Rolls;

/// <summary>What is asked of LDAP names here: the containers above an entry, and their names as people write them. RFC 4514 escapes are respected.</summary>
internal static class UnitNames
{
    /// <summary>Names of all containers above the entry, nearest first; the domain is the last, its parts are none.</summary>
    public static IEnumerable<string> Above(string dn)
    {
        for (var rest = ContainerOf(dn).ToString(); rest.Length > 0; rest = ContainerOf(rest).ToString())
        {
            yield return rest;
            if (IsDomain(rest)) yield break;
        }
    }

    public static bool IsDomain(string dn) => dn.StartsWith("DC=", StringComparison.OrdinalIgnoreCase);

    /// <summary>The name of what the entry is in; nothing at the top.</summary>
    public static ReadOnlySpan<char> ContainerOf(string dn) => End(dn) is var end && end < dn.Length ? dn.AsSpan(end + 1).TrimStart() : [];

    /// <summary>The first part without its type and escapes: <c>Smith, Ann</c> for <c>CN=Smith\, Ann,OU=…</c>.</summary>
    public static string PlainNameOf(string dn) => ValueOf(dn).ToString().Replace("\\", "", StringComparison.Ordinal);

    /// <summary>The name that a directory's console shows: <c>example.org/Sales/West</c> for OU=West,OU=Sales,DC=example,DC=org.</summary>
    public static string CanonicalNameOf(string dn)
    {
        var name = "";
        var rest = dn;
        for (; rest.Length > 0 && !IsDomain(rest); rest = ContainerOf(rest).ToString()) name = $"/{PlainNameOf(rest).Replace("/", "\\/", StringComparison.Ordinal)}{name}";
        return string.Join('.', rest.Split(',').Select(PlainNameOf)) + name;
    }

    private static ReadOnlySpan<char> ValueOf(string dn) => dn.AsSpan(0, End(dn)) is var first && first.IndexOf('=') is var equals ? first[(equals + 1)..].Trim() : [];

    private static int End(string dn)
    {
        for (var i = 0; i < dn.Length; i++)
        {
            if (dn[i] == '\\') i++;
            else if (dn[i] == ',') return i;
        }

        return dn.Length;
    }
}
