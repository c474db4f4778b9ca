using System.Net;
using System.Net.Sockets;
using Godwit.FrontEnd.Connections;
using Godwit.Pool.Homes;
using Godwit.Pool.Users;
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
        using var phone = new Phone(bench);
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
        using var phone = new Phone(bench);
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
        using var phone = new Phone(bench);
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
        using var phone = new Phone(bench);
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

    private sealed class Phone : IDisposable
    {
        private readonly UdpClient _socket = new(new IPEndPoint(IPAddress.Loopback, 0));
        private readonly SipMessageReader _reader = new(new SipLimits());
        private readonly EdgeBench _bench;
        private int _cseq;

        public Phone(EdgeBench bench)
        {
            _bench = bench;
            _socket.Connect((IPEndPoint)bench.Get<UdpFlows>().Local!);
        }

        public int Port => ((IPEndPoint)_socket.Client.LocalEndPoint!).Port;

        public async Task SignIn(string user)
        {
            Send(Request(SipMethod.Options, "sip:godwit.test"));
            await Receive<SipResponse>();
            Assert.True(_bench.Connections.TryFindAt("127.0.0.1", Port, out var flow));
            var key = new EndpointKey(SipAddress.Parse($"{user}@godwit.test"), "1");
            var endpoint = new Endpoint(key, $"sip:127.0.0.1:{Port}", flow.Id, null, null, "", PresenceMode.Legacy, _bench.Time.GetUtcNow().AddHours(1));
            _bench.Forest.Add(user, EdgeBench.Fqdn);
            _bench.Homes.Of(user).Endpoints[key] = endpoint;
            _bench.Endpoints.Put(endpoint, flow);
        }

        public SipRequest Request(SipMethod method, string uri)
        {
            var headers = new SipHeaders();
            headers.Add(HeaderNames.Via, $"SIP/2.0/UDP phone.example;branch=z9hG4bKp{++_cseq};rport");
            headers.Add(HeaderNames.From, "<sip:bob@godwit.test>;tag=1");
            headers.Add(HeaderNames.To, $"<{uri}>");
            headers.Add(HeaderNames.CallId, $"p{_cseq}");
            headers.Add(HeaderNames.CSeq, $"{_cseq} {method.Name}");
            return new SipRequest(method, uri, headers);
        }

        public void Send(SipMessage message) => Send(SipMessageWriter.ToBytes(message));

        public void Send(byte[] datagram) => _socket.Send(datagram);

        /// <summary>Lets the clock run until something arrives.</summary>
        public Task Wait() => EdgeBench.Until(() =>
        {
            _bench.Advance(TimeSpan.FromMilliseconds(100));
            return _socket.Available > 0;
        });

        public async Task<T> Receive<T>() where T : SipMessage
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            patience.CancelAfter(TimeSpan.FromSeconds(20));
            var datagram = await _socket.ReceiveAsync(patience.Token);
            _reader.ReadDatagram(datagram.Buffer, out var message, out _);
            return Assert.IsType<T>(message);
        }

        public void Dispose() => _socket.Dispose();
    }
}
