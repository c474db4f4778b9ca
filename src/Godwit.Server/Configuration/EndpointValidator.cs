using System.Net;

namespace Godwit.Server.Configuration;

internal static class EndpointValidator
{
    /// <summary>Reads <c>127.0.0.1:5060</c>, <c>[::1]:5060</c> or <c>*:5060</c>; null when nothing is written or it is wrong (then it is named).</summary>
    public static IPEndPoint? Read(string? text, string member, ConfigProblems problems)
    {
        if (text is null) return null;
        if (TryRead(text) is { } endpoint) return endpoint;
        problems.Add(member, text, "is not an address with a port", "write one like 127.0.0.1:5060, [::1]:5060 or *:5060");
        return null;
    }

    /// <summary>No two listeners of one transport may want the same port of the same address.</summary>
    public static void CheckSharing(GodwitConfig config, ConfigProblems problems)
    {
        var taken = new List<(bool Udp, IPEndPoint Endpoint, string Member)>();
        foreach (var (i, pool) in (config.Pools ?? []).Index())
        {
            if (pool?.Elsewhere == true) continue;
            Take($"pools[{i}].tcp", pool?.Tcp, udp: false);
            Take($"pools[{i}].tls", pool?.Tls, udp: false);
            Take($"pools[{i}].web", pool?.Web, udp: false);
            Take($"pools[{i}].udp", pool?.Udp, udp: true);
        }

        Take("management.https", config.Management?.Https, udp: false);
        Take("management.poolHosts", config.Management?.PoolHosts, udp: false);

        void Take(string member, string? text, bool udp)
        {
            if (text is null || TryRead(text) is not { } endpoint) return;
            foreach (var other in taken)
                if (other.Udp == udp && Overlap(other.Endpoint, endpoint))
                    problems.Add(member, text, $"wants the port of {other.Member}", "give every listener a port of its own");
            taken.Add((udp, endpoint, member));
        }
    }

    private static IPEndPoint? TryRead(string text)
    {
        var colon = text.LastIndexOf(':');
        if (colon <= 0 || !ushort.TryParse(text[(colon + 1)..], out var port) || port == 0) return null;
        var host = text[..colon];
        if (host == "*") return new IPEndPoint(IPAddress.Any, port);
        if (host.StartsWith('[') && host.EndsWith(']')) host = host[1..^1];
        else if (host.Contains(':', StringComparison.Ordinal)) return null;
        return IPAddress.TryParse(host, out var address) ? new IPEndPoint(address, port) : null;
    }

    private static bool Overlap(IPEndPoint a, IPEndPoint b) =>
        a.Port == b.Port && (a.Address.Equals(b.Address) || IsAny(a.Address) || IsAny(b.Address));

    private static bool IsAny(IPAddress address) => address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);
}
