namespace Godwit.Server.Configuration;

/// <summary>Names every member that no section knows: a misspelt word must not pass for a default.</summary>
internal static class UnknownMembers
{
    public static void Check(GodwitConfig config, ConfigProblems problems)
    {
        Name(config, "", problems);
        Name(config.Forest, "forest.", problems);
        Name(config.Management, "management.", problems);
        foreach (var (i, hook) in (config.Management?.Webhooks ?? []).Index()) Name(hook, $"management.webhooks[{i}].", problems);
        Name(config.Management?.SignIn, "management.signIn.", problems);
        Name(config.Management?.SignIn?.OpenIdConnect, "management.signIn.openIdConnect.", problems);
        Name(config.Management?.SignIn?.Roles, "management.signIn.roles.", problems);
        Name(config.Join, "join.", problems);
        Name(config.Tls, "tls.", problems);
        Name(config.Limits, "limits.", problems);
        Name(config.Vault, "vault.", problems);
        foreach (var (i, pool) in (config.Pools ?? []).Index()) Name(pool, $"pools[{i}].", problems);
    }

    private static void Name(Section? section, string path, ConfigProblems problems)
    {
        if (section?.Unknown is null) return;
        var known = ConfigJson.Default.GetTypeInfo(section.GetType())!.Properties.Where(p => !p.IsExtensionData).Select(p => p.Name).ToList();
        foreach (var name in section.Unknown.Keys.Where(n => !n.StartsWith('$')))
        {
            var near = known.MinBy(k => Distance(k, name))!;
            problems.Add(path + name, null, "is unknown", Distance(near, name) <= 3 ? $"did you mean {near}?" : $"remove it, or write one of {string.Join(", ", known)}");
        }
    }

    /// <summary>Levenshtein distance, without case.</summary>
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var same = char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]);
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (same ? 0 : 1)));
            }
        }

        return row[b.Length];
    }
}
