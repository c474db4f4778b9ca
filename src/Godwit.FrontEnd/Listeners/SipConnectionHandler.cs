using Godwit.FrontEnd.Connections;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Hosting;

namespace Godwit.FrontEnd.Listeners;

/// <summary>Kestrel's door: one connection over TCP or TLS.</summary>
public sealed class SipConnectionHandler(ConnectionHost host, FrontEndOptions options, IHostApplicationLifetime lifetime) : ConnectionHandler
{
    public override Task OnConnectedAsync(ConnectionContext connection)
    {
        var tls = connection.Features.Get<ITlsConnectionFeature>();
        var peer = PoolCertificate.PoolOf(tls?.ClientCertificate, options);
        var origin = new ConnectionOrigin(tls is null ? "TCP" : "TLS", connection.RemoteEndPoint, connection.LocalEndPoint, peer);
        return host.Open(connection.Transport, origin, connection.Abort).Run(lifetime.ApplicationStopping);
    }
}
