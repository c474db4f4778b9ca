using Godwit.Sip.Messages;

namespace Godwit.Tests.Sip.Messages;

public sealed class SipResponseTests
{
    [Theory]
    [InlineData("<sip:a@b>", "<sip:a@b>;tag=t")]
    [InlineData("<sip:a@b;tag=x>", "<sip:a@b;tag=x>;tag=t")]
    [InlineData("\";tag=x\" <sip:a@b>", "\";tag=x\" <sip:a@b>;tag=t")]
    [InlineData("<sip:a@b>;stag=1", "<sip:a@b>;stag=1;tag=t")]
    [InlineData("<sip:a@b>;tag=x", "<sip:a@b>;tag=x")]
    [InlineData("sip:a@b ;epid=1; TAG = x", "sip:a@b ;epid=1; TAG = x")]
    public void It_gets_a_tag_unless_the_request_has_one(string to, string expected)
    {
        var request = new SipRequest(SipMethod.Options, "sip:a@b", new SipHeaders { { "Via", "v" }, { "Subject", "s" }, { "To", to }, { "CSeq", "1 OPTIONS" } });
        Assert.Equal(expected, SipResponse.To(request, 200, toTag: "t").Headers.Get("To"));
        Assert.Equal(to, SipResponse.To(request, 100, toTag: "t").Headers.Get("To"));
        Assert.Equal(["Via", "To", "CSeq"], SipResponse.To(request, 200).Headers.Select(h => h.Name));
    }
}
