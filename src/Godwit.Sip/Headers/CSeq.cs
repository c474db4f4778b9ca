using Godwit.Sip.Messages;

namespace Godwit.Sip.Headers;

/// <summary>CSeq: sequence number and method (RFC 3261 §20.16).</summary>
public readonly record struct CSeq(uint Number, SipMethod Method)
{
    public static bool TryParse(string? text, out CSeq value) => throw new NotImplementedException();

    public override string ToString() => $"{Number} {Method}";
}
