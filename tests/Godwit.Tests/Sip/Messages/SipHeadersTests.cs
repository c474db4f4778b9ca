using Godwit.Sip.Messages;

namespace Godwit.Tests.Sip.Messages;

public sealed class SipHeadersTests
{
    [Fact]
    public void Values_of_all_lines_are_split_at_commas()
    {
        var headers = new SipHeaders { { "Route", "<sip:a;lr>, <sip:b,c;lr>" }, { "To", "x" }, { "route", "\"d, e\" <sip:f>" } };
        Assert.Equal(["<sip:a;lr>", "<sip:b,c;lr>", "\"d, e\" <sip:f>"], headers.Values("Route"));
        Assert.Equal("<sip:a;lr>", headers.FirstValue("ROUTE"));
        Assert.Null(headers.FirstValue("Via"));
    }

    [Fact]
    public void The_first_value_goes_and_the_others_stay()
    {
        var headers = new SipHeaders { { "Via", "SIP/2.0/TCP a, SIP/2.0/TCP b" }, { "Via", "SIP/2.0/TCP c" } };
        headers.RemoveFirstValue("Via");
        Assert.Equal(["SIP/2.0/TCP b", "SIP/2.0/TCP c"], headers.All("Via"));
        headers.RemoveFirstValue("Via");
        headers.RemoveFirstValue("Via");
        headers.RemoveFirstValue("Via");
        Assert.Equal(0, headers.Count);
    }

    [Fact]
    public void A_new_top_line_stands_before_its_kin()
    {
        var headers = new SipHeaders { { "To", "t" }, { "Via", "old" } };
        headers.AddOnTop("Via", "new");
        Assert.Equal(["t", "new", "old"], headers.Select(h => h.Text));
        headers.Set("Via", "only");
        Assert.Equal(["t", "only"], headers.Select(h => h.Text));
    }
}
