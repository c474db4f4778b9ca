using System.Buffers;
using Godwit.Sip.Messages;

namespace Godwit.Sip.Wire;

/// <summary>Bytes → message, "need more", keep-alive or refusal. Pure: it holds no state between calls but its limits.</summary>
public sealed class SipMessageReader(SipLimits limits)
{
    /// <summary>
    /// Reads one message from the front of a stream (TCP, TLS). On return <paramref name="input"/> starts behind what was consumed;
    /// on <see cref="SipReadStatus.NeedMore"/> nothing was. A refusal that carries a parsable head also gives
    /// <paramref name="message"/>, so that it can be answered (RFC 3261 §18.3, RFC 4475 §3.1.2).
    /// </summary>
    public SipReadStatus Read(ref ReadOnlySequence<byte> input, out SipMessage? message, out SipRejection? rejection)
    {
        _ = limits;
        throw new NotImplementedException();
    }

    /// <summary>Reads the one message of a datagram (RFC 3261 §18.3: a body may end with the datagram).</summary>
    public SipReadStatus ReadDatagram(ReadOnlyMemory<byte> datagram, out SipMessage? message, out SipRejection? rejection)
    {
        throw new NotImplementedException();
    }
}
