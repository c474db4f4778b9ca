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
    public async Task Of_many_datagrams_at_once_each_is_answered_once()
    {
        await using var bench = Bench();
        using var phone = new UdpPhone(bench);
        var requests = Enumerable.Range(0, (32 * 3) + 5).Select(_ => phone.Request(SipMethod.Options, "sip:godwit.test")).ToList();
        foreach (var request in requests) phone.Send(request);
        var answered = new List<string>();
        foreach (var _ in requests) answered.Add((await phone.Receive<SipResponse>()).Headers.Get(HeaderNames.CallId)!);
        Assert.Equal(requests.Select(r => r.Headers.Get(HeaderNames.CallId)!).Order(), answered.Order());
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

    [Fact]
    public async Task A_keep_alive_of_STUN_is_answered_and_nobody_is_remembered_for_it()
    {
        await using var bench = Bench();
        using var phone = new UdpPhone(bench);
        phone.Send(Convert.FromHexString("000100002112A442B7E7A701BC34D686FA87DFAE"));
        var answer = await phone.Receive();
        Assert.StartsWith("0101000C2112A442B7E7A701BC34D686FA87DFAE00200008", Convert.ToHexString(answer), StringComparison.Ordinal);
        Assert.Equal(phone.Port, ((answer[26] << 8) | answer[27]) ^ 0x2112);
        Assert.Equal(0, bench.Get<UdpFlows>().Count);
    }

    /// <summary>RFC 3581: Via and Contact name an address that only the phone's own network knows.</summary>
    [Fact]
    public async Task A_phone_behind_a_NAT_is_answered_and_called_where_its_requests_come_from()
    {
        await using var bench = Bench();
        using var phone = new UdpPhone(bench);
        var alice = bench.SignIn("alice");
        const string Contact = "sip:bob@10.0.0.5:5060";
        await phone.SignIn("bob", Contact);
        alice.Send(SipMethod.Invite, "sip:bob@godwit.test", r => r.Headers.Add(HeaderNames.Contact, $"<{alice.Contact}>"));
        var invite = await phone.Receive(SipMethod.Invite);
        Assert.Equal(Contact, invite.Uri);
        var ok = SipResponse.To(invite, 200, toTag: "b");
        ok.Headers.Add(HeaderNames.Contact, $"<{Contact}>");
        phone.Send(ok);
        await alice.ReceiveResponse(100);
        await alice.ReceiveResponse(200);
        foreach (var method in (SipMethod[])[SipMethod.Ack, SipMethod.Bye])
        {
            alice.Send(method, Contact, r => r.Headers.Set(HeaderNames.To, "<sip:bob@godwit.test>;tag=b"));
            Assert.Equal(Contact, (await phone.Receive(method)).Uri);
        }
    }

    [Fact]
    public async Task Without_rport_the_answer_goes_to_the_port_in_Via_at_the_address_it_came_from()
    {
        await using var bench = Bench();
        using var phone = new UdpPhone(bench);
        using var other = new UdpPhone(bench);
        var request = phone.Request(SipMethod.Options, "sip:godwit.test");
        request.Headers.Set(HeaderNames.Via, $"SIP/2.0/UDP 10.0.0.5:{other.Port};branch=z9hG4bKx");
        phone.Send(request);
        Assert.Equal($"SIP/2.0/UDP 10.0.0.5:{other.Port};branch=z9hG4bKx;received=127.0.0.1", (await other.Receive<SipResponse>()).Headers.Get(HeaderNames.Via));
    }

    private static EdgeBench Bench() => new(o => o with { Udp = new IPEndPoint(IPAddress.Loopback, 0) });
}
