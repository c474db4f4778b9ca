using System.Globalization;
using System.Text;

namespace Godwit.Pool.Users;

/// <summary>
/// A distinguished name (RFC 4514), compared as directories do: without case, blanks around <c>,</c> and <c>=</c>, or the way a character is escaped.
/// <c>CN=LC Services, cn=Microsoft</c> equals <c>cn=Lc Services,CN=Microsoft</c>.
/// </summary>
public sealed class DistinguishedName : IEquatable<DistinguishedName>
{
    private readonly string[] _parts;

    private DistinguishedName(string text, string[] parts)
    {
        Text = text;
        _parts = parts;
        Key = string.Join(',', parts);
    }

    /// <summary>As it was written.</summary>
    public string Text { get; }

    /// <summary>The same for all spellings of one name.</summary>
    public string Key { get; }

    /// <summary>Anything can be read as a name; what is no <c>type=value</c> names nothing that exists.</summary>
    public static DistinguishedName Parse(string text) => new(text, [.. Split(text).Select(Normal)]);

    /// <summary>True when this is the other or lies below it: a user under her organizational unit.</summary>
    public bool IsUnder(DistinguishedName other) =>
        _parts.Length >= other._parts.Length && _parts.AsSpan(_parts.Length - other._parts.Length).SequenceEqual(other._parts);

    /// <summary>A value as it stands in a name: <c>Smith, Ann</c> becomes <c>Smith\, Ann</c>.</summary>
    public static string Escape(string value)
    {
        var escaped = new StringBuilder(value.Length);
        for (var i = 0; i < value.Length; i++)
        {
            var c = value[i];
            if (c < ' ')
            {
                escaped.Append('\\').Append(((int)c).ToString("X2", CultureInfo.InvariantCulture));
                continue;
            }
            if (c is ',' or '+' or '"' or '\\' or '<' or '>' or ';' or '=' || (i == 0 && c is ' ' or '#') || (i == value.Length - 1 && c == ' ')) escaped.Append('\\');
            escaped.Append(c);
        }
        return escaped.ToString();
    }

    public bool Equals(DistinguishedName? other) => other is not null && Key == other.Key;

    public override bool Equals(object? obj) => Equals(obj as DistinguishedName);

    public override int GetHashCode() => Key.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Text;

    private static IEnumerable<string> Split(string text)
    {
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\') i++;
            else if (text[i] is ',' or ';')
            {
                yield return text[start..i];
                start = i + 1;
            }
        }
        if (start < text.Length) yield return text[start..];
    }

    private static string Normal(string part)
    {
        var equals = part.IndexOf('=', StringComparison.Ordinal);
        return equals < 0
            ? part.Trim().ToLowerInvariant()
            : part[..equals].Trim().ToLowerInvariant() + "=" + Escape(Unescape(TrimValue(part[(equals + 1)..])).ToLowerInvariant());
    }

    private static string TrimValue(string value)
    {
        var trimmed = value.Trim();
        // The blank of "\ " at the end is part of the value.
        return trimmed.EndsWith('\\') && !trimmed.EndsWith("\\\\", StringComparison.Ordinal) && value.TrimStart().Length > trimmed.Length ? trimmed + " " : trimmed;
    }

    private static string Unescape(string value)
    {
        if (!value.Contains('\\', StringComparison.Ordinal)) return value;
        var bytes = new List<byte>();
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] != '\\' || i == value.Length - 1)
            {
                var size = char.IsHighSurrogate(value[i]) && i + 1 < value.Length ? 2 : 1;
                bytes.AddRange(Encoding.UTF8.GetBytes(value.Substring(i, size)));
                i += size - 1;
            }
            else if (i + 2 < value.Length && char.IsAsciiHexDigit(value[i + 1]) && char.IsAsciiHexDigit(value[i + 2]))
            {
                bytes.Add(byte.Parse(value.AsSpan(i + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                i += 2;
            }
            else bytes.AddRange(Encoding.UTF8.GetBytes(value[++i].ToString()));
        }
        return Encoding.UTF8.GetString([.. bytes]);
    }
}
