using System.Globalization;
using Godwit.FrontEnd.Connections;
using Godwit.FrontEnd.Requests;
using Godwit.Sip.Messages;

namespace Godwit.FrontEnd.Methods;

/// <summary>Sends a client that came to the wrong pool to the right one ([MS-SIP] §4.1: 301 after authentication).</summary>
internal static class Redirect
{
    /// <summary><c>sip:127.0.0.1:5070;transport=tcp</c> in the transport the client came with; null when that pool does not take it there.</summary>
    public static string? TargetFor(ISipConnection connection, PoolRoute? route)
    {
        if (route is null) return null;
        // A client that came encrypted is never sent to an open port.
        var secure = connection.Transport == "TLS";
        return (secure ? route.TlsPort : route.TcpPort) is { } port
            ? string.Create(CultureInfo.InvariantCulture, $"sip:{route.Host}:{port};transport={(secure ? "tls" : connection.Transport == "UDP" ? "udp" : "tcp")}")
            : null;
    }

    public static SipResponse Write(SipRequest request, string target)
    {
        var response = SipResponse.To(request, 301, toTag: Refusal.NewTag());
        response.Headers.Add(HeaderNames.Contact, $"<{target}>");
        return response;
    }
}
