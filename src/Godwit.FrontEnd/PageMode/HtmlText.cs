using System.Net;
using System.Text;

namespace Godwit.FrontEnd.PageMode;

/// <summary>HTML as the text a reader sees, line by line. Pure; whatever is wrong with the markup, there is some text.</summary>
public static class HtmlText
{
    private static readonly string[] Lines = ["p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "blockquote"];
    private static readonly string[] Unseen = ["head", "script", "style", "title"];

    public static string Of(string html)
    {
        var text = new StringBuilder(html.Length);
        var rest = html.AsSpan();
        while (!rest.IsEmpty)
        {
            var tag = rest.IndexOf('<');
            if (tag < 0 || tag + 1 == rest.Length) break;
            AddWords(text, rest[..tag]);
            rest = rest[tag..];
            // A less-than sign that nobody escaped is one.
            if (!char.IsAsciiLetter(rest[1]) && rest[1] is not ('/' or '!' or '?'))
            {
                AddWords(text, rest[..1]);
                rest = rest[1..];
                continue;
            }

            var end = rest.StartsWith("<!--") ? rest.IndexOf("-->") + 2 : EndOf(rest);
            // What begins a tag and never ends it is nothing that was meant to be read.
            if (end < 2) return Finished(text);
            var name = NameOf(rest[1..end]);
            rest = rest[(end + 1)..];
            if (Is(name, "br")) text.Append('\n');
            else if (IsOne(name.TrimStart('/'), Lines) && text.Length > 0 && text[^1] != '\n') text.Append('\n');
            else if (IsOne(name, Unseen)) rest = Behind(rest, name);
        }

        AddWords(text, rest);
        return Finished(text);
    }

    private static string Finished(StringBuilder text) => WebUtility.HtmlDecode(text.ToString().Trim(' ', '\n')).Replace('\u00a0', ' ');

    /// <summary>Any run of blanks and line ends is one blank, and none begins a line.</summary>
    private static void AddWords(StringBuilder text, ReadOnlySpan<char> words)
    {
        foreach (var c in words)
        {
            if (c is not (' ' or '\t' or '\r' or '\n')) text.Append(c);
            else if (text.Length > 0 && text[^1] is not (' ' or '\n')) text.Append(' ');
        }
    }

    /// <summary>Where the tag ends; not within a quoted attribute.</summary>
    private static int EndOf(ReadOnlySpan<char> tag)
    {
        var quote = '\0';
        for (var i = 1; i < tag.Length; i++)
        {
            if (quote != '\0') quote = tag[i] == quote ? '\0' : quote;
            else if (tag[i] is '"' or '\'') quote = tag[i];
            else if (tag[i] == '>') return i;
        }

        return tag.IndexOf('>');
    }

    private static ReadOnlySpan<char> NameOf(ReadOnlySpan<char> tag)
    {
        var end = tag.IndexOfAny(" \t\r\n");
        return (end < 0 ? tag : tag[..end]).TrimEnd('/');
    }

    private static ReadOnlySpan<char> Behind(ReadOnlySpan<char> rest, ReadOnlySpan<char> name)
    {
        var end = rest.IndexOf($"</{name}", StringComparison.OrdinalIgnoreCase);
        if (end < 0) return default;
        var close = rest[end..].IndexOf('>');
        return close < 0 ? default : rest[(end + close + 1)..];
    }

    private static bool IsOne(ReadOnlySpan<char> name, string[] of)
    {
        foreach (var one in of)
            if (Is(name, one)) return true;
        return false;
    }

    private static bool Is(ReadOnlySpan<char> name, string other) => name.Equals(other, StringComparison.OrdinalIgnoreCase);
}
