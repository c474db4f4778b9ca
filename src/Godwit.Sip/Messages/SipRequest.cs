namespace Godwit.Sip.Messages;

/// <summary>A request. <paramref name="uri"/> is the Request-URI exactly as it stood on the line.</summary>
public sealed class SipRequest(SipMethod method, string uri, SipHeaders headers, ReadOnlyMemory<byte> body = default)
    : SipMessage(headers, body)
{
    public SipMethod Method { get; } = method;

    public string Uri { get; set; } = uri;

    /// <summary>A copy whose headers can be changed without touching this one: what a proxy forwards (RFC 3261 §16.6 step 1).</summary>
    public SipRequest Clone() => new(Method, Uri, Headers.Clone(), Body);
}
