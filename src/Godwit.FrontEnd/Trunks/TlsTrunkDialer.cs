using System.IO.Pipelines;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Godwit.FrontEnd.Connections;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Godwit.FrontEnd.Trunks;

/// <summary>Dials the other pool's TLS port; both ends show certificates of the forest's own authority that name their pools.</summary>
public sealed partial class TlsTrunkDialer(
    FrontEndOptions options, Lazy<ConnectionHost> host, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<TlsTrunkDialer> log) : ITrunkDialer
{
    private static readonly TimeSpan DialTimeout = TimeSpan.FromSeconds(5);

    public async Task<ISipConnection?> Dial(string fqdn, CancellationToken cancel)
    {
        if (options.Certificate is null || options.ForestAuthority is null || !options.Routes.TryGetValue(fqdn, out var route) || route.TlsPort is not { } port)
        {
            LogNoWay(log, fqdn);
            return null;
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            using var timeout = new CancellationTokenSource(DialTimeout, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, timeout.Token, lifetime.ApplicationStopping);
            await socket.ConnectAsync(route.Host, port, either.Token);
            var stream = new SslStream(new NetworkStream(socket, ownsSocket: true));
            await stream.AuthenticateAsClientAsync(Security(fqdn, options.Certificate, options.ForestAuthority), either.Token);
            return Run(socket, stream, fqdn);
        }
        catch (Exception e) when (e is SocketException or IOException or AuthenticationException or OperationCanceledException)
        {
            socket.Dispose();
            LogUnreachable(log, fqdn, route.Host, port, e.Message);
            return null;
        }
    }

    private static SslClientAuthenticationOptions Security(string fqdn, X509Certificate2 own, X509Certificate2 authority) => new()
    {
        TargetHost = fqdn,
        ClientCertificates = [own],
        LocalCertificateSelectionCallback = (_, _, _, _, _) => own,
        RemoteCertificateValidationCallback = (_, certificate, _, _) =>
            certificate is X509Certificate2 shown && PoolCertificate.IsFrom(shown, authority) && shown.MatchesHostname(fqdn),
    };

    private SipConnection Run(Socket socket, SslStream stream, string fqdn)
    {
        var connection = host.Value.Open(new StreamPipe(stream), new ConnectionOrigin("TLS", socket.RemoteEndPoint, socket.LocalEndPoint, fqdn) { IsDialled = true }, socket.Dispose);
        _ = RunToEnd(connection, stream);
        return connection;
    }

    private async Task RunToEnd(SipConnection connection, SslStream stream)
    {
        await connection.Run(lifetime.ApplicationStopping);
        await stream.DisposeAsync();
    }

    [LoggerMessage(40, LogLevel.Warning, "There is no way to {Pool}: it needs a TLS port, and this pool a certificate of the forest's authority")]
    private static partial void LogNoWay(ILogger log, string pool);

    [LoggerMessage(41, LogLevel.Warning, "{Pool} cannot be reached at {Host}:{Port}: {Reason}")]
    private static partial void LogUnreachable(ILogger log, string pool, string host, int port, string reason);

    private sealed class StreamPipe(SslStream stream) : IDuplexPipe
    {
        public PipeReader Input { get; } = PipeReader.Create(stream);

        public PipeWriter Output { get; } = PipeWriter.Create(stream);
    }
}
