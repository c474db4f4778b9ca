using System.Net;
using System.Net.Sockets;
using Godwit.FrontEnd.Connections;
using Godwit.Pool.Homes;
using Godwit.Pool.Users;
using Godwit.Sip.Messages;
using Godwit.Sip.Wire;

namespace Godwit.Tests.FrontEnd.Bench;

/// <summary>A phone on a real UDP socket.</summary>
internal sealed class UdpPhone : IDisposable
{
    private readonly UdpClient _socket = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly SipMessageReader _reader = new(new SipLimits());
    private readonly EdgeBench _bench;
    private int _cseq;

    public UdpPhone(EdgeBench bench)
    {
        _bench = bench;
        _socket.Connect((IPEndPoint)bench.Get<UdpFlows>().Local!);
    }

    public int Port => ((IPEndPoint)_socket.Client.LocalEndPoint!).Port;

    public async Task SignIn(string user, string? contact = null)
    {
        Send(Request(SipMethod.Options, "sip:godwit.test"));
        await Receive<SipResponse>();
        Assert.True(_bench.Connections.TryFindAt("127.0.0.1", Port, out var flow));
        var key = new EndpointKey(SipAddress.Parse($"{user}@godwit.test"), "1");
        var endpoint = new Endpoint(key, contact ?? $"sip:127.0.0.1:{Port}", flow.Id, null, null, "", PresenceMode.Legacy, _bench.Time.GetUtcNow().AddHours(1));
        _bench.Forest.Add(user, EdgeBench.Fqdn);
        _bench.Homes.Of(user).Endpoints[key] = endpoint;
        _bench.Endpoints.Put(new LiveEndpoint(endpoint, flow));
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

    /// <summary>The CANCEL or ACK of an INVITE.</summary>
    public static SipRequest Follow(SipRequest invite, SipMethod method)
    {
        var follows = new SipRequest(method, invite.Uri, invite.Headers.Clone());
        follows.Headers.Set(HeaderNames.CSeq, invite.Headers.Get(HeaderNames.CSeq)!.Replace("INVITE", method.Name, StringComparison.Ordinal));
        return follows;
    }

    public void Send(byte[] datagram) => _socket.Send(datagram);

    /// <summary>Lets the clock run until something arrives.</summary>
    public Task Wait() => EdgeBench.Until(() =>
    {
        _bench.Advance(TimeSpan.FromMilliseconds(100));
        return _socket.Available > 0;
    });

    /// <summary>A datagram as it came.</summary>
    public async Task<byte[]> Receive()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        return (await _socket.ReceiveAsync(patience.Token)).Buffer;
    }

    public async Task<SipRequest> Receive(SipMethod method)
    {
        var request = await Receive<SipRequest>();
        Assert.Equal(method, request.Method);
        return request;
    }

    public async Task<T> Receive<T>() where T : SipMessage
    {
        _reader.ReadDatagram(await Receive(), out var message, out _);
        return Assert.IsType<T>(message);
    }

    /// <summary>The clock runs on and nothing comes.</summary>
    public async Task NothingFor(TimeSpan time)
    {
        // What was sent before has arrived by then; and what came meanwhile would come before the second answer.
        await Ask();
        _bench.Advance(time);
        await Ask();
    }

    private async Task Ask()
    {
        Send(Request(SipMethod.Options, "sip:godwit.test"));
        Assert.Equal($"{_cseq} OPTIONS", (await Receive<SipResponse>()).Headers.Get(HeaderNames.CSeq));
    }

    public void Dispose() => _socket.Dispose();
}
