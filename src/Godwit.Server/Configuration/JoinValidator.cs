namespace Godwit.Server.Configuration;

/// <summary>What must fit together when a forest has several hosts.</summary>
internal static class JoinValidator
{
    public static JoinSettings? Check(GodwitConfig config, ConfigProblems problems)
    {
        var elsewhere = (config.Pools ?? []).Any(p => p?.Elsewhere == true);
        var here = (config.Pools ?? []).Any(p => p is { Elsewhere: not true });
        if (config.Join is null)
        {
            if (elsewhere && config.Management is { PoolHosts: null }) problems.Missing("management.poolHosts", "say where the hosts of pools that run elsewhere join, e.g. \"0.0.0.0:8444\"");
            if (config.Management?.PoolHosts is not null && config.Tls is null) problems.Missing("tls", "hosts of one forest know each other by certificates of one authority: name certificate, key and authority");
            return null;
        }

        if (config.Management is not null) problems.Add("join", null, "stands beside management", "remove one: a host joins a forest or manages it");
        if (!here) problems.Missing("pools", "name the pools that this host runs, without \"elsewhere\"");
        if (config.Tls is null) problems.Missing("tls", "hosts of one forest know each other by certificates of one authority: name certificate, key and authority");
        if (config.Join.Management is not { } text)
        {
            problems.Missing("join.management", "say where the management lets pool hosts in, e.g. \"management.example.org:8444\"");
            return null;
        }

        var colon = text.LastIndexOf(':');
        if (colon > 0 && Uri.CheckHostName(text[..colon].Trim('[', ']')) != UriHostNameType.Unknown && ushort.TryParse(text[(colon + 1)..], out var port) && port > 0)
            return new JoinSettings(text[..colon].Trim('[', ']'), port);
        problems.Add("join.management", text, "is not a host with a port", "write one like management.example.org:8444");
        return null;
    }
}
