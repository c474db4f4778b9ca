using System.Buffers;
using System.Text;
using Godwit.Sip.Checks;
using Godwit.Sip.Headers;
using Godwit.Sip.Messages;
using Godwit.Sip.Transactions;
using Godwit.Sip.Uris;
using Godwit.Sip.Wire;

namespace Godwit.Tests.Sip.Torture;

/// <summary>The valid messages of RFC 4475 mean what the RFC says they mean.</summary>
public sealed class TortureValuesTests
{
    private static SipRequest Request(string name) => (SipRequest)Torture.Datagram(Torture.Named(name)).Message!;

    private static NameAddress Address(SipRequest request, string header)
    {
        Assert.True(NameAddress.TryParse(request.Headers.Get(header), out var address));
        return address;
    }

    private static SipUri Uri(string text)
    {
        Assert.True(SipUri.TryParse(text, out var uri));
        return uri;
    }

    [Fact]
    public void Section_3_1_1_1_folds_blanks_and_escapes()
    {
        var request = Request("wsinv");
        Assert.Equal("sip:vivekg@chair-dnrc.example.com;unknownparam", request.Uri);
        Assert.Equal(150, request.Body.Length);
        Assert.Equal("1918181833n", Address(request, "To").Tag);
        Assert.Equal(("J Rosenberg \\\"", "98asjd8"), (Address(request, "From").DisplayName, Address(request, "From").Tag));
        Assert.True(CSeq.TryParse(request.Headers.Get("CSeq"), out var sequence));
        Assert.Equal(new CSeq(9, SipMethod.Invite), sequence);
        Assert.Equal("", request.Headers.Get("Subject"));
        Assert.Equal("newfangled value continued newfangled value", request.Headers.Get("newfangledheader"));
        Assert.Equal(";;,,;;,;", request.Headers.Get("UnknownHeaderWithUnusualValue"));
        var vias = request.Headers.Values("Via").Select(v => Via.TryParse(v, out var via) ? via.ToString() : "?");
        Assert.Equal(["SIP/2.0/UDP 192.0.2.2;branch=390skdjuw", "SIP/2.0/TCP spindle.example.com;branch=z9hG4bK9ikj8", "SIP/2.0/UDP 192.168.255.111;branch=z9hG4bK30239"], vias);
        var contact = Address(request, "Contact");
        Assert.Equal(("Quoted string \"\"", "newvalue", "", "0.33"), (contact.DisplayName, contact.Parameter("newparam"), contact.Parameter("secondparam"), contact.Parameter("q")));
        Assert.Equal("sip:services.example.com;lr;unknownwith=value;unknown-no-value", Address(request, "Route").Uri);
    }

    [Fact]
    public void Section_3_1_1_2_unusual_characters()
    {
        var request = Request("intmeth");
        Assert.Equal("!interesting-Method0123456789_*+`.%indeed'~", request.Method.Name);
        var uri = Uri(request.Uri);
        Assert.Equal("1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*", uri.User);
        Assert.Equal("&it+has=1,weird!*pas$wo~d_too.(doesn't-it)", uri.Password);
        Assert.Equal("example.com", uri.Host);
        Assert.Equal("BEL:\a NUL:\0 DEL:\x7f", Address(request, "To").DisplayName);
        Assert.Equal("token1~` token2'+_ token3*%!.-", Address(request, "From").DisplayName);
        Assert.Equal("работающий", Address(request, "From").Parameter("fromParam''~+*_!.-%"));
        Assert.Equal("_token~1'+`*%!-.", Address(request, "From").Tag);
        Assert.Equal("\ufeff大停電", request.Headers.Get("extensionHeader-!.%*+_`'~"));
    }

    [Fact]
    public void Section_3_1_1_3_escapes_are_not_undone_where_they_mean_something()
    {
        var request = Request("esc01");
        Assert.Equal("sips%3Auser%40example.com", Uri(request.Uri).User);
        Assert.Equal("user@example.com", Uri(Address(request, "To").Uri).Address);
        Assert.Equal("i%20have%20spaces@example.net", Uri(Address(request, "From").Uri).Address);
        Assert.Equal("caller@host5.example.net", Uri(Address(request, "Contact").Uri).Address);
    }

    [Fact]
    public void Section_3_1_1_4_an_escaped_nul_ends_nothing()
    {
        var contacts = NameAddress.ParseList(Request("escnull").Headers.All("Contact"));
        Assert.Equal(["%00@host5.example.com", "%00%00@host5.example.com"], contacts.Select(c => Uri(c.Uri).Address));
    }

    [Fact]
    public void Section_3_1_1_5_a_percent_sign_is_no_escape_in_a_method_or_name()
    {
        var request = Request("esc02");
        Assert.Equal("RE%47IST%45R", request.Method.Name);
        Assert.NotEqual(SipMethod.Register, request.Method);
        Assert.Equal(2, request.Headers.All("Contact").Count());
        Assert.Equal("%Z%45", Address(request, "To").DisplayName);
    }

    [Fact]
    public void Section_3_1_1_6_no_blank_before_the_bracket() => Assert.Equal("caller", Address(Request("lwsdisp"), "From").DisplayName);

    [Fact]
    public void Section_3_1_1_7_long_values()
    {
        var request = Request("longreq");
        Assert.Equal(34, request.Headers.All("Via").Count());
        Assert.True(Address(request, "To").DisplayName!.Length > 90);
        Assert.True(TransactionKey.TryOf(request, out _));
    }

    [Fact]
    public void Section_3_1_1_8_a_datagram_holds_one_request_and_a_stream_two()
    {
        Assert.Equal(SipMethod.Register, Request("dblreq").Method);
        var input = new ReadOnlySequence<byte>(Torture.Named("dblreq"));
        var reader = new SipMessageReader(new SipLimits());
        Assert.Equal(SipReadStatus.Message, reader.Read(ref input, out _, out _));
        Assert.Equal(SipReadStatus.Message, reader.Read(ref input, out var second, out _));
        Assert.Equal(SipMethod.Invite, ((SipRequest)second!).Method);
    }

    [Fact]
    public void Section_3_1_1_9_semicolons_in_the_user_part()
    {
        var uri = Uri(Request("semiuri").Uri);
        Assert.Equal(("user;par=u%40example.net", "example.com"), (uri.User, uri.Host));
        Assert.Empty(uri.Parameters);
    }

    [Fact]
    public void Section_3_1_1_10_unknown_transports() =>
        Assert.Equal(["UDP", "SCTP", "TLS", "UNKNOWN", "TCP"], Request("transports").Headers.Values("Via").Select(v => Via.TryParse(v, out var via) ? via.Transport : "?"));

    [Fact]
    public void Section_3_1_1_11_a_binary_body_is_kept()
    {
        var body = Request("mpart01").Body;
        Assert.Equal(553, body.Length);
        Assert.True(body.Span.EndsWith("\r\n--7a9cbec02ceef655--\r\n"u8));
    }

    [Fact]
    public void Section_3_1_1_12_and_13_reason_phrases()
    {
        Assert.Equal("= 2**3 * 5**2 но сто девяносто девять - простое", ((SipResponse)Torture.Datagram(Torture.Named("unreason")).Message!).Reason);
        Assert.Equal("", ((SipResponse)Torture.Datagram(Torture.Named("noreason")).Message!).Reason);
    }

    [Fact]
    public void Section_3_2_1_the_magic_cookie_alone_names_no_transaction()
    {
        Assert.True(TransactionKey.TryOf(Request("badbranch"), out var key));
        Assert.Contains("badbranch.sadonfo23i420jv0as0derf3j3n", key.Id, StringComparison.Ordinal);
    }

    [Fact]
    public void Section_3_3_5_names_what_is_not_supported() => Assert.Equal(
        ["nothingSupportsThis", "nothingSupportsThisEither", "noProxiesSupportThis", "norDoAnyProxiesSupportThis"],
        RequestCheck.Find(Request("bext01"), new HashSet<string>())!.Unsupported);

    [Fact]
    public void Section_3_3_7_an_unknown_scheme_can_still_be_read()
    {
        Assert.True(AuthParameters.TryParse(Request("regaut01").Headers.Get("Authorization"), out var parameters));
        Assert.Equal(("NoOneKnowsThisScheme", "here"), (parameters.Scheme, parameters["opaque-data"]));
    }

    [Fact]
    public void Section_3_3_12_to_14_whose_parameter_it_is()
    {
        Assert.Equal(("sip:+19725552222@gw1.example.net", ""), (Address(Request("cparam01"), "Contact").Uri, Address(Request("cparam01"), "Contact").Parameter("unknownparam")));
        Assert.Equal("sip:+19725552222@gw1.example.net;unknownparam", Address(Request("cparam02"), "Contact").Uri);
        Assert.Equal("Route=%3Csip:sip.example.com%3E", Uri(Address(Request("regescrt"), "Contact").Uri).Headers);
    }

    [Fact]
    public void Section_3_4_1_parameters_without_brackets_are_the_headers()
    {
        var request = Request("inv2543");
        Assert.Equal(("sip:+16505552222@ss1.example.net", "phone"), (Address(request, "To").Uri, Address(request, "To").Parameter("user")));
        Assert.Equal("v=0", Encoding.ASCII.GetString(request.Body.Span)[..3]);
    }
}
