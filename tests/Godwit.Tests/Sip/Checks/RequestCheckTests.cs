using Godwit.Sip.Checks;
using Godwit.Sip.Messages;
using Godwit.Tests.Sip.Wire;

namespace Godwit.Tests.Sip.Checks;

public sealed class RequestCheckTests
{
    private static SipRequest Request(string method = "MESSAGE", string uri = "sip:bob@example.test", string cseq = "1 MESSAGE", string more = "Max-Forwards: 70\n") =>
        (SipRequest)Streams.Read(Streams.Bytes(
            $"{method} {uri} SIP/2.0\nVia: SIP/2.0/TCP 192.0.2.1;branch=z9hG4bK1\nFrom: <sip:a@example.test>;tag=1\nTo: <sip:b@example.test>\nCall-ID: 1\nCSeq: {cseq}\n{more}l: 0\n\n")).Message!;

    [Fact]
    public void A_sound_request_has_no_fault() => Assert.Null(RequestCheck.Find(Request(), new HashSet<string>()));

    [Theory]
    [InlineData("Via")]
    [InlineData("From")]
    [InlineData("To")]
    [InlineData("Call-ID")]
    [InlineData("CSeq")]
    public void A_missing_header_is_named(string name)
    {
        var request = Request();
        request.Headers.Remove(name);
        Assert.Equal(new { Status = 400, Text = $"The request has no {name}" }, Seen(RequestCheck.Find(request)));
    }

    [Theory]
    [InlineData("From")]
    [InlineData("To")]
    [InlineData("Call-ID")]
    [InlineData("CSeq")]
    [InlineData("Max-Forwards")]
    public void A_header_that_may_come_once_may_not_come_twice(string name)
    {
        var request = Request();
        request.Headers.Add(name, request.Headers.Get(name)!);
        Assert.Equal(new { Status = 400, Text = $"The request has more than one {name}" }, Seen(RequestCheck.Find(request)));
    }

    [Theory]
    [InlineData("MESSAGE", "sip:b@c", "2 INVITE", 400)]
    [InlineData("MESSAGE", "sip:b@c", "99999999999 MESSAGE", 400)]
    [InlineData("MESSAGE", "sip:b@c?Subject=x", "2 MESSAGE", 400)]
    [InlineData("MESSAGE", "sip:b@@c", "2 MESSAGE", 400)]
    [InlineData("MESSAGE", "pool2.example.test", "2 MESSAGE", 400)]
    [InlineData("MESSAGE", "tel:+15551234", "2 MESSAGE", 416)]
    public void A_bad_method_or_uri_has_its_status(string method, string uri, string cseq, int status) =>
        Assert.Equal(status, RequestCheck.Find(Request(method, uri, cseq))?.Status);

    [Theory]
    [InlineData("MESSAGE", "Max-Forwards: 0\n", 483)]
    [InlineData("REGISTER", "Max-Forwards: 0\n", null)]
    [InlineData("OPTIONS", "Max-Forwards: 0\n", null)]
    [InlineData("MESSAGE", "Max-Forwards: 256\n", 400)]
    [InlineData("MESSAGE", "", null)]
    [InlineData("MESSAGE", "Date: Fri, 01 Jan 2010 16:00:00 EST\n", 400)]
    [InlineData("MESSAGE", "Date: Fri, 01 Jan 2010 16:00:00 GMT\n", null)]
    [InlineData("MESSAGE", "Contact: <sip:a\n", 400)]
    public void Other_headers_have_their_rules(string method, string headers, int? status) =>
        Assert.Equal(status, RequestCheck.Find(Request(method, cseq: $"1 {method}", more: headers))?.Status);

    [Fact]
    public void Unknown_extensions_are_named_where_they_count()
    {
        var supported = new HashSet<string> { "gruu-10" };
        const string Tags = "Require: gruu-10, Warp\nProxy-Require: weft\n";
        Assert.Equal(["Warp", "weft"], RequestCheck.Find(Request("REGISTER", cseq: "1 REGISTER", more: Tags), supported)!.Unsupported);
        Assert.Equal(["weft"], RequestCheck.Find(Request("INVITE", cseq: "1 INVITE", more: Tags), supported)!.Unsupported);
        Assert.Equal(420, RequestCheck.Find(Request("INVITE", cseq: "1 INVITE", more: Tags), supported)!.Status);
        Assert.Null(RequestCheck.Find(Request("ACK", cseq: "1 ACK", more: Tags), supported));
        Assert.Null(RequestCheck.Find(Request("INVITE", cseq: "1 INVITE", more: Tags)));
    }

    private static object Seen(RequestFault? fault) => new { Status = fault?.Status ?? 0, Text = fault?.Text ?? "" };
}
