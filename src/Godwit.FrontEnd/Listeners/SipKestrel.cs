using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;

namespace Godwit.FrontEnd.Listeners;

/// <summary>Tells Kestrel where SIP is taken, and where the web service. TLS asks every peer for a certificate and needs one of none: pools have them, clients do not.</summary>
internal sealed class SipKestrel(FrontEndOptions options) : IConfigureOptions<KestrelServerOptions>, IConfigureOptions<SocketTransportOptions>
{
    /// <summary>
    /// A message is short work that never waits: it is done where its octets arrive, without a change of thread on the way in and on the way out. The buffer is there before
    /// they are: asking first whether something has come costs a twelfth of a REGISTER, and saves 4 KB of a connection that is silent (docs/decisions/0014).
    /// </summary>
    public void Configure(SocketTransportOptions sockets)
    {
        sockets.UnsafePreferInlineScheduling = true;
        sockets.WaitForDataBeforeAllocatingBuffer = false;
    }

    public void Configure(KestrelServerOptions kestrel)
    {
        // Our own limits, deadlines and back pressure hold on these connections (SipConnection); Kestrel's are for HTTP.
        if (options.Tcp is { } tcp) kestrel.Listen(tcp, listen => listen.UseConnectionHandler<SipConnectionHandler>());
        if (options.Web is { } web)
            kestrel.Listen(web, listen =>
            {
                listen.Protocols = HttpProtocols.Http1;
                listen.UseHttps(options.Certificate ?? throw new InvalidOperationException("HTTPS needs a certificate"));
            });
        if (options.Tls is not { } tls) return;
        kestrel.Listen(tls, listen =>
        {
            listen.UseHttps(new HttpsConnectionAdapterOptions
            {
                ServerCertificate = options.Certificate ?? throw new InvalidOperationException("TLS needs a certificate"),
                ClientCertificateMode = ClientCertificateMode.AllowCertificate,
                // Whoever shows a strange certificate is a client like those who show none; SipConnectionHandler reads what it proves.
                ClientCertificateValidation = static (_, _, _) => true,
            });
            listen.UseConnectionHandler<SipConnectionHandler>();
        });
    }
}
