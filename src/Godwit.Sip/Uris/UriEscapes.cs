using System.Globalization;
using System.Text;

namespace Godwit.Sip.Uris;

internal static class UriEscapes
{
    /// <summary>
    /// Undoes the escapes of unreserved characters only (RFC 3261 §19.1.4: <c>%61lice</c> is <c>alice</c>):
    /// an escaped <c>@</c> or NUL stays escaped, so no two different users become one.
    /// </summary>
    public static string Normalize(string user)
    {
        if (!user.Contains('%', StringComparison.Ordinal)) return user;
        var text = new StringBuilder(user.Length);
        for (var i = 0; i < user.Length; i++)
        {
            if (user[i] == '%' && i + 2 < user.Length
                && byte.TryParse(user.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
                && IsUnreserved((char)value))
            {
                text.Append((char)value);
                i += 2;
            }
            else
            {
                text.Append(user[i]);
            }
        }

        return text.ToString();
    }

    /// <summary>No blank, control character, quote or angle bracket, none of which a URI may hold unescaped.</summary>
    public static bool AreVisible(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
            if (c is <= ' ' or '\x7f' or '<' or '>' or '"') return false;
        return true;
    }

    private static bool IsUnreserved(char c) =>
        char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '!' or '~' or '*' or '\'' or '(' or ')';
}
