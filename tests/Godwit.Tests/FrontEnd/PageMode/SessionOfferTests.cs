using System.Net;
using System.Text;
using Godwit.FrontEnd.PageMode;
using Godwit.Sip.Messages;

namespace Godwit.Tests.FrontEnd.PageMode;

/// <summary>Which INVITEs are to write inside a session.</summary>
public class SessionOfferTests
{
    private const string Head = "v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=session\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n";

    [Theory]
    [InlineData("m=message 5060 sip null\r\na=accept-types:text/plain text/html image/gif\r\n", "message")]
    [InlineData("m=x-ms-message 5060 sip null\r\na=accept-types:text/plain\r\n", "x-ms-message")]
    [InlineData("m=message 5060 SIP sip:alice@godwit.test\n", "message")]
    [InlineData("m=message 5060 sip null\r\na=accept-types:*\r\n", "message")]
    [InlineData("m=message 5060 sip null\r\na=accept-types:text/html\r\n", null)]
    [InlineData("m=message 5060 TCP/MSRP *\r\na=accept-types:text/plain\r\n", null)]
    [InlineData("m=audio 4000 RTP/AVP 0\r\n", null)]
    [InlineData("m=message 5060 sip null\r\nm=audio 4000 RTP/AVP 0\r\n", null)]
    [InlineData("m=message\r\n", null)]
    [InlineData("", null)]
    public void By_its_one_medium(string media, string? name) => Assert.Equal(name, SessionOffer.OfSdp(Head + media)?.Media);

    [Fact]
    public void Conversations_of_three_and_what_is_inside_a_dialog_are_none()
    {
        Assert.NotNull(Read(_ => { }));
        Assert.NotNull(Read(r => r.Headers.Add("EndPoints", "\"Alice\" <sip:alice@godwit.test>, <sip:bob@godwit.test>")));
        Assert.Null(Read(r => r.Headers.Add("EndPoints", "<sip:alice@godwit.test>, <sip:bob@godwit.test>;epid=1, <sip:carol@godwit.test>")));
        Assert.Null(Read(r => r.Headers.Add("TriggeredInvite", "TRUE")));
        Assert.Null(Read(r => r.Headers.Set(HeaderNames.To, "<sip:bob@godwit.test>;tag=1")));
        Assert.Null(Read(r => r.Headers.Set(HeaderNames.ContentType, "application/ms-conf-invite+xml")));
    }

    [Fact]
    public void The_answer_takes_text_and_nothing_else()
    {
        var answer = new SessionOffer("x-ms-message").Answer("sip:bob@godwit.test", new IPEndPoint(IPAddress.Parse("::ffff:192.0.2.7"), 5061));
        Assert.Equal(
            "v=0\r\no=- 0 0 IN IP4 192.0.2.7\r\ns=session\r\nc=IN IP4 192.0.2.7\r\nt=0 0\r\nm=x-ms-message 5061 sip sip:bob@godwit.test\r\na=accept-types:text/plain\r\n",
            answer.ToString());
        Assert.NotNull(SessionOffer.OfSdp(answer.ToString()));
        Assert.Contains("IN IP6 2001:db8::1\r\n", new SessionOffer("message").Answer("sip:bob@godwit.test", new IPEndPoint(IPAddress.Parse("2001:db8::1"), 5061)).ToString(), StringComparison.Ordinal);
    }

    private static SessionOffer? Read(Action<SipRequest> change)
    {
        var headers = new SipHeaders { { HeaderNames.To, "<sip:bob@godwit.test>" }, { HeaderNames.ContentType, "application/sdp" } };
        var invite = new SipRequest(SipMethod.Invite, "sip:bob@godwit.test", headers, Encoding.UTF8.GetBytes(Head + "m=message 5060 sip null\r\n"));
        change(invite);
        return SessionOffer.Read(invite);
    }
}
