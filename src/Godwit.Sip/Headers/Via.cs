using System.Diagnostics.CodeAnalysis;

namespace Godwit.Sip.Headers;

/// <summary>One Via value (RFC 3261 §20.42). <see cref="Transport"/> is upper case; the branch may be missing (COMPAT: SIPE's in-dialog requests).</summary>
public sealed record Via(string Transport, string Host, int? Port, IReadOnlyList<KeyValuePair<string, string?>> Parameters)
{
    public string? Branch => Parameter("branch");

    public string? Parameter(string name)
    {
        foreach (var (key, value) in Parameters)
            if (key.Equals(name, StringComparison.OrdinalIgnoreCase)) return value ?? "";
        return null;
    }

    public static bool TryParse(string? text, [NotNullWhen(true)] out Via? value) => throw new NotImplementedException();

    public override string ToString() => throw new NotImplementedException();
}
