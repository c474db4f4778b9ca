using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Godwit.Sip.Uris;

/// <summary>
/// A sip: or sips: URI (RFC 3261 §19.1). User and host keep their case; compare with <see cref="Address"/>.
/// Parameters keep their order; names are matched without case. <paramref name="Headers"/> is what follows the question mark.
/// </summary>
public sealed record SipUri(string Scheme, string? User, string Host, int? Port, IReadOnlyList<KeyValuePair<string, string?>> Parameters, string? Headers)
{
    /// <summary>The part of the user information behind its colon. It never is part of <see cref="Address"/>.</summary>
    public string? Password { get; init; }

    /// <summary><c>user@host</c> in lower case, or the host alone: what two URIs of one user share.</summary>
    public string Address => (User is null ? Host : $"{UriEscapes.Normalize(User)}@{Host}").ToLowerInvariant();

    public bool IsSecure => Scheme == "sips";

    public string? Parameter(string name)
    {
        foreach (var (key, value) in Parameters)
            if (key.Equals(name, StringComparison.OrdinalIgnoreCase)) return value ?? "";
        return null;
    }

    public bool HasParameter(string name) => Parameter(name) is not null;

    public static bool TryParse(string? text, [NotNullWhen(true)] out SipUri? uri)
    {
        uri = null;
        ReadOnlySpan<char> rest = text;
        var scheme = rest.StartsWith("sip:", StringComparison.OrdinalIgnoreCase) ? "sip"
            : rest.StartsWith("sips:", StringComparison.OrdinalIgnoreCase) ? "sips" : null;
        if (scheme is null || !UriEscapes.AreVisible(rest)) return false;
        rest = rest[(scheme.Length + 1)..];

        string? user = null, password = null, headers = null;
        if (rest.IndexOf('@') is >= 0 and var at)
        {
            var information = rest[..at];
            if (information.IndexOf(':') is >= 0 and var colon)
            {
                password = information[(colon + 1)..].ToString();
                information = information[..colon];
            }

            if (information.IsEmpty) return false;
            user = information.ToString();
            rest = rest[(at + 1)..];
        }

        if (rest.IndexOf('?') is >= 0 and var question)
        {
            headers = rest[(question + 1)..].ToString();
            rest = rest[..question];
        }

        var semicolon = rest.IndexOf(';');
        if (!HostPort.TryParse(semicolon < 0 ? rest : rest[..semicolon], out var host, out var port)) return false;
        if (!TryReadParameters(semicolon < 0 ? default : rest[semicolon..], out var parameters)) return false;
        uri = new SipUri(scheme, user, host.ToString(), port, parameters, headers) { Password = password };
        return true;
    }

    public override string ToString()
    {
        var text = new StringBuilder(64).Append(Scheme).Append(':');
        if (User is not null) text.Append(User);
        if (Password is not null) text.Append(':').Append(Password);
        if (User is not null) text.Append('@');
        text.Append(Host);
        if (Port is { } port) text.Append(CultureInfo.InvariantCulture, $":{port}");
        foreach (var (name, value) in Parameters)
        {
            text.Append(';').Append(name);
            if (value is not null) text.Append('=').Append(value);
        }

        if (Headers is not null) text.Append('?').Append(Headers);
        return text.ToString();
    }

    private static bool TryReadParameters(ReadOnlySpan<char> text, out KeyValuePair<string, string?>[] parameters)
    {
        parameters = [];
        var count = text.Count(';');
        if (count == 0) return true;
        var read = new KeyValuePair<string, string?>[count];
        var filled = 0;
        foreach (var range in text.Split(';'))
        {
            var part = text[range];
            if (part.IsEmpty) continue;
            var equals = part.IndexOf('=');
            if (equals == 0) return false;
            read[filled++] = equals < 0 ? new(part.ToString(), null) : new(part[..equals].ToString(), part[(equals + 1)..].ToString());
        }

        if (filled < count) Array.Resize(ref read, filled);
        parameters = read;
        return true;
    }
}
