using System.Buffers;
using System.Globalization;

namespace Godwit.Sip.Uris;

/// <summary><c>host[:port]</c> as in URIs and Via (RFC 3261 §25.1): a name, an IPv4 address, or an IPv6 address in brackets.</summary>
public static class HostPort
{
    private static readonly SearchValues<char> AddressCharacters = SearchValues.Create("0123456789abcdefABCDEF:.");

    // An underscore is no host character, but Windows allows it in names.
    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-._");

    public static bool TryParse(ReadOnlySpan<char> text, out ReadOnlySpan<char> host, out int? port)
    {
        port = null;
        var end = text.StartsWith('[') ? text.IndexOf(']') + 1 : text.IndexOf(':');
        host = end > 0 ? text[..end] : text;
        if (!IsHost(host)) return false;
        return host.Length == text.Length || (text[host.Length] == ':' && TryParsePort(text[(host.Length + 1)..], out port));
    }

    public static bool IsHost(ReadOnlySpan<char> text)
    {
        if (!text.StartsWith('[')) return !text.IsEmpty && !text.ContainsAnyExcept(NameCharacters);
        return text.Length > 3 && text[^1] == ']' && !text[1..^1].ContainsAnyExcept(AddressCharacters);
    }

    public static bool TryParsePort(ReadOnlySpan<char> text, out int? port)
    {
        var isNumber = ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        port = isNumber ? number : null;
        return isNumber;
    }
}
