using System.Buffers;
using System.Text;

namespace Godwit.Sip.Headers;

/// <summary>The <c>;name=value</c> part of a header (RFC 3261 §25.1, generic-param). Values are kept as they stood, quotes included.</summary>
internal static class HeaderParameters
{
    private static readonly SearchValues<char> TokenCharacters =
        SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-.!%*_+`'~");

    // A value may be a token, a host (colons and brackets of IPv6), or, COMPAT, a bare URI or base64 as Communicator sends them.
    private static readonly SearchValues<char> BareCharacters =
        SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-.!%*_+`'~[]:/@=&$?{}|^#()");

    public static bool IsToken(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExcept(TokenCharacters);

    /// <summary><paramref name="text"/> is empty or starts, after blanks, with a semicolon.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out KeyValuePair<string, string?>[] parameters)
    {
        parameters = [];
        var count = text.Count(';');
        if (count == 0) return text.Trim(" \t").IsEmpty;
        var read = new KeyValuePair<string, string?>[count];
        var filled = 0;
        while (TryTake(ref text, out var name, out var value, out var hasValue))
        {
            if (name.IsEmpty) continue;
            read[filled++] = new(InternName(name), hasValue ? value.ToString() : null);
        }

        if (!text.IsEmpty) return false;
        if (filled < read.Length) Array.Resize(ref read, filled);
        parameters = read;
        return true;
    }

    /// <summary>As <see cref="TryParse"/>, keeping nothing.</summary>
    public static bool AreSound(ReadOnlySpan<char> text)
    {
        while (TryTake(ref text, out _, out _, out _)) { }
        return text.IsEmpty;
    }

    /// <summary>The value of the first parameter of that name, without quotes; "" for one without a value; null when it is not there.</summary>
    public static string? Find(ReadOnlySpan<char> text, string name)
    {
        while (TryTake(ref text, out var key, out var value, out _))
            if (key.Equals(name, StringComparison.OrdinalIgnoreCase)) return value.StartsWith('"') ? QuotedString.Unquote(value) : value.ToString();
        return null;
    }

    /// <summary>Takes the first parameter off; false at the end, and before what is none: then text is left.</summary>
    private static bool TryTake(ref ReadOnlySpan<char> text, out ReadOnlySpan<char> name, out ReadOnlySpan<char> value, out bool hasValue)
    {
        name = value = default;
        hasValue = false;
        text = text.Trim(" \t");
        if (text.IsEmpty || text[0] != ';') return false;
        var rest = text[1..].TrimStart(" \t");
        var end = rest.IndexOfAny(';', '=');
        name = (end < 0 ? rest : rest[..end]).TrimEnd(" \t");
        if (end >= 0 && rest[end] == '=')
        {
            hasValue = true;
            rest = rest[(end + 1)..].TrimStart(" \t");
            end = EndOfValue(rest);
            if (end < 0) return false;
            value = rest[..end].TrimEnd(" \t");
            if (!value.StartsWith('"') && value.ContainsAny(" \t\"<>")) return false;
        }

        // COMPAT: a stray ";" is passed over.
        if (!IsToken(name) && (hasValue || !name.IsEmpty)) return false;
        text = end < 0 ? default : rest[end..];
        return true;
    }

    public static string? Find(IReadOnlyList<KeyValuePair<string, string?>> parameters, string name)
    {
        for (var i = 0; i < parameters.Count; i++)
            if (parameters[i].Key.Equals(name, StringComparison.OrdinalIgnoreCase)) return Unquote(parameters[i].Value ?? "");
        return null;
    }

    public static IReadOnlyList<KeyValuePair<string, string?>> With(IReadOnlyList<KeyValuePair<string, string?>> parameters, string name, string? value)
    {
        var changed = new List<KeyValuePair<string, string?>>(parameters.Count + 1);
        var at = -1;
        foreach (var parameter in parameters)
        {
            if (!parameter.Key.Equals(name, StringComparison.OrdinalIgnoreCase)) changed.Add(parameter);
            else if (at < 0)
            {
                at = changed.Count;
                changed.Add(new(parameter.Key, value));
            }
        }

        if (at < 0) changed.Add(new(name, value));
        return changed;
    }

    public static void Write(StringBuilder text, IReadOnlyList<KeyValuePair<string, string?>> parameters)
    {
        foreach (var (name, value) in parameters)
        {
            text.Append(';').Append(name);
            if (value is null) continue;
            text.Append('=');
            if (value.StartsWith('"') || !value.AsSpan().ContainsAnyExcept(BareCharacters)) text.Append(value);
            else QuotedString.Write(text, value);
        }
    }

    private static string Unquote(string value) => value.StartsWith('"') ? QuotedString.Unquote(value) : value;

    /// <summary>Where a value ends: behind its closing quote, or at the next semicolon; -1 when the quote never closes.</summary>
    private static int EndOfValue(ReadOnlySpan<char> text)
    {
        if (!text.StartsWith('"')) return text.IndexOf(';') is >= 0 and var semicolon ? semicolon : text.Length;
        return QuotedString.End(text);
    }

    private static string InternName(ReadOnlySpan<char> name) => name switch
    {
        "tag" => "tag",
        "branch" => "branch",
        "received" => "received",
        "rport" => "rport",
        "epid" => "epid",
        "expires" => "expires",
        "methods" => "methods",
        "proxy" => "proxy",
        "+sip.instance" => "+sip.instance",
        _ => name.ToString(),
    };
}
