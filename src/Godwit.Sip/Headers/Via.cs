using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Godwit.Sip.Messages;
using Godwit.Sip.Uris;

namespace Godwit.Sip.Headers;

/// <summary>One Via value (RFC 3261 §20.42). <see cref="Transport"/> is upper case; the branch may be missing (COMPAT: SIPE's in-dialog requests).</summary>
public sealed record Via(string Transport, string Host, int? Port, IReadOnlyList<KeyValuePair<string, string?>> Parameters)
{
    public string? Branch => Parameter("branch");

    /// <summary>The value of a parameter, without quotes; "" for one without a value; null when it is not there.</summary>
    public string? Parameter(string name) => HeaderParameters.Find(Parameters, name);

    /// <summary>The same Via with that parameter set: <c>received</c>, <c>rport</c> (RFC 3261 §18.2.1, RFC 3581 §4).</summary>
    public Via With(string name, string? value) => this with { Parameters = HeaderParameters.With(Parameters, name, value) };

    /// <summary>Reads the first value of a Via line; further ones behind a comma are not looked at.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Via? value)
    {
        value = null;
        var rest = HeaderValues.First(text);
        // RFC 3261 §25.1: blanks are allowed around both slashes.
        if (!TakeUntilSlash(ref rest, out var protocol) || !protocol.Equals("SIP", StringComparison.OrdinalIgnoreCase)) return false;
        if (!TakeUntilSlash(ref rest, out var version) || !version.SequenceEqual("2.0")) return false;

        var blank = rest.IndexOfAny(' ', '\t');
        if (blank <= 0 || !HeaderParameters.IsToken(rest[..blank])) return false;
        var transport = TransportOf(rest[..blank]);
        rest = rest[blank..];

        var semicolon = rest.IndexOf(';');
        var sentBy = (semicolon < 0 ? rest : rest[..semicolon]).Trim(" \t");
        if (!TryReadSentBy(sentBy, out var host, out var port)) return false;
        if (!HeaderParameters.TryParse(semicolon < 0 ? default : rest[semicolon..], out var parameters)) return false;
        value = new Via(transport, host, port, parameters);
        return true;
    }

    public override string ToString()
    {
        var text = new StringBuilder(96).Append("SIP/2.0/").Append(Transport).Append(' ').Append(Host);
        if (Port is { } port) text.Append(CultureInfo.InvariantCulture, $":{port}");
        HeaderParameters.Write(text, Parameters);
        return text.ToString();
    }

    private static bool TakeUntilSlash(ref ReadOnlySpan<char> rest, out ReadOnlySpan<char> part)
    {
        var slash = rest.IndexOf('/');
        part = slash < 0 ? default : rest[..slash].Trim(" \t");
        rest = rest[(slash + 1)..].TrimStart(" \t");
        return slash >= 0;
    }

    private static bool TryReadSentBy(ReadOnlySpan<char> sentBy, out string host, out int? port)
    {
        if (!sentBy.ContainsAny(" \t")) return HostPort.TryParse(sentBy, out host, out port);
        // RFC 3261 §25.1: sent-by = host [ COLON port ], and COLON may stand in blanks.
        var colon = sentBy.LastIndexOf(':');
        host = "";
        port = null;
        if (colon < 0) return false;
        return HostPort.TryParse(string.Concat(sentBy[..colon].TrimEnd(" \t"), ":", sentBy[(colon + 1)..].TrimStart(" \t")), out host, out port);
    }

    private static string TransportOf(ReadOnlySpan<char> token)
    {
        if (token.Equals("TCP", StringComparison.OrdinalIgnoreCase)) return "TCP";
        if (token.Equals("TLS", StringComparison.OrdinalIgnoreCase)) return "TLS";
        if (token.Equals("UDP", StringComparison.OrdinalIgnoreCase)) return "UDP";
        return token.ToString().ToUpperInvariant();
    }
}
