using System.Globalization;
using Godwit.Sip.Headers;
using Godwit.Sip.Messages;
using Godwit.Sip.Uris;

namespace Godwit.Sip.Checks;

/// <summary>What every request must hold before anybody acts on it (RFC 3261 §8.1.1, §8.2 and §16.3), whatever its method. Pure.</summary>
public static class RequestCheck
{
    /// <param name="request">As the reader gave it.</param>
    /// <param name="supported">Option tags that may be required of this server, lower case; null leaves Require and Proxy-Require to others.</param>
    /// <returns>The first fault, or null when the request is sound. An ACK is never answered, whatever is found.</returns>
    public static RequestFault? Find(SipRequest request, IReadOnlySet<string>? supported = null) =>
        HeaderCheck.Find(request)
        ?? FindInUri(request)
        ?? FindInHops(request)
        ?? (supported is null ? null : FindRequired(request, supported));

    private static RequestFault? FindInUri(SipRequest request)
    {
        var colon = request.Uri.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0) return new RequestFault(400, "The Request-URI has no scheme");
        if (!IsSip(request.Uri)) return new RequestFault(416, "Only sip: and sips: URIs are understood here");
        // Only a host: nothing of it can be wrong.
        if (!NamesHostOnly(request.Uri))
        {
            if (!SipUri.TryParse(request.Uri, out var uri)) return new RequestFault(400, "The Request-URI is malformed");
            // RFC 3261 §19.1.1, table 1: no headers in a Request-URI (RFC 4475 §3.1.2.11).
            if (uri.Headers is not null) return new RequestFault(400, "The Request-URI has headers");
        }

        // RFC 3261 §10.2: whom to register is a SIP address.
        if (request.Method == SipMethod.Register && !request.Headers.GetBytes(HeaderNames.To).Span.StartsWith("<sip:"u8) && NameAddress.TryParse(request.Headers.Get(HeaderNames.To), out var to) && !IsSip(to.Uri))
            return new RequestFault(400, "The address in To is not a SIP address");
        return null;
    }

    private static RequestFault? FindInHops(SipRequest request)
    {
        // RFC 3261 §16.3 step 3. COMPAT: RFC 2543 clients send none. What ends at this server may have used up its hops.
        var at = request.Headers.IndexOf(HeaderNames.MaxForwards);
        if (at < 0) return null;
        if (!byte.TryParse(request.Headers[at].Value.Span, NumberStyles.None, CultureInfo.InvariantCulture, out var hops)) return new RequestFault(400, "The Max-Forwards header is malformed");
        var endsHere = request.Method == SipMethod.Register || request.Method == SipMethod.Options || request.Method == SipMethod.Service;
        return hops == 0 && !endsHere ? new RequestFault(483, "Max-Forwards is used up") : null;
    }

    private static RequestFault? FindRequired(SipRequest request, IReadOnlySet<string> supported)
    {
        // RFC 3261 §8.2.2.3: not for ACK and CANCEL.
        var headers = request.Headers;
        if (request.Method == SipMethod.Ack || request.Method == SipMethod.Cancel) return null;
        if (!headers.Has(HeaderNames.Require) && !headers.Has(HeaderNames.ProxyRequire)) return null;
        var tags = request.Headers.Values(HeaderNames.ProxyRequire);
        // Require is for whoever ends the request; an INVITE or MESSAGE goes on to a client that answers for itself.
        if (EndsAtServer(request.Method)) tags = request.Headers.Values(HeaderNames.Require).Concat(tags);
        var unknown = tags.Where(tag => !supported.Contains(tag.ToLowerInvariant())).ToArray();
        return unknown.Length == 0 ? null : new RequestFault(420, "The request needs an extension that this server does not have") { Unsupported = unknown };
    }

    private static bool EndsAtServer(SipMethod method) => method == SipMethod.Register || method == SipMethod.Options
        || method == SipMethod.Service || method == SipMethod.Publish || method == SipMethod.Subscribe;

    private static bool NamesHostOnly(string uri) => uri.StartsWith("sip:", StringComparison.Ordinal) && HostPort.IsHost(uri.AsSpan("sip:".Length));

    private static bool IsSip(string uri) =>
        uri.StartsWith("sip:", StringComparison.OrdinalIgnoreCase) || uri.StartsWith("sips:", StringComparison.OrdinalIgnoreCase);
}
