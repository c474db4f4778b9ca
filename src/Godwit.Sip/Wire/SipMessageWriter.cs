using System.Buffers;
using System.Buffers.Text;
using System.Text;
using Godwit.Sip.Messages;

namespace Godwit.Sip.Wire;

/// <summary>Message → bytes. Content-Length is always written from the body, last of the headers.</summary>
public static class SipMessageWriter
{
    public static void Write(IBufferWriter<byte> output, SipMessage message)
    {
        switch (message)
        {
            case SipRequest request:
                Text(output, request.Method.Name);
                output.Write(" "u8);
                Text(output, request.Uri);
                output.Write(" SIP/2.0\r\n"u8);
                break;
            case SipResponse response:
                output.Write("SIP/2.0 "u8);
                Number(output, response.Status);
                output.Write(" "u8);
                Text(output, response.Reason);
                output.Write("\r\n"u8);
                break;
        }

        var headers = message.Headers;
        for (var i = 0; i < headers.Count; i++)
        {
            var line = headers[i];
            if (line.Is(HeaderNames.ContentLength)) continue;
            Text(output, line.Name);
            output.Write(": "u8);
            output.Write(line.Value.Span);
            output.Write("\r\n"u8);
        }

        output.Write("Content-Length: "u8);
        Number(output, message.Body.Length);
        output.Write("\r\n\r\n"u8);
        output.Write(message.Body.Span);
    }

    public static byte[] ToBytes(SipMessage message)
    {
        var output = new ArrayBufferWriter<byte>(1024);
        Write(output, message);
        return output.WrittenSpan.ToArray();
    }

    private static void Text(IBufferWriter<byte> output, string text)
    {
        var span = output.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length));
        output.Advance(Encoding.UTF8.GetBytes(text, span));
    }

    private static void Number(IBufferWriter<byte> output, int value)
    {
        var span = output.GetSpan(11);
        Utf8Formatter.TryFormat(value, span, out var written);
        output.Advance(written);
    }
}
