namespace Godwit.Sip.Messages;

/// <summary>A SIP message: a <see cref="SipRequest"/> or a <see cref="SipResponse"/>. The writer makes Content-Length; nobody else sets it.</summary>
public abstract class SipMessage(SipHeaders headers, ReadOnlyMemory<byte> body)
{
    public SipHeaders Headers { get; } = headers;

    public ReadOnlyMemory<byte> Body { get; set; } = body;
}
