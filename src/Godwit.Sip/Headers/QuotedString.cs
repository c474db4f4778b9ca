using System.Text;

namespace Godwit.Sip.Headers;

/// <summary>RFC 3261 §25.1, quoted-string: text in double quotes, where a backslash makes the next character ordinary.</summary>
internal static class QuotedString
{
    /// <summary>The length of the quoted string that <paramref name="text"/> starts with, both quotes included; -1 when it never closes.</summary>
    public static int End(ReadOnlySpan<char> text)
    {
        for (var i = 1; i < text.Length; i++)
        {
            if (text[i] == '\\') i++;
            else if (text[i] == '"') return i + 1;
        }

        return -1;
    }

    /// <summary>The text between the quotes, escapes undone.</summary>
    public static string Unquote(ReadOnlySpan<char> quoted)
    {
        var inner = quoted[1..];
        if (inner.EndsWith('"')) inner = inner[..^1];
        if (!inner.Contains('\\')) return inner.ToString();
        var text = new StringBuilder(inner.Length);
        for (var i = 0; i < inner.Length; i++)
        {
            if (inner[i] == '\\' && i + 1 < inner.Length) i++;
            text.Append(inner[i]);
        }

        return text.ToString();
    }

    public static void Write(StringBuilder text, ReadOnlySpan<char> value)
    {
        text.Append('"');
        foreach (var c in value)
        {
            if (c is '"' or '\\') text.Append('\\');
            text.Append(c);
        }

        text.Append('"');
    }
}
