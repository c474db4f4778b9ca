using System.Diagnostics.CodeAnalysis;

namespace Godwit.Sip.Headers;

/// <summary>
/// The form of From, To, Contact, Route, Record-Route, P-Asserted-Identity: <c>"Name" &lt;uri&gt;;param=value</c> (RFC 3261 §20.10).
/// <see cref="Uri"/> is the text between the angle brackets, as it stood.
/// </summary>
public sealed record NameAddress(string? DisplayName, string Uri, IReadOnlyList<KeyValuePair<string, string?>> Parameters)
{
    /// <summary>The value of a parameter, without quotes; "" for one without a value; null when it is not there.</summary>
    public string? Parameter(string name)
    {
        foreach (var (key, value) in Parameters)
            if (key.Equals(name, StringComparison.OrdinalIgnoreCase)) return value ?? "";
        return null;
    }

    public string? Tag => Parameter("tag");

    public static bool TryParse(string? text, [NotNullWhen(true)] out NameAddress? value) => throw new NotImplementedException();

    /// <summary>Splits a header value that may hold several, at commas outside quotes and angle brackets.</summary>
    public static IReadOnlyList<NameAddress> ParseList(IEnumerable<string> lines) => throw new NotImplementedException();

    public override string ToString() => throw new NotImplementedException();
}
