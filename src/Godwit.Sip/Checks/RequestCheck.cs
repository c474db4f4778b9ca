using System.Globalization;
using Godwit.Sip.Headers;
using Godwit.Sip.Messages;
using Godwit.Sip.Uris;

namespace Godwit.Sip.Checks;

/// <summary>What every request must hold before anybody acts on it (RFC 3261 §8.1.1, §8.2 and §16.3), whatever its method. Pure.</summary>
public static class RequestCheck
{
    private static readonly string[] Mandatory = [HeaderNames.Via, HeaderNames.From, HeaderNames.To, HeaderNames.CallId, HeaderNames.CSeq];

    /// <param name="request">As the reader gave it.</param>
    /// <param name="supported">Option tags that may be required of this server, lower case; null leaves Require and Proxy-Require to others.</param>
    /// <returns>The first fault, or null when the request is sound. An ACK is never answered, whatever is found.</returns>
    public static RequestFault? Find(SipRequest request, IReadOnlySet<string>? supported = null) =>
        FindMissingOrDouble(request.Headers)
        ?? FindMalformed(request)
        ?? FindInUri(request)
        ?? FindInHops(request)
        ?? (supported is null ? null : FindRequired(request, supported));

    private static RequestFault? FindMissingOrDouble(SipHeaders headers)
    {
        foreach (var name in Mandatory)
            if (!headers.Has(name)) return new RequestFault(400, $"The request has no {name}");

        // RFC 3261 §7.3.1: only headers that are lists may come more than once (RFC 4475 §3.3.8).
        for (var i = 1; i < headers.Count; i++)
        {
            var name = headers[i].Name;
            if (IsSingle(name) && headers.IndexOf(name) < i) return new RequestFault(400, $"The request has more than one {name}");
        }

        return null;
    }

    private static bool IsSingle(string name) => name is HeaderNames.From or HeaderNames.To or HeaderNames.CallId or HeaderNames.CSeq
        or HeaderNames.MaxForwards or HeaderNames.Expires or HeaderNames.Event or HeaderNames.ContentType or HeaderNames.Date;

    private static RequestFault? FindMalformed(SipRequest request)
    {
        var headers = request.Headers;
        foreach (var via in headers.All(HeaderNames.Via))
            if (!IsViaSound(via)) return Malformed(HeaderNames.Via);
        if (!NameAddress.TryParse(headers.Get(HeaderNames.From), out _)) return Malformed(HeaderNames.From);
        if (!NameAddress.TryParse(headers.Get(HeaderNames.To), out _)) return Malformed(HeaderNames.To);
        if (headers.GetBytes(HeaderNames.CallId).IsEmpty) return Malformed(HeaderNames.CallId);
        if (!CSeq.TryParse(headers.Get(HeaderNames.CSeq), out var sequence)) return Malformed(HeaderNames.CSeq);
        // RFC 3261 §8.1.1.5
        if (sequence.Method != request.Method) return new RequestFault(400, "The method in CSeq is not the method of the request");
        if (!NameAddress.TryParseList(headers.All(HeaderNames.Contact), out _)) return Malformed(HeaderNames.Contact);
        // RFC 3261 §20.17: an RFC 1123 date, and only in GMT (RFC 4475 §3.1.2.12).
        if (headers.Get(HeaderNames.Date) is { } date && !DateTime.TryParseExact(date, "R", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            return Malformed(HeaderNames.Date);
        return null;
    }

    private static bool IsViaSound(string line)
    {
        if (!line.Contains(',', StringComparison.Ordinal)) return Via.TryParse(line, out _);
        foreach (var value in HeaderValues.Split(line))
            if (!Via.TryParse(value, out _)) return false;
        return true;
    }

    private static RequestFault? FindInUri(SipRequest request)
    {
        var colon = request.Uri.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0) return new RequestFault(400, "The Request-URI has no scheme");
        if (!IsSip(request.Uri)) return new RequestFault(416, "Only sip: and sips: URIs are understood here");
        if (!SipUri.TryParse(request.Uri, out var uri)) return new RequestFault(400, "The Request-URI is malformed");
        // RFC 3261 §19.1.1, table 1: no headers in a Request-URI (RFC 4475 §3.1.2.11).
        if (uri.Headers is not null) return new RequestFault(400, "The Request-URI has headers");
        // RFC 3261 §10.2: whom to register is a SIP address.
        if (request.Method == SipMethod.Register && NameAddress.TryParse(request.Headers.Get(HeaderNames.To), out var to) && !IsSip(to.Uri))
            return new RequestFault(400, "The address in To is not a SIP address");
        return null;
    }

    private static RequestFault? FindInHops(SipRequest request)
    {
        // RFC 3261 §16.3 step 3. COMPAT: RFC 2543 clients send none. What ends at this server may have used up its hops.
        if (request.Headers.Get(HeaderNames.MaxForwards) is not { } text) return null;
        if (!byte.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var hops)) return Malformed(HeaderNames.MaxForwards);
        var endsHere = request.Method == SipMethod.Register || request.Method == SipMethod.Options || request.Method == SipMethod.Service;
        return hops == 0 && !endsHere ? new RequestFault(483, "Max-Forwards is used up") : null;
    }

    private static RequestFault? FindRequired(SipRequest request, IReadOnlySet<string> supported)
    {
        // RFC 3261 §8.2.2.3: not for ACK and CANCEL.
        if (request.Method == SipMethod.Ack || request.Method == SipMethod.Cancel) return null;
        var tags = request.Headers.Values(HeaderNames.ProxyRequire);
        // Require is for whoever ends the request; an INVITE or MESSAGE goes on to a client that answers for itself.
        if (EndsAtServer(request.Method)) tags = request.Headers.Values(HeaderNames.Require).Concat(tags);
        var unknown = tags.Where(tag => !supported.Contains(tag.ToLowerInvariant())).ToArray();
        return unknown.Length == 0 ? null : new RequestFault(420, "The request needs an extension that this server does not have") { Unsupported = unknown };
    }

    private static bool EndsAtServer(SipMethod method) => method == SipMethod.Register || method == SipMethod.Options
        || method == SipMethod.Service || method == SipMethod.Publish || method == SipMethod.Subscribe;

    private static bool IsSip(string uri) =>
        uri.StartsWith("sip:", StringComparison.OrdinalIgnoreCase) || uri.StartsWith("sips:", StringComparison.OrdinalIgnoreCase);

    private static RequestFault Malformed(string name) => new(400, $"The {name} header is malformed");
}
