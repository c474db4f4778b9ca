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
        if (!TrySplit(HeaderValues.First(text), out var transport, out var sentBy, out var rest)
            || !TryReadSentBy(sentBy, out var host, out var port)
            || !HeaderParameters.TryParse(rest, out var parameters)) return false;
        value = new Via(TransportOf(transport), host.ToString(), port, parameters);
        return true;
    }

    /// <summary>True when every value of a Via line can be read; keeps nothing.</summary>
    public static bool AreSound(ReadOnlySpan<char> line)
    {
        if (line.IsEmpty) return false;
        while (!line.IsEmpty)
        {
            var end = HeaderValues.EndOfFirst(line);
            var one = line[..end].Trim(" \t");
            line = end < line.Length ? line[(end + 1)..] : default;
            if (one.IsEmpty) continue;
            if (!TrySplit(one, out _, out var sentBy, out var rest) || !TryReadSentBy(sentBy, out _, out _) || !HeaderParameters.AreSound(rest)) return false;
        }

        return true;
    }

    public override string ToString()
    {
        var text = new StringBuilder(96).Append("SIP/2.0/").Append(Transport).Append(' ').Append(Host);
        if (Port is { } port) text.Append(CultureInfo.InvariantCulture, $":{port}");
        HeaderParameters.Write(text, Parameters);
        return text.ToString();
    }

    private static bool TrySplit(ReadOnlySpan<char> text, out ReadOnlySpan<char> transport, out ReadOnlySpan<char> sentBy, out ReadOnlySpan<char> parameters)
    {
        transport = sentBy = parameters = default;
        // RFC 3261 §25.1: blanks are allowed around both slashes.
        if (!TakeUntilSlash(ref text, out var protocol) || !protocol.Equals("SIP", StringComparison.OrdinalIgnoreCase)) return false;
        if (!TakeUntilSlash(ref text, out var version) || !version.SequenceEqual("2.0")) return false;
        var blank = text.IndexOfAny(' ', '\t');
        if (blank <= 0 || !HeaderParameters.IsToken(text[..blank])) return false;
        transport = text[..blank];
        text = text[blank..];
        var semicolon = text.IndexOf(';');
        sentBy = (semicolon < 0 ? text : text[..semicolon]).Trim(" \t");
        parameters = semicolon < 0 ? default : text[semicolon..];
        return true;
    }

    private static bool TakeUntilSlash(ref ReadOnlySpan<char> rest, out ReadOnlySpan<char> part)
    {
        var slash = rest.IndexOf('/');
        part = slash < 0 ? default : rest[..slash].Trim(" \t");
        rest = rest[(slash + 1)..].TrimStart(" \t");
        return slash >= 0;
    }

    private static bool TryReadSentBy(ReadOnlySpan<char> sentBy, out ReadOnlySpan<char> host, out int? port)
    {
        // RFC 3261 §25.1: sent-by = host [ COLON port ], and COLON may stand in blanks.
        var colon = sentBy.LastIndexOf(':');
        if (colon < 0 || !sentBy.ContainsAny(' ', '\t')) return HostPort.TryParse(sentBy, out host, out port);
        host = sentBy[..colon].TrimEnd(" \t");
        return HostPort.TryParsePort(sentBy[(colon + 1)..].TrimStart(" \t"), out port) && HostPort.IsHost(host);
    }

    private static string TransportOf(ReadOnlySpan<char> token)
    {
        if (token.Equals("TCP", StringComparison.OrdinalIgnoreCase)) return "TCP";
        if (token.Equals("TLS", StringComparison.OrdinalIgnoreCase)) return "TLS";
        if (token.Equals("UDP", StringComparison.OrdinalIgnoreCase)) return "UDP";
        return token.ToString().ToUpperInvariant();
    }
}
