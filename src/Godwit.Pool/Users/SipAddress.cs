using System.Diagnostics.CodeAnalysis;
using Orleans;

namespace Godwit.Pool.Users;

/// <summary>A user's SIP address without scheme, in lower case: <c>alice@godwit.test</c>. The key of a user everywhere.</summary>
[GenerateSerializer, Immutable, Alias("godwit.SipAddress")]
public readonly record struct SipAddress : IComparable<SipAddress>
{
    private SipAddress(string value) => Value = value;

    [Id(0)]
    public string Value { get; init; }

    public string User => Value[..Value.IndexOf('@')];

    public string Domain => Value[(Value.IndexOf('@') + 1)..];

    /// <summary><c>sip:alice@godwit.test</c></summary>
    public string Uri => "sip:" + Value;

    /// <summary>Takes <c>alice@godwit.test</c> with or without <c>sip:</c>, any case; no parameters, no blanks, at most 454 characters (MSFT_SIPESUserContactData).</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out SipAddress address)
    {
        address = default;
        if (text is null) return false;
        var value = text.StartsWith("sip:", StringComparison.OrdinalIgnoreCase) ? text[4..] : text;
        var at = value.IndexOf('@');
        if (at <= 0 || at != value.LastIndexOf('@') || at == value.Length - 1 || value.Length > 454) return false;
        foreach (var c in value)
            if (c <= ' ' || c == 127 || c is '<' or '>' or '"' or ';' or '?' or ',' or '\\' or '/') return false;
        address = new SipAddress(value.ToLowerInvariant());
        return true;
    }

    public static SipAddress Parse(string text) =>
        TryParse(text, out var address) ? address : throw new FormatException($"'{text}' is not a SIP address like alice@example.org");

    public int CompareTo(SipAddress other) => string.CompareOrdinal(Value, other.Value);

    public override string ToString() => Value;

    public static bool operator <(SipAddress left, SipAddress right) => left.CompareTo(right) < 0;
    public static bool operator >(SipAddress left, SipAddress right) => left.CompareTo(right) > 0;
    public static bool operator <=(SipAddress left, SipAddress right) => left.CompareTo(right) <= 0;
    public static bool operator >=(SipAddress left, SipAddress right) => left.CompareTo(right) >= 0;
}
