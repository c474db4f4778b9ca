namespace Godwit.Sip.Wire;

/// <summary>What <see cref="SipMessageReader"/> made of the bytes it was given.</summary>
public enum SipReadStatus
{
    /// <summary>Not all of a message is there yet.</summary>
    NeedMore,

    /// <summary>A message was read.</summary>
    Message,

    /// <summary>CRLFCRLF between messages (RFC 5626 §4.4.1): consumed, nothing to answer but an optional CRLF.</summary>
    KeepAlive,

    /// <summary>The bytes can't be a message; see <see cref="SipRejection"/>.</summary>
    Refused,
}
