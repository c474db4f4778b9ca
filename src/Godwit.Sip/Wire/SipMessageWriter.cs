using System.Buffers;
using System.Buffers.Text;
using System.Text;
using Godwit.Sip.Messages;

namespace Godwit.Sip.Wire;

/// <summary>
/// Message → bytes. Content-Length is always written from the body, last of the headers. A CR or LF inside a URI, reason or value
/// is written as a blank: no value can smuggle a line in.
/// </summary>
public static class SipMessageWriter
{
    private const int LongestNumber = 10;

    public static void Write(IBufferWriter<byte> output, SipMessage message)
    {
        output.Advance(Fill(output.GetSpan(LargestHead(message)), message));
        output.Write(message.Body.Span);
    }

    public static byte[] ToBytes(SipMessage message)
    {
        var scratch = ArrayPool<byte>.Shared.Rent(LargestHead(message));
        var head = Fill(scratch, message);
        var bytes = GC.AllocateUninitializedArray<byte>(head + message.Body.Length);
        scratch.AsSpan(0, head).CopyTo(bytes);
        ArrayPool<byte>.Shared.Return(scratch);
        message.Body.Span.CopyTo(bytes.AsSpan(head));
        return bytes;
    }

    /// <summary>An upper bound, so that one span holds it all.</summary>
    private static int LargestHead(SipMessage message)
    {
        var size = 64 + message switch
        {
            SipRequest request => request.Method.Name.Length * 3 + request.Uri.Length * 3,
            SipResponse response => response.Reason.Length * 3,
            _ => 0,
        };
        var headers = message.Headers;
        for (var i = 0; i < headers.Count; i++) size += headers[i].Name.Length * 3 + headers[i].Value.Length + 4;
        return size;
    }

    private static int Fill(Span<byte> span, SipMessage message)
    {
        var at = 0;
        switch (message)
        {
            case SipRequest request:
                Put(span, ref at, request.Method.Name);
                Put(span, ref at, " "u8);
                Put(span, ref at, request.Uri);
                Put(span, ref at, " SIP/2.0\r\n"u8);
                break;
            case SipResponse response:
                Put(span, ref at, "SIP/2.0 "u8);
                Put(span, ref at, response.Status);
                Put(span, ref at, " "u8);
                Put(span, ref at, response.Reason);
                Put(span, ref at, "\r\n"u8);
                break;
        }

        var headers = message.Headers;
        for (var i = 0; i < headers.Count; i++)
        {
            var line = headers[i];
            if (line.Is(HeaderNames.ContentLength)) continue;
            Put(span, ref at, line.Name);
            Put(span, ref at, ": "u8);
            Clean(span.Slice(at, Put(span, ref at, line.Value.Span)));
            Put(span, ref at, "\r\n"u8);
        }

        Put(span, ref at, "Content-Length: "u8);
        Put(span, ref at, message.Body.Length);
        Put(span, ref at, "\r\n\r\n"u8);
        return at;
    }

    private static int Put(Span<byte> span, ref int at, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(span[at..]);
        at += bytes.Length;
        return bytes.Length;
    }

    private static void Put(Span<byte> span, ref int at, string text)
    {
        var length = Encoding.UTF8.GetBytes(text, span[at..]);
        Clean(span.Slice(at, length));
        at += length;
    }

    private static void Put(Span<byte> span, ref int at, int number)
    {
        Utf8Formatter.TryFormat(number, span.Slice(at, LongestNumber), out var length);
        at += length;
    }

    private static void Clean(Span<byte> written)
    {
        for (int i; (i = written.IndexOfAny((byte)'\r', (byte)'\n')) >= 0;) written[i] = (byte)' ';
    }
}
