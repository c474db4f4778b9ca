using Godwit.FrontEnd.Requests;
using Godwit.Sip.Headers;
using Godwit.Sip.Messages;
using Godwit.Sip.Uris;

namespace Godwit.FrontEnd.Clients;

/// <summary>The way a REGISTER came: the proxies that want to be on the way back (RFC 3327 §5.3), and whether its client keeps a flow (RFC 5626 §6). Pure.</summary>
/// <param name="Path">The URIs of those proxies, the nearest to this server first; null when there are none.</param>
/// <param name="IsOutbound">The first server of the client keeps its flow: this one, or a proxy that says so.</param>
/// <param name="Refusal">Why the REGISTER is refused; then the rest means nothing.</param>
public readonly record struct RegisterPath(string? Path, bool IsOutbound, Refusal? Refusal)
{
    /// <summary>As long as a Contact times four hops.</summary>
    private const int MostCharacters = 2_000;

    /// <summary>A client with a flow to this server shows within so many seconds that it is there (RFC 5626 §4.4); well within IdleTimeout.</summary>
    private const string FlowTimer = "120";

    /// <summary>The flow ends here, not at a proxy, and over a stream. Over UDP nothing is said: what clients do then is often enough for any NAT.</summary>
    private bool IsTimed { get; init; }

    /// <param name="request">The REGISTER.</param>
    /// <param name="hasRegId">One of its Contacts has reg-id and +sip.instance.</param>
    public static RegisterPath Read(SipRequest request, bool hasRegId)
    {
        var headers = request.Headers;
        var isOutbound = hasRegId && HeaderBytes.HasToken(headers, HeaderNames.Supported, "outbound"u8);
        var hops = headers.Has(HeaderNames.Path);
        if (!hops && !isOutbound) return default;

        IReadOnlyList<NameAddress> path = [];
        if (hops)
        {
            if (!NameAddress.TryParseList(headers.All(HeaderNames.Path), out path) || path.Count == 0 || path.Any(hop => !SipUri.TryParse(hop.Uri, out _)))
                return new(null, false, RequestRefusals.Malformed("A Path header is malformed"));
            // RFC 3327 §5.3: a client that has not asked for it finds out that way that a proxy has got in between.
            if (!HeaderBytes.HasToken(headers, HeaderNames.Supported, "path"u8)) return new(null, false, RegisterRefusals.PathNotSupported);
        }

        var text = path.Count == 0 ? null : string.Join(", ", path);
        if (text?.Length > MostCharacters) return new(null, false, RequestRefusals.Malformed($"The Path is longer than {MostCharacters} characters"));
        // Each proxy writes itself on top: the first one of the client is the last (RFC 5626 §6).
        if (isOutbound && headers.Values(HeaderNames.Via).Skip(1).Any() && !KeepsFlow(path)) return new(null, false, RegisterRefusals.FirstHopLacksOutbound);
        return new(text, isOutbound, null) { IsTimed = isOutbound && text is null && Via.TryParse(headers.FirstValue(HeaderNames.Via), out var via) && via.Transport != "UDP" };
    }

    /// <summary>What the 200 says of it: the Path as it came, and that flows are kept.</summary>
    public void Tell(SipResponse response)
    {
        if (Path is not null)
        {
            response.Headers.Add(HeaderNames.Path, Path);
            response.Headers.Add(HeaderNames.Supported, "path");
        }

        if (IsOutbound) response.Headers.Add(HeaderNames.Require, "outbound");
        if (IsTimed) response.Headers.Add(HeaderNames.FlowTimer, FlowTimer);
    }

    private static bool KeepsFlow(IReadOnlyList<NameAddress> path) =>
        path.Count > 0 && SipUri.TryParse(path[^1].Uri, out var first) && first.HasParameter("ob");
}
