using System.Buffers;
using System.Text;
using Godwit.Sip.Messages;
using Godwit.Sip.Wire;

namespace Godwit.Tests.Sip.Wire;

public sealed class SipMessageWriterTests
{
    [Fact]
    public void A_request_is_written_with_the_length_of_its_body()
    {
        var request = new SipRequest(SipMethod.Message, "sip:bob@example.test", new SipHeaders { { "To", "<sip:bob@example.test>" }, { "Content-Length", "999" } }, "grüße"u8.ToArray());
        const string Expected = "MESSAGE sip:bob@example.test SIP/2.0\r\nTo: <sip:bob@example.test>\r\nContent-Length: 7\r\n\r\ngrüße";
        Assert.Equal(Expected, Encoding.UTF8.GetString(SipMessageWriter.ToBytes(request)));
        var output = new ArrayBufferWriter<byte>();
        SipMessageWriter.Write(output, request);
        Assert.Equal(Expected, Encoding.UTF8.GetString(output.WrittenSpan));
    }

    [Fact]
    public void No_value_smuggles_a_line_in()
    {
        var response = new SipResponse(400, "Bad\r\nX: y", new SipHeaders { { "Warning", "a\r\nEvil: 1\r\n\r\n" } });
        Assert.Equal("SIP/2.0 400 Bad  X: y\r\nWarning: a  Evil: 1    \r\nContent-Length: 0\r\n\r\n", Encoding.UTF8.GetString(SipMessageWriter.ToBytes(response)));
    }
}
