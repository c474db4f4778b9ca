using System.Diagnostics.CodeAnalysis;

namespace Godwit.Sip.Uris;

/// <summary>
/// A sip: or sips: URI (RFC 3261 §19.1). User and host keep their case; compare with <see cref="Address"/>.
/// Parameters keep their order; names are matched without case.
/// </summary>
public sealed record SipUri(string Scheme, string? User, string Host, int? Port, IReadOnlyList<KeyValuePair<string, string?>> Parameters, string? Headers)
{
    /// <summary><c>user@host</c> in lower case, or the host alone: what two URIs of one user share.</summary>
    public string Address => (User is null ? Host : $"{User}@{Host}").ToLowerInvariant();

    public string? Parameter(string name)
    {
        foreach (var (key, value) in Parameters)
            if (key.Equals(name, StringComparison.OrdinalIgnoreCase)) return value ?? "";
        return null;
    }

    public bool HasParameter(string name) => Parameter(name) is not null;

    public static bool TryParse(string? text, [NotNullWhen(true)] out SipUri? uri) => throw new NotImplementedException();

    public override string ToString() => throw new NotImplementedException();
}
