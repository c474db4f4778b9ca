using System.Net;
using Godwit.FrontEnd.Connections;
using Godwit.Sip.Messages;
using Godwit.Sip.Wire;
using Godwit.Tests.FrontEnd.Bench;

namespace Godwit.Tests.FrontEnd.Listeners;

public class UdpTests
{
    [Fact]
    public async Task A_request_over_udp_is_answered_to_where_it_came_from_and_again_when_it_comes_again()
    {
        await using var bench = Bench();
        using var phone = new UdpPhone(bench);
        var request = phone.Request(SipMethod.Options, "sip:godwit.test");
        phone.Send(request);
        var first = await phone.Receive<SipResponse>();
        phone.Send(request);
        var second = await phone.Receive<SipResponse>();
        Assert.Equal(200, first.Status);
        // The same answer, not a new one: the tag was made once.
        Assert.Equal(first.Headers.Get(HeaderNames.To), second.Headers.Get(HeaderNames.To));
        Assert.Contains($"rport={phone.Port};received=127.0.0.1", first.Headers.Get(HeaderNames.Via), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_to_a_phone_is_repeated_until_it_answers()
    {
        await using var bench = Bench();
        using var phone = new UdpPhone(bench);
        var alice = bench.SignIn("alice");
        await phone.SignIn("bob");
        alice.Send(SipMethod.Message, "sip:bob@godwit.test");
        var first = await phone.Receive<SipRequest>();
        await phone.Wait();
        var again = await phone.Receive<SipRequest>();
        Assert.Equal(first.Headers.FirstValue(HeaderNames.Via), again.Headers.FirstValue(HeaderNames.Via));
        phone.Send(SipResponse.To(again, 200, toTag: "x"));
        await alice.ReceiveResponse(200);
    }

    [Fact]
    public async Task A_refused_call_is_refused_again_until_it_is_acknowledged()
    {
        await using var bench = Bench();
        using var phone = new UdpPhone(bench);
        var invite = phone.Request(SipMethod.Invite, "sip:nobody@godwit.test");
        phone.Send(invite);
        Assert.Equal(100, (await phone.Receive<SipResponse>()).Status);
        var refused = await phone.Receive<SipResponse>();
        Assert.Equal(404, refused.Status);
        await phone.Wait();
        Assert.Equal(refused.Headers.Get(HeaderNames.To), (await phone.Receive<SipResponse>()).Headers.Get(HeaderNames.To));

        var ack = new SipRequest(SipMethod.Ack, invite.Uri, invite.Headers.Clone());
        ack.Headers.Set(HeaderNames.CSeq, "1 ACK");
        phone.Send(ack);
        phone.Send(phone.Request(SipMethod.Options, "sip:godwit.test"));
        Assert.Equal(200, (await phone.Receive<SipResponse>()).Status);
        // Both are forgotten in time.
        await EdgeBench.Until(() =>
        {
            bench.Advance(TimeSpan.FromSeconds(1));
            return bench.Get<Godwit.FrontEnd.Pipeline.ServerTransactions>().Count == 0;
        });
    }

    [Fact]
    public async Task Garbage_is_dropped_and_what_can_be_answered_is()
    {
        await using var bench = Bench();
        using var phone = new UdpPhone(bench);
        phone.Send("garbage"u8.ToArray());
        phone.Send("\r\n\r\n"u8.ToArray());
        phone.Send([]);
        var bytes = SipMessageWriter.ToBytes(phone.Request(SipMethod.Options, "sip:godwit.test"));
        phone.Send([.. System.Text.Encoding.UTF8.GetBytes(System.Text.Encoding.UTF8.GetString(bytes).Replace("Length: 0", "Length: 9999", StringComparison.Ordinal))]);
        Assert.Equal(400, (await phone.Receive<SipResponse>()).Status);
        phone.Send(phone.Request(SipMethod.Options, "sip:godwit.test"));
        Assert.Equal(200, (await phone.Receive<SipResponse>()).Status);
        Assert.Equal(1, bench.Get<UdpFlows>().Count);
    }

    private static EdgeBench Bench() => new(o => o with { Udp = new IPEndPoint(IPAddress.Loopback, 0) });
}
