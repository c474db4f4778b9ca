using System.Net;
using System.Text;
using Godwit.FrontEnd.Documents;
using Godwit.FrontEnd.Relay;
using Godwit.Sip.Messages;

namespace Godwit.FrontEnd.PageMode;

/// <summary>
/// An INVITE to write to one another inside a session, as clients of the family send it: SDP with the one medium <c>m=message</c> over SIP itself
/// (<c>x-ms-message</c> in the 2005 form). Pure.
/// </summary>
/// <param name="Media">What the medium is called; the answer calls it the same.</param>
public sealed record SessionOffer(string Media)
{
    private const int LongestSdp = 16 * 1024;

    /// <summary>Null when it is anything else: a call, a file, a conference, or a conversation of three, which no plain client can join.</summary>
    public static SessionOffer? Read(SipRequest request)
    {
        if (request.Method != SipMethod.Invite || Router.HasDialog(request)) return null;
        var headers = request.Headers;
        if (!MediaTypes.Is(headers.Get(HeaderNames.ContentType), MediaTypes.Sdp) || request.Body.Length > LongestSdp) return null;
        if ("TRUE".Equals(headers.Get("TriggeredInvite"), StringComparison.OrdinalIgnoreCase) || headers.Values("EndPoints").Skip(2).Any()) return null;
        return OfSdp(Encoding.UTF8.GetString(request.Body.Span));
    }

    public static SessionOffer? OfSdp(string sdp)
    {
        string? media = null;
        var takesText = true;
        foreach (var line in sdp.Split('\n'))
        {
            var value = line.Trim();
            if (value.StartsWith("m=", StringComparison.Ordinal))
            {
                if (media is not null || value[2..].Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [("message" or "x-ms-message") and var name, _, var protocol, ..]
                    || !protocol.Equals("sip", StringComparison.OrdinalIgnoreCase)) return null;
                media = name;
            }
            else if (value.StartsWith("a=accept-types:", StringComparison.OrdinalIgnoreCase))
            {
                takesText = value["a=accept-types:".Length..].Split(' ').Any(t => t is "*" or "text/*" or "text/plain");
            }
        }

        return media is not null && takesText ? new SessionOffer(media) : null;
    }

    /// <summary>The SDP of the answer for somebody who reads nothing but text.</summary>
    /// <param name="user">Her address, as <c>sip:bob@example.test</c>.</param>
    public MimeBody Answer(string user, EndPoint? here)
    {
        var (address, port) = here is IPEndPoint { Address: var ip, Port: var at } ? (ip.IsIPv4MappedToIPv6 ? ip.MapToIPv4() : ip, at) : (IPAddress.Any, 5060);
        var network = address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? "IP6" : "IP4";
        return MimeBody.Of(MediaTypes.Sdp, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"""
            v=0
            o=- 0 0 IN {network} {address}
            s=session
            c=IN {network} {address}
            t=0 0
            m={Media} {port} sip {user}
            a=accept-types:text/plain

            """).ReplaceLineEndings("\r\n"));
    }
}
