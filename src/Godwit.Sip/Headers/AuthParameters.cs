using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Godwit.Sip.Headers;

/// <summary>
/// The value of Authorization, WWW-Authenticate, Authentication-Info and their proxy sisters: a scheme and
/// <c>name=value</c> pairs in any order, quoted or bare (RFC 3261 §25.1, [MS-SIPAE] §2.2).
/// </summary>
public sealed class AuthParameters : IEnumerable<KeyValuePair<string, string>>
{
    private readonly KeyValuePair<string, string>[] _pairs;

    private AuthParameters(string scheme, KeyValuePair<string, string>[] pairs) => (Scheme, _pairs) = (scheme, pairs);

    /// <summary>As it stood, e.g. <c>NTLM</c>; compare without case. "" for an Authentication-Info without one (RFC 3261 §20.6).</summary>
    public string Scheme { get; }

    public int Count => _pairs.Length;

    /// <summary>The value without quotes and escapes, or null. Names are matched without case.</summary>
    public string? this[string name]
    {
        get
        {
            foreach (var (key, value) in _pairs)
                if (key.Equals(name, StringComparison.OrdinalIgnoreCase)) return value;
            return null;
        }
    }

    public bool IsScheme(string scheme) => Scheme.Equals(scheme, StringComparison.OrdinalIgnoreCase);

    /// <summary>False for a malformed value, and for one that names a parameter twice (RFC 9110 §11.2).</summary>
    public static bool TryParse(string? value, [NotNullWhen(true)] out AuthParameters? parameters)
    {
        parameters = null;
        var rest = value.AsSpan().Trim(" \t");
        var end = rest.IndexOfAny(" \t=,");
        var scheme = "";
        if (end < 0 || rest[end] is ' ' or '\t')
        {
            var word = end < 0 ? rest : rest[..end];
            var behind = end < 0 ? default : rest[end..].TrimStart(" \t");
            // "name = value" without a scheme: the blank is one before the equals sign.
            if (!behind.StartsWith('='))
            {
                if (!HeaderParameters.IsToken(word)) return false;
                scheme = word.ToString();
                rest = behind;
            }
        }

        if (!TryReadPairs(rest, out var pairs)) return false;
        parameters = new AuthParameters(scheme, pairs);
        return true;
    }

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => ((IEnumerable<KeyValuePair<string, string>>)_pairs).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static bool TryReadPairs(ReadOnlySpan<char> rest, out KeyValuePair<string, string>[] pairs)
    {
        pairs = [];
        var read = new List<KeyValuePair<string, string>>();
        while (true)
        {
            rest = rest.TrimStart(", \t");
            if (rest.IsEmpty) break;
            var equals = rest.IndexOf('=');
            if (equals < 0) return false;
            var name = rest[..equals].TrimEnd(" \t");
            if (!HeaderParameters.IsToken(name)) return false;
            rest = rest[(equals + 1)..].TrimStart(" \t");

            string value;
            if (rest.StartsWith('"'))
            {
                var end = QuotedString.End(rest);
                if (end < 0) return false;
                value = QuotedString.Unquote(rest[..end]);
                rest = rest[end..].TrimStart(" \t");
            }
            else
            {
                var end = rest.IndexOf(',') is >= 0 and var comma ? comma : rest.Length;
                value = rest[..end].TrimEnd(" \t").ToString();
                if (value.AsSpan().ContainsAny(" \t\"")) return false;
                rest = rest[end..];
            }

            if (!rest.IsEmpty && rest[0] != ',') return false;
            foreach (var (known, _) in read)
                if (name.Equals(known, StringComparison.OrdinalIgnoreCase)) return false;
            read.Add(new(name.ToString(), value));
        }

        pairs = [.. read];
        return true;
    }
}
