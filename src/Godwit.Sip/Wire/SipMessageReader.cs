using System.Buffers;
using Godwit.Sip.Messages;

namespace Godwit.Sip.Wire;

/// <summary>Bytes → message, "need more", keep-alive or refusal. Pure: it holds no state between calls but its limits.</summary>
public sealed class SipMessageReader(SipLimits limits)
{
    private static ReadOnlySpan<byte> LineEnds => "\r\n\r\n"u8;

    /// <summary>
    /// Reads one message from the front of a stream (TCP, TLS). On return <paramref name="input"/> starts behind what was consumed;
    /// on <see cref="SipReadStatus.NeedMore"/> nothing was, after a fatal refusal everything. A refusal that carries a parsable head
    /// also gives <paramref name="message"/>, so that it can be answered (RFC 3261 §18.3, RFC 4475 §3.1.2).
    /// </summary>
    public SipReadStatus Read(ref ReadOnlySequence<byte> input, out SipMessage? message, out SipRejection? rejection)
    {
        message = null;
        rejection = null;
        var blank = CountLineEnds(input);
        if (blank == LineEnds.Length)
        {
            input = input.Slice(blank);
            return SipReadStatus.KeepAlive;
        }

        // Whether it is a keep-alive or the line end before a message is not known yet.
        if (blank == input.Length) return SipReadStatus.NeedMore;
        // A lone CRLF before a message is passed over (RFC 3261 §7.5).
        var rest = blank < 2 ? input : input.Slice(2);

        // Nearly always the head lies in the first segment. If not, its (bounded) front is laid side by side.
        var scan = HeadScan.Of(rest.FirstSpan, limits);
        byte[]? joined = null;
        if (scan.Length == 0 && !rest.IsSingleSegment && rest.FirstSpan.Length < limits.MaxHead)
        {
            var length = (int)Math.Min(rest.Length, limits.MaxHead);
            joined = ArrayPool<byte>.Shared.Rent(length);
            rest.Slice(0, length).CopyTo(joined);
            scan = HeadScan.Of(joined.AsSpan(0, length), limits);
        }

        if (joined is not null) ArrayPool<byte>.Shared.Return(joined);
        if (scan.Rejection is not null)
        {
            rejection = scan.Rejection;
            input = input.Slice(input.End);
            return SipReadStatus.Refused;
        }

        if (scan.Length == 0) return SipReadStatus.NeedMore;

        var body = BodyOfStream(scan, out rejection);
        if (rest.Length < scan.Length + body) return SipReadStatus.NeedMore;

        var bytes = GC.AllocateUninitializedArray<byte>(scan.Length + body);
        rest.Slice(0, bytes.Length).CopyTo(bytes);
        message = HeadParser.Parse(bytes, scan, out var fault);
        // What ends the connection comes first.
        rejection = rejection ?? fault;
        input = rejection is { Fatal: true } ? input.Slice(input.End) : rest.Slice(bytes.Length);
        return rejection is null ? SipReadStatus.Message : SipReadStatus.Refused;
    }

    /// <summary>
    /// Reads the one message of a datagram (RFC 3261 §18.3: without Content-Length the body ends with the datagram; what follows
    /// Content-Length octets is passed over). The bytes are copied.
    /// </summary>
    public SipReadStatus ReadDatagram(ReadOnlyMemory<byte> datagram, out SipMessage? message, out SipRejection? rejection)
    {
        message = null;
        rejection = null;
        // Some clients keep the hole in their NAT open with four zero octets instead of CRLFCRLF.
        var rest = datagram.Span.TrimStart("\r\n\0"u8);
        if (rest.IsEmpty) return SipReadStatus.KeepAlive;

        var scan = HeadScan.Of(rest, limits);
        rejection = scan.Rejection ?? (scan.Length == 0 ? SipRejection.TruncatedHead : null);
        if (rejection is not null) return SipReadStatus.Refused;

        long there = rest.Length - scan.Length;
        var body = scan.ContentLength == HeadScan.Absent ? there : scan.ContentLength;
        if (body < 0) rejection = SipRejection.BadContentLength;
        else if (Math.Min(body, there) > limits.MaxBody) rejection = SipRejection.BodyTooLarge;
        else if (body > there) rejection = SipRejection.TruncatedBody;
        if (rejection is not null) body = 0;

        message = HeadParser.Parse(rest[..(scan.Length + (int)body)].ToArray(), scan, out var fault);
        rejection = rejection ?? fault;
        return rejection is null ? SipReadStatus.Message : SipReadStatus.Refused;
    }

    private int BodyOfStream(in HeadScan scan, out SipRejection? rejection)
    {
        rejection = scan.ContentLength switch
        {
            HeadScan.Unusable => SipRejection.BadContentLength,
            // RFC 3261 §20.14: required over a stream. COMPAT: without Content-Type there can be no body, so none is missed.
            HeadScan.Absent when scan.HasContentType => SipRejection.NoContentLength,
            _ => scan.ContentLength > limits.MaxBody ? SipRejection.BodyTooLarge : null,
        };
        return rejection is null && scan.ContentLength > 0 ? (int)scan.ContentLength : 0;
    }

    /// <summary>With how many octets of CRLFCRLF the input begins.</summary>
    private static int CountLineEnds(in ReadOnlySequence<byte> input)
    {
        if (input.FirstSpan is [not (byte)'\r', ..]) return 0;
        Span<byte> front = stackalloc byte[4];
        var length = (int)Math.Min(front.Length, input.Length);
        input.Slice(0, length).CopyTo(front);
        return front[..length].CommonPrefixLength(LineEnds);
    }
}
