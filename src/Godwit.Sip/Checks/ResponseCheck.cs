using System.Net;
using Godwit.Sip.Headers;
using Godwit.Sip.Messages;

namespace Godwit.Sip.Checks;

/// <summary>What a response must hold to be followed at all; one that fails is dropped, for nobody answers a response.</summary>
public static class ResponseCheck
{
    /// <summary>A sentence for the log, or null when the response is sound.</summary>
    public static string? Find(SipResponse response)
    {
        var headers = response.Headers;
        var hops = 0;
        foreach (var value in headers.Values(HeaderNames.Via))
        {
            if (!Via.TryParse(value, out var via)) return "The Via header is malformed";
            // RFC 4475 §3.3.10: who relays to the next Via must not shout it to a whole network.
            if (hops++ > 0 && IsManycast(via.Parameter("received") ?? via.Host)) return "The response is to go to a broadcast or multicast address";
        }

        if (hops == 0) return "The response has no Via";
        if (!NameAddress.TryParse(headers.Get(HeaderNames.From), out _)) return "The From header is missing or malformed";
        if (!NameAddress.TryParse(headers.Get(HeaderNames.To), out _)) return "The To header is missing or malformed";
        if (headers.GetBytes(HeaderNames.CallId).IsEmpty) return "The Call-ID header is missing";
        return CSeq.TryParse(headers.Get(HeaderNames.CSeq), out _) ? null : "The CSeq header is missing or malformed";
    }

    private static bool IsManycast(string host) => IPAddress.TryParse(host.Trim('[', ']'), out var address)
        && (address.IsIPv6Multicast || address.Equals(IPAddress.Broadcast) || (address.GetAddressBytes() is [>= 224 and <= 239, _, _, _]));
}
