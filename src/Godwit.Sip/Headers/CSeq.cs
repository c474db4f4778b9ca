using System.Globalization;
using Godwit.Sip.Messages;

namespace Godwit.Sip.Headers;

/// <summary>CSeq: sequence number and method (RFC 3261 §20.16).</summary>
public readonly record struct CSeq(uint Number, SipMethod Method)
{
    /// <summary>False for a number that does not fit 32 bits (RFC 3261 §8.1.1.5), or no method.</summary>
    public static bool TryParse(string? text, out CSeq value) => TryParse(text.AsSpan(), out value);

    public static bool TryParse(ReadOnlySpan<char> text, out CSeq value)
    {
        value = default;
        var rest = text.Trim(" \t");
        var blank = rest.IndexOfAny(' ', '\t');
        if (blank <= 0 || !uint.TryParse(rest[..blank], NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return false;
        var method = rest[blank..].TrimStart(" \t");
        if (!HeaderParameters.IsToken(method)) return false;
        value = new CSeq(number, SipMethod.Of(method));
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number} {Method.Name}");
}
