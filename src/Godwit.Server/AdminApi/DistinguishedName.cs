namespace Godwit.Server.AdminApi;

/// <summary>What is asked of LDAP names here: the organizational units above an entry. RFC 4514 escapes are respected.</summary>
internal static class DistinguishedName
{
    /// <summary>Names of all organizational units above the entry, nearest first.</summary>
    public static IEnumerable<string> Units(string dn)
    {
        for (var rest = Parent(dn); rest.Length > 0; rest = Parent(rest))
            if (rest.StartsWith("OU=", StringComparison.OrdinalIgnoreCase))
                yield return rest;
    }

    /// <summary>True when the text is this name, or the plain name of its first part (Sales for OU=Sales,DC=example,DC=org).</summary>
    public static bool Names(string dn, string text)
    {
        var first = dn[..End(dn)];
        return string.Equals(dn, text, StringComparison.OrdinalIgnoreCase)
            || string.Equals(first[(first.IndexOf('=', StringComparison.Ordinal) + 1)..], text, StringComparison.OrdinalIgnoreCase);
    }

    private static string Parent(string dn) => End(dn) is var end && end < dn.Length ? dn[(end + 1)..].TrimStart() : "";

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
