using System.Globalization;
using System.Security.Cryptography;
using Godwit.FrontEnd.Connections;

namespace Godwit.FrontEnd.Notifications;

/// <summary>How this front end names itself in requests and answers of its own.</summary>
public sealed class OwnAddress(FrontEndOptions options)
{
    private readonly string _tcp = Host(options, options.Tcp?.Port ?? options.Routes.GetValueOrDefault(options.Pool.Fqdn)?.TcpPort);
    private readonly string _tls = Host(options, options.Tls?.Port ?? options.Routes.GetValueOrDefault(options.Pool.Fqdn)?.TlsPort);
    private readonly string _udp = Host(options, options.Udp?.Port);
    private readonly string _prefix = RandomNumberGenerator.GetHexString(8, lowercase: true);
    private long _last;

    /// <summary>A Via for a request over this connection, with a branch that was never used before (RFC 3261 §8.1.1.7).</summary>
    public string NewVia(ISipConnection connection) => string.Create(
        CultureInfo.InvariantCulture, $"SIP/2.0/{connection.Transport} {HostOf(connection)};branch=z9hG4bK{_prefix}{Interlocked.Increment(ref _last):x}");

    /// <summary><c>&lt;sip:pool1.example.test:5061;transport=tls&gt;</c></summary>
    public string ContactFor(ISipConnection connection) => $"<sip:{HostOf(connection)};transport={TransportOf(connection)}>";

    private string HostOf(ISipConnection connection) => connection.Transport switch { "TLS" => _tls, "UDP" => _udp, _ => _tcp };

    private static string TransportOf(ISipConnection connection) => connection.Transport switch { "TLS" => "tls", "UDP" => "udp", _ => "tcp" };

    private static string Host(FrontEndOptions options, int? port) =>
        port is > 0 ? string.Create(CultureInfo.InvariantCulture, $"{options.Pool.Fqdn}:{port}") : options.Pool.Fqdn;
}
