using System.Buffers;
using System.Globalization;

namespace Godwit.Sip.Uris;

/// <summary><c>host[:port]</c> as in URIs and Via (RFC 3261 §25.1): a name, an IPv4 address, or an IPv6 address in brackets.</summary>
public static class HostPort
{
    private static readonly SearchValues<char> AddressCharacters = SearchValues.Create("0123456789abcdefABCDEF:.");

    public static bool TryParse(ReadOnlySpan<char> text, out string host, out int? port)
    {
        host = "";
        port = null;
        int end;
        if (text.StartsWith('['))
        {
            end = text.IndexOf(']') + 1;
            if (end < 4 || text[1..(end - 1)].ContainsAnyExcept(AddressCharacters)) return false;
        }
        else
        {
            end = text.IndexOf(':');
            if (end < 0) end = text.Length;
            if (end == 0) return false;
            foreach (var c in text[..end])
                if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '.' or '_')) return false;
        }

        host = text[..end].ToString();
        if (end == text.Length) return true;
        if (text[end] != ':' || !int.TryParse(text[(end + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return false;
        port = number;
        return number <= 65535;
    }
}
