using System.Text;
using Godwit.Sip.Wire;
using static Godwit.Tests.Sip.Wire.Streams;

namespace Godwit.Tests.Sip.Wire;

public sealed class SipLimitsTests
{
    private static readonly SipLimits Small = new() { MaxLine = 40, MaxHeaders = 3, MaxHead = 120, MaxBody = 10 };

    [Fact]
    public void A_line_of_the_longest_length_passes_and_one_octet_more_is_refused()
    {
        Assert.Null(Read(Bytes($"OPTIONS sip:a SIP/2.0\nX: {new string('x', 37)}\n\n"), Small).Rejection);
        Assert.Equal(SipRejection.LineTooLong, Read(Bytes($"OPTIONS sip:a SIP/2.0\nX: {new string('x', 38)}\n\n"), Small).Rejection);
        Assert.Equal(SipRejection.LineTooLong, Read(Bytes(new string('x', 41)), Small).Rejection);
        Assert.Equal(SipReadStatus.NeedMore, Read(Bytes(new string('x', 40)), Small).Status);
    }

    [Fact]
    public void A_line_cannot_grow_by_folding() =>
        Assert.Equal(SipRejection.LineTooLong, Read(Bytes("OPTIONS sip:a SIP/2.0\nX: 0123456789\n 0123456789\n 0123456789\n 0123456789\n"), Small).Rejection);

    [Fact]
    public void One_header_too_many_is_refused()
    {
        Assert.Null(Read(Bytes("OPTIONS sip:a SIP/2.0\nX1: 1\nX2: 2\n 3\nX3: 4\n\n"), Small).Rejection);
        Assert.Equal(SipRejection.TooManyHeaders, Read(Bytes("OPTIONS sip:a SIP/2.0\nX1: 1\nX2: 2\nX3: 3\nX4: 4\n\n"), Small).Rejection);
    }

    [Fact]
    public void Headers_without_end_are_refused_when_the_head_is_full()
    {
        var text = "OPTIONS sip:a SIP/2.0\nX: " + new string('x', 35) + "\nY: " + new string('y', 35) + "\nZ: " + new string('z', 35);
        Assert.Equal(SipReadStatus.NeedMore, Read(Bytes(text)[..119], Small).Status);
        Assert.Equal(SipRejection.HeadTooLarge, Read(Bytes(text)[..120], Small).Rejection);
    }

    [Fact]
    public void A_body_of_the_largest_size_passes_and_one_octet_more_is_refused_before_it_comes()
    {
        Assert.Equal(SipReadStatus.Message, Read(Bytes("OPTIONS sip:a SIP/2.0\nl: 10\n\n0123456789"), Small).Status);
        var read = Read(Bytes("OPTIONS sip:a SIP/2.0\nVia: b\nl: 11\n\n"), Small);
        Assert.Equal(SipRejection.BodyTooLarge, read.Rejection);
        Assert.Equal("b", read.Message?.Headers.Get("Via"));
        new SipMessageReader(Small).ReadDatagram(Bytes("OPTIONS sip:a SIP/2.0\n\n01234567890"), out _, out var rejection);
        Assert.Equal(SipRejection.BodyTooLarge, rejection);
    }

    [Fact]
    public void A_peer_that_sends_octet_by_octet_costs_little()
    {
        var limits = new SipLimits();
        var line = Encoding.ASCII.GetBytes("X: " + new string('x', 250) + "\r\n");
        byte[] head = [.. Bytes("OPTIONS sip:a SIP/2.0\n"), .. Enumerable.Repeat(line, 127).SelectMany(l => l)];
        var reader = new SipMessageReader(limits);
        var unfinished = 0;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var length = 1; length < head.Length; length++)
        {
            var input = new System.Buffers.ReadOnlySequence<byte>(head, 0, length);
            if (reader.Read(ref input, out _, out _) == SipReadStatus.NeedMore) unfinished++;
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(head.Length > 32_000);
        Assert.Equal(head.Length - 1, unfinished);
        Assert.InRange(allocated, 0, 2L * head.Length);
    }
}
