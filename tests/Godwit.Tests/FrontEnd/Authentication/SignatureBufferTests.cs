using System.Text;
using Godwit.FrontEnd.Authentication;
using Godwit.Sip.Messages;

namespace Godwit.Tests.FrontEnd.Authentication;

public class SignatureBufferTests
{
    /// <summary>A 200 to SUBSCRIBE as the debug output of a real client showed it.</summary>
    [Theory]
    [InlineData(4, "<sip:alice@example.test><5083BCC6003F><><><3600><200>")]
    [InlineData(3, "<sip:alice@example.test><5083BCC6003F><><><3600><200>")]
    [InlineData(2, "<5083BCC6003F><3600><200>")]
    public void The_worked_example_gives_its_buffer(int version, string end) =>
        Assert.Equal("<NTLM><EA97C6EF><2><SIP Communications Service><pool1.example.test><880BAB7x><1><SUBSCRIBE><sip:alice@example.test><2003625789>" + end,
            Over(new SipResponse(200, "OK", Headers()), version));

    [Fact]
    public void A_request_has_no_status_at_all_and_missing_values_are_empty()
    {
        var headers = Headers();
        headers.Remove(HeaderNames.Expires);
        headers.Set(HeaderNames.To, "<sip:alice@example.test>");
        Assert.EndsWith("<2003625789><sip:alice@example.test><><><><>", Over(new SipRequest(SipMethod.Subscribe, "sip:x", headers), 4), StringComparison.Ordinal);
    }

    [Fact]
    public void The_asserted_identity_goes_before_the_preferred_one_from_version_3_on()
    {
        var headers = Headers();
        headers.Add(HeaderNames.PPreferredIdentity, "<sip:other@example.test>");
        headers.Add(HeaderNames.PAssertedIdentity, "\"Alice, A.\" <sip:alice@example.test>, <tel:+1425>");
        var response = new SipResponse(200, "OK", headers);
        Assert.Contains("<5083BCC6003F><sip:alice@example.test><tel:+1425><3600>", Over(response, 3), StringComparison.Ordinal);
        Assert.DoesNotContain("tel:", Over(response, 2), StringComparison.Ordinal);
    }

    [Fact]
    public void The_case_of_values_is_kept()
    {
        var headers = Headers();
        headers.Set(HeaderNames.From, "sip:Alice@Example.Test;tag=AbC");
        Assert.Contains("<sip:Alice@Example.Test><AbC>", Over(new SipResponse(200, "OK", headers), 4), StringComparison.Ordinal);
    }

    private static string Over(SipMessage message, int version) =>
        Encoding.UTF8.GetString(new SignatureBuffer("NTLM", version, "EA97C6EF", "2", "SIP Communications Service", "pool1.example.test").Over(message));

    private static SipHeaders Headers()
    {
        var headers = new SipHeaders();
        headers.Add(HeaderNames.From, "<sip:alice@example.test>;tag=2003625789;epid=b34afb6ebb23");
        headers.Add(HeaderNames.To, "<sip:alice@example.test>;tag=5083BCC6003F");
        headers.Add(HeaderNames.CallId, "880BAB7x");
        headers.Add(HeaderNames.CSeq, "1 SUBSCRIBE");
        headers.Add(HeaderNames.Expires, "3600");
        return headers;
    }
}
