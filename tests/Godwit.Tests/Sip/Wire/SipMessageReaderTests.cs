using System.Text;
using Godwit.Sip.Messages;
using Godwit.Sip.Wire;
using static Godwit.Tests.Sip.Wire.Streams;

namespace Godwit.Tests.Sip.Wire;

public sealed class SipMessageReaderTests
{
    private static readonly byte[] Register = Bytes("""
        REGISTER sip:example.test SIP/2.0
        v: SIP/2.0/tcp 192.0.2.7:50231
        FROM: <sip:alice@example.test>;tag=1;epid=2
        To: <sip:alice@example.test>
        i: abc
        cSeQ: 1 REGISTER
        l: 5
        x-own: a
          b	
         c

        hello
        """);

    [Fact]
    public void A_request_is_read_with_its_names_in_canonical_spelling()
    {
        var (status, message, rejection, left) = Read(Register);
        Assert.Equal((SipReadStatus.Message, null, 0), (status, rejection, left));
        var request = Assert.IsType<SipRequest>(message);
        Assert.Equal(("REGISTER", "sip:example.test", "hello"), (request.Method.Name, request.Uri, Encoding.UTF8.GetString(request.Body.Span)));
        Assert.Equal(["Via", "From", "To", "Call-ID", "CSeq", "Content-Length", "x-own"], request.Headers.Select(h => h.Name));
        Assert.Same(HeaderNames.CallId, request.Headers[3].Name);
        Assert.Equal("a b c", request.Headers.Get("X-Own"));
    }

    [Fact]
    public void A_response_is_read()
    {
        var (status, message, _, _) = Read(Bytes("SIP/2.0 200 OK and well\nCall-ID: a\n\n"));
        var response = Assert.IsType<SipResponse>(message);
        Assert.Equal((SipReadStatus.Message, 200, "OK and well"), (status, response.Status, response.Reason));
        Assert.IsType<SipResponse>(Read(Bytes("SIP/2.0 100 \n\n")).Message);
        Assert.IsType<SipResponse>(Read(Bytes("SIP/2.0 100\n\n")).Message);
    }

    [Fact]
    public void Until_all_is_there_nothing_is_consumed()
    {
        for (var length = 0; length < Register.Length; length++)
        {
            var (status, message, _, left) = Read(Register[..length]);
            Assert.Equal((SipReadStatus.NeedMore, null, length), (status, message, left));
        }
    }

    [Fact]
    public void Wherever_a_message_is_cut_it_is_the_same_message()
    {
        var whole = SipMessageWriter.ToBytes(Read(Register).Message!);
        var reader = new SipMessageReader(new SipLimits());
        for (var cut = 0; cut <= Register.Length; cut++)
        {
            var input = Sequence(Register, cut / 2, cut);
            Assert.Equal(SipReadStatus.Message, reader.Read(ref input, out var message, out _));
            Assert.Equal(whole, SipMessageWriter.ToBytes(message!));
            Assert.True(input.IsEmpty);
        }
    }

    [Fact]
    public void Messages_in_one_segment_are_read_one_by_one()
    {
        var input = Sequence([.. "\r\n"u8, .. Register, .. "\r\n\r\n"u8, .. Register, .. "\r\n"u8]);
        var reader = new SipMessageReader(new SipLimits());
        Assert.Equal(SipReadStatus.Message, reader.Read(ref input, out _, out _));
        Assert.Equal(SipReadStatus.KeepAlive, reader.Read(ref input, out _, out _));
        Assert.Equal(SipReadStatus.Message, reader.Read(ref input, out _, out _));
        Assert.Equal(SipReadStatus.NeedMore, reader.Read(ref input, out _, out _));
        Assert.Equal(2, input.Length);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\r")]
    [InlineData("\r\n")]
    [InlineData("\r\n\r")]
    public void A_keep_alive_that_has_not_come_whole_is_waited_for(string front) =>
        Assert.Equal((SipReadStatus.NeedMore, null, null, front.Length), Read(Encoding.ASCII.GetBytes(front)));

    [Theory]
    [InlineData("Content-Length: -1\n\n", "bad-content-length", 400)]
    [InlineData("Content-Length: 1a\n\n", "bad-content-length", 400)]
    [InlineData("Content-Length:\n\n", "bad-content-length", 400)]
    [InlineData("Content-Length: 1\nl: 2\n\n", "bad-content-length", 400)]
    [InlineData("Content-Length: 99999999999999999999999\n\n", "body-too-large", 413)]
    [InlineData("Content-Type: text/plain\n\n", "no-content-length", 400)]
    [InlineData("Bad Name: 1\nContent-Length: 0\n\n", "bad-header", 400)]
    [InlineData("no colon\n\n", "bad-header", 400)]
    [InlineData("X: a\u0001b\n\n", "bad-header", 400)]
    public void What_a_header_breaks_is_refused_with_a_message_to_answer(string headers, string reason, int status)
    {
        var read = Read(Bytes("OPTIONS sip:a SIP/2.0\nVia: SIP/2.0/TCP b\n" + headers));
        Assert.Equal((SipReadStatus.Refused, reason, status), (read.Status, read.Rejection?.Reason, read.Rejection?.Status));
        Assert.Equal("SIP/2.0/TCP b", read.Message?.Headers.Get("Via"));
    }

    [Theory]
    [InlineData("OPTIONS  sip:a SIP/2.0", "bad-request-line", true)]
    [InlineData("OPTIONS sip:a; lr SIP/2.0", "bad-request-line", true)]
    [InlineData("OPTIONS <sip:a> SIP/2.0", "bad-request-line", true)]
    [InlineData("OPTIONS sip:a SIP/2.0  ", "bad-request-line", true)]
    [InlineData("OPTIONS sip:a SIP/3.0", "bad-version", true)]
    [InlineData("GET / HTTP/1.1", "bad-start-line", false)]
    [InlineData("OPTIONS", "bad-start-line", false)]
    [InlineData("[OPTIONS] sip:a SIP/2.0", "bad-start-line", false)]
    [InlineData("SIP/2.0 99 Low", "bad-status-line", false)]
    [InlineData("SIP/2.0 4294967301 better not break the receiver", "bad-status-line", false)]
    [InlineData("SIP/7.0 200 OK", "bad-status-line", false)]
    public void A_bad_start_line_is_refused_by_name(string line, string reason, bool answerable)
    {
        var read = Read(Bytes(line + "\nVia: SIP/2.0/TCP b\nContent-Length: 0\n\n"));
        Assert.Equal((SipReadStatus.Refused, reason, answerable), (read.Status, read.Rejection?.Reason, read.Message is not null));
    }

    [Fact]
    public void A_refusal_that_ends_nothing_leaves_the_next_message()
    {
        var input = Sequence([.. Bytes("OPTIONS sip:a SIP/9.9\nl: 3\n\nxyz"), .. Register]);
        var reader = new SipMessageReader(new SipLimits());
        Assert.Equal(SipReadStatus.Refused, reader.Read(ref input, out _, out var rejection));
        Assert.False(rejection!.Fatal);
        Assert.Equal(SipReadStatus.Message, reader.Read(ref input, out _, out _));
    }

    [Fact]
    public void Noise_is_refused_at_its_first_octet()
    {
        Assert.Equal(SipRejection.BadStartLine, Read([0x16]).Rejection);
        Assert.Equal(SipRejection.BareLineEnd, Read("OPTIONS sip:a SIP/2.0\n"u8.ToArray()).Rejection);
    }

    [Fact]
    public void A_datagram_may_end_its_body_itself()
    {
        var reader = new SipMessageReader(new SipLimits());
        Assert.Equal(SipReadStatus.Message, reader.ReadDatagram(Bytes("MESSAGE sip:a SIP/2.0\nContent-Type: text/plain\n\nhello"), out var message, out _));
        Assert.Equal(5, message!.Body.Length);
        Assert.Equal(SipReadStatus.Message, reader.ReadDatagram(Bytes("MESSAGE sip:a SIP/2.0\nl: 2\n\nhello"), out message, out _));
        Assert.Equal(2, message!.Body.Length);
        Assert.Equal(SipReadStatus.Refused, reader.ReadDatagram(Bytes("MESSAGE sip:a SIP/2.0\nl: 20\n\nhello"), out message, out var rejection));
        Assert.Equal(SipRejection.TruncatedBody, rejection);
        Assert.NotNull(message);
        Assert.Equal(SipReadStatus.Refused, reader.ReadDatagram(Bytes("MESSAGE sip:a SIP/2.0\nl: 20\n"), out _, out rejection));
        Assert.Equal(SipRejection.TruncatedHead, rejection);
        Assert.Equal(SipReadStatus.KeepAlive, reader.ReadDatagram(new byte[4], out _, out _));
        Assert.Equal(SipReadStatus.KeepAlive, reader.ReadDatagram("\r\n\r\n"u8.ToArray(), out _, out _));
        Assert.Equal(SipReadStatus.KeepAlive, reader.ReadDatagram(default, out _, out _));
    }
}
