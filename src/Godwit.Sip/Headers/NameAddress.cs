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
    public static bool TryParse(string? text, [NotNullWhen(true)] out NameAddress? value) =>
        TryRead(text, true, out value) && value is not null;

    /// <summary>True when <see cref="TryParse"/> would read it; keeps nothing.</summary>
    public static bool IsSound(ReadOnlySpan<char> text) => TryRead(text, false, out _);

    /// <summary>True when all values of a line, split at its commas, are sound; empty ones do not count.</summary>
    public static bool AreSound(ReadOnlySpan<char> line)
    {
        while (!line.IsEmpty)
        {
            var end = HeaderValues.EndOfFirst(line);
            var one = line[..end].Trim(" \t");
            if (!one.IsEmpty && !IsSound(one)) return false;
            line = end < line.Length ? line[(end + 1)..] : default;
        }

        return true;
    }

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
                if (TryRead(one, true, out var value)) read.Add(value!);
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

    /// <summary>True with a null <paramref name="value"/> when nothing is to be kept.</summary>
    private static bool TryRead(ReadOnlySpan<char> text, bool keep, out NameAddress? value)
    {
        value = null;
        if (!TrySplit(text, out var name, out var uri, out var rest)) return false;
        if (!keep) return HeaderParameters.AreSound(rest);
        if (!HeaderParameters.TryParse(rest, out var parameters)) return false;
        var display = name.IsEmpty ? null : name.StartsWith('"') ? QuotedString.Unquote(name) : name.ToString();
        value = new NameAddress(display, uri.ToString(), parameters);
        return true;
    }

    /// <summary>The parts of one value; whether the parameters are sound is not looked at.</summary>
    internal static bool TrySplit(ReadOnlySpan<char> text, out ReadOnlySpan<char> name, out ReadOnlySpan<char> uri, out ReadOnlySpan<char> parameters)
    {
        text = text.Trim(" \t");
        name = uri = parameters = default;
        if (text.StartsWith('"'))
        {
            var end = QuotedString.End(text);
            if (end < 0) return false;
            name = text[..end];
            text = text[end..].TrimStart(" \t");
            if (!text.StartsWith('<')) return false;
        }

        var open = text.IndexOf('<');
        var semicolon = text.IndexOf(';');
        if (open < 0 || (semicolon >= 0 && semicolon < open))
        {
            uri = (semicolon < 0 ? text : text[..semicolon]).TrimEnd(" \t");
            parameters = semicolon < 0 ? default : text[semicolon..];
            return !uri.IsEmpty && !uri.ContainsAny(NeverBare);
        }

        if (open > 0)
        {
            name = text[..open].TrimEnd(" \t");
            if (name.ContainsAny("\",>")) return false;
        }

        var close = text.IndexOf('>');
        if (close < open) return false;
        uri = text[(open + 1)..close];
        parameters = text[(close + 1)..];
        return !uri.IsEmpty && !uri.ContainsAny(" \t<");
    }
}
