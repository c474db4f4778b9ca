using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Godwit.FrontEnd.Connections;
using Godwit.Sip.Messages;

namespace Godwit.FrontEnd.Notifications;

/// <summary>How this front end names itself in requests and answers of its own.</summary>
public sealed class OwnAddress
{
    private readonly Names _tcp;
    private readonly Names _tls;
    private readonly Names _udp;
    private readonly string _branch;
    private readonly byte[] _branchParameter;
    private long _last;

    public OwnAddress(FrontEndOptions options)
    {
        var here = options.Routes.GetValueOrDefault(options.Pool.Fqdn);
        _tcp = new Names("TCP", Host(options, options.Tcp?.Port ?? here?.TcpPort));
        _tls = new Names("TLS", Host(options, options.Tls?.Port ?? here?.TlsPort));
        _udp = new Names("UDP", Host(options, options.Udp?.Port));
        _branch = "z9hG4bK" + RandomNumberGenerator.GetHexString(8, lowercase: true);
        _branchParameter = Encoding.ASCII.GetBytes(";branch=" + _branch);
    }

    /// <summary>A Via for a request over this connection, with a branch that was never used before (RFC 3261 §8.1.1.7).</summary>
    public string NewVia(ISipConnection connection) =>
        string.Create(CultureInfo.InvariantCulture, $"{For(connection).Via}{_branch}{Interlocked.Increment(ref _last):x}");

    /// <summary>True for a Via that <see cref="NewVia"/> made.</summary>
    public bool IsOwn(ReadOnlySpan<byte> via) => via.IndexOf(_branchParameter) >= 0;

    /// <summary><c>&lt;sip:pool1.example.test:5061;transport=tls&gt;</c></summary>
    public string ContactFor(ISipConnection connection) => For(connection).Contact;

    /// <summary>The same as a line.</summary>
    public SipHeader ContactLineFor(ISipConnection connection) => For(connection).ContactLine;

    private Names For(ISipConnection connection) => connection.Transport switch { "TLS" => _tls, "UDP" => _udp, _ => _tcp };

    private static string Host(FrontEndOptions options, int? port) =>
        port is > 0 ? string.Create(CultureInfo.InvariantCulture, $"{options.Pool.Fqdn}:{port}") : options.Pool.Fqdn;

    private sealed record Names(string Transport, string Host)
    {
        /// <summary>Up to the branch.</summary>
        public string Via { get; } = $"SIP/2.0/{Transport} {Host};branch=";

        public string Contact { get; } = $"<sip:{Host};transport={Transport.ToLowerInvariant()}>";

        public SipHeader ContactLine { get; } = new(HeaderNames.Contact, Encoding.UTF8.GetBytes($"<sip:{Host};transport={Transport.ToLowerInvariant()}>"));
    }
}
