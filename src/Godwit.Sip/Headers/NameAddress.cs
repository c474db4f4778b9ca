using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Godwit.Sip.Messages;

namespace Godwit.Sip.Headers;

/// <summary>
/// The form of From, To, Contact, Route, Record-Route, P-Asserted-Identity: <c>"Name" &lt;uri&gt;;param=value</c> (RFC 3261 §20.10).
/// <see cref="Uri"/> is the text between the angle brackets, as it stood; <c>*</c> for the Contact that means all.
/// </summary>
public sealed record NameAddress(string? DisplayName, string Uri, IReadOnlyList<KeyValuePair<string, string?>> Parameters)
{
    // RFC 3261 §20.10: a URI with a comma, question mark or semicolon must stand in brackets.
    private static readonly SearchValues<char> NeverBare = SearchValues.Create(" \t?,<>\"");

    public string? Tag => Parameter("tag");

    /// <summary>The value of a parameter, without quotes; "" for one without a value; null when it is not there.</summary>
    public string? Parameter(string name) => HeaderParameters.Find(Parameters, name);

    /// <summary>The same address with that parameter set. A value that is no token is quoted when it is written.</summary>
    public NameAddress With(string name, string? value) => this with { Parameters = HeaderParameters.With(Parameters, name, value) };

    /// <summary>Reads one value. Without brackets the parameters belong to the header, not to the URI (RFC 3261 §20).</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out NameAddress? value) => TryParse(text.AsSpan(), out value);

    /// <summary>Reads all values of those lines, split at commas outside quotes and angle brackets; malformed ones are left out.</summary>
    public static IReadOnlyList<NameAddress> ParseList(IEnumerable<string> lines)
    {
        _ = TryParseList(lines, out var values);
        return values;
    }

    /// <summary>As <see cref="ParseList"/>; false when a malformed value was left out.</summary>
    public static bool TryParseList(IEnumerable<string> lines, out IReadOnlyList<NameAddress> values)
    {
        var read = new List<NameAddress>();
        var sound = true;
        foreach (var line in lines)
        {
            ReadOnlySpan<char> rest = line;
            while (!rest.IsEmpty)
            {
                var end = HeaderValues.EndOfFirst(rest);
                var one = rest[..end].Trim(" \t");
                if (TryParse(one, out var value)) read.Add(value);
                else sound &= one.IsEmpty;
                rest = end < rest.Length ? rest[(end + 1)..] : default;
            }
        }

        values = read;
        return sound;
    }

    public override string ToString()
    {
        var text = new StringBuilder(96);
        if (Uri == "*") return "*";
        if (!string.IsNullOrEmpty(DisplayName))
        {
            QuotedString.Write(text, DisplayName);
            text.Append(' ');
        }

        text.Append('<').Append(Uri).Append('>');
        HeaderParameters.Write(text, Parameters);
        return text.ToString();
    }

    private static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out NameAddress? value)
    {
        value = null;
        text = text.Trim(" \t");
        string? name = null;
        if (text.StartsWith('"'))
        {
            var end = QuotedString.End(text);
            if (end < 0) return false;
            name = QuotedString.Unquote(text[..end]);
            text = text[end..].TrimStart(" \t");
            if (!text.StartsWith('<')) return false;
        }

        var open = text.IndexOf('<');
        var semicolon = text.IndexOf(';');
        if (open < 0 || (semicolon >= 0 && semicolon < open)) return TryParseBare(text, semicolon, out value);

        if (open > 0)
        {
            var bare = text[..open].TrimEnd(" \t");
            if (bare.ContainsAny("\",>")) return false;
            name = bare.ToString();
        }

        var close = text.IndexOf('>');
        var uri = close < open ? default : text[(open + 1)..close];
        if (uri.IsEmpty || uri.ContainsAny(" \t<")) return false;
        if (!HeaderParameters.TryParse(text[(close + 1)..], out var parameters)) return false;
        value = new NameAddress(name, uri.ToString(), parameters);
        return true;
    }

    private static bool TryParseBare(ReadOnlySpan<char> text, int semicolon, [NotNullWhen(true)] out NameAddress? value)
    {
        value = null;
        var uri = (semicolon < 0 ? text : text[..semicolon]).TrimEnd(" \t");
        if (uri.IsEmpty || uri.ContainsAny(NeverBare)) return false;
        if (!HeaderParameters.TryParse(semicolon < 0 ? default : text[semicolon..], out var parameters)) return false;
        value = new NameAddress(null, uri.ToString(), parameters);
        return true;
    }
}
