namespace Godwit.Sip.Wire;

/// <summary>Why bytes were refused; each reason is named once, here.</summary>
/// <param name="Status">The status to answer with; 0 when nothing can be answered (what came was a response).</param>
/// <param name="Reason">A short name for logs and metrics, e.g. <c>line-too-long</c>.</param>
/// <param name="Text">One sentence for the peer.</param>
/// <param name="Fatal">True when the stream can't be followed any further (no known length): answer, then close.</param>
public sealed record SipRejection(int Status, string Reason, string Text, bool Fatal)
{
    public static readonly SipRejection LineTooLong = new(400, "line-too-long", "A line of the message is longer than this server reads", true);
    public static readonly SipRejection TooManyHeaders = new(400, "too-many-headers", "The message has more header lines than this server reads", true);
    public static readonly SipRejection HeadTooLarge = new(400, "head-too-large", "The header section is larger than this server reads", true);
    public static readonly SipRejection BodyTooLarge = new(413, "body-too-large", "The body is larger than this server reads", true);
    public static readonly SipRejection BareLineEnd = new(400, "bare-line-end", "A line ends with LF instead of CRLF", true);
    public static readonly SipRejection BadStartLine = new(400, "bad-start-line", "The start line is neither a request line nor a status line", true);
    public static readonly SipRejection BadRequestLine = new(400, "bad-request-line", "The request line is not method, URI and version with one space between", false);
    public static readonly SipRejection BadStatusLine = new(0, "bad-status-line", "The status line has no version SIP/2.0 and status from 100 to 699", false);
    public static readonly SipRejection BadVersion = new(505, "bad-version", "Only SIP/2.0 is understood", false);
    public static readonly SipRejection BadHeader = new(400, "bad-header", "A header line is malformed", false);
    public static readonly SipRejection BadContentLength = new(400, "bad-content-length", "Content-Length is not one number of octets", true);
    public static readonly SipRejection NoContentLength = new(400, "no-content-length", "Content-Length is required over a stream", true);
    public static readonly SipRejection TruncatedHead = new(400, "truncated-head", "The datagram ends before the empty line behind the headers", false);
    public static readonly SipRejection TruncatedBody = new(400, "truncated-body", "The datagram ends before Content-Length octets of body", false);
}
