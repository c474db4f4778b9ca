using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Godwit.Sip.Stun;
using Microsoft.Extensions.Logging;

namespace Godwit.FrontEnd.Connections;

/// <summary>The peers of the UDP socket by their address. One that was silent for longer than any registration lasts is forgotten.</summary>
public sealed partial class UdpFlows(FrontEndOptions options, ConnectionTable connections, Heartbeat heartbeat, FrontEndInstruments instruments, ILogger<UdpFlows> log) : IBeating
{
    private const long Sweep = 60_000;

    private static readonly IPEndPoint AnyV4 = new(IPAddress.Any, 0);
    private static readonly IPEndPoint AnyV6 = new(IPAddress.IPv6Any, 0);

    private readonly ConcurrentDictionary<SocketAddress, UdpFlow> _flows = new();
    private readonly long _silence = (long)(options.RegistrationExpires + options.IdleTimeout).TotalMilliseconds;
    private Socket? _socket;
    private int _count;
    private long _nextSweep = Sweep;

    public EndPoint? Local { get; private set; }

    public int Count => Volatile.Read(ref _count);

    internal void Use(Socket socket)
    {
        Local = socket.LocalEndPoint;
        _socket = socket;
    }

    /// <summary>The flow of that address; a new one when there is none. The address stays the caller's, to be used again.</summary>
    internal UdpFlow Of(SocketAddress address)
    {
        if (!_flows.TryGetValue(address, out var flow)) flow = Add(address);
        flow.LastHeard = heartbeat.Now;
        return flow;
    }

    internal UdpFlow Of(IPEndPoint remote) => Of(remote.Serialize());

    /// <summary>Answers a keep-alive. Whoever sends nothing else is not remembered.</summary>
    internal void Answer(ReadOnlySpan<byte> stun, SocketAddress from)
    {
        Span<byte> answer = stackalloc byte[StunBinding.MostOctets];
        var length = StunBinding.Answer(stun, (IPEndPoint)AnyOf(from).Create(from), answer);
        if (length > 0) Send(answer[..length], from);
    }

    internal void Send(ReadOnlySpan<byte> datagram, UdpFlow flow) => Send(datagram, flow.Address);

    private void Send(ReadOnlySpan<byte> datagram, SocketAddress to)
    {
        try
        {
            _socket?.SendTo(datagram, SocketFlags.None, to);
        }
        catch (SocketException e)
        {
            // No route, no buffer, nobody there: to the transaction it is a lost datagram.
            LogNotSent(log, AnyOf(to).Create(to), e.SocketErrorCode);
        }
        catch (ObjectDisposedException)
        {
            // The front end has stopped.
        }
    }

    internal void TooLarge(UdpFlow flow, int octets) => LogTooLarge(log, flow.Remote, octets);

    internal string NewId() => connections.NewId();

    internal void Forget(UdpFlow flow, ConnectionEnd why)
    {
        if (!_flows.TryRemove(KeyValuePair.Create(flow.Address, flow))) return;
        Interlocked.Decrement(ref _count);
        connections.Remove(flow, why);
        instruments.Ended("UDP", why);
    }

    internal void CloseAll(ConnectionEnd why)
    {
        foreach (var (_, flow) in _flows) flow.Close(why);
    }

    public void Beat(long now)
    {
        if (now < _nextSweep) return;
        _nextSweep = now + Sweep;
        foreach (var (_, flow) in _flows)
            if (now - flow.LastHeard > _silence) flow.Close(ConnectionEnd.Idle);
    }

    private static IPEndPoint AnyOf(SocketAddress address) => address.Family == AddressFamily.InterNetworkV6 ? AnyV6 : AnyV4;

    private UdpFlow Add(SocketAddress address)
    {
        var own = new SocketAddress(address.Family, address.Size);
        address.Buffer.Span[..address.Size].CopyTo(own.Buffer.Span);
        var remote = (IPEndPoint)AnyOf(own).Create(own);
        if (remote.Address.IsIPv4MappedToIPv6) remote = new IPEndPoint(remote.Address.MapToIPv4(), remote.Port);
        var flow = new UdpFlow(own, remote, this);
        if (Count >= options.MaxUdpFlows) return flow;
        var added = _flows.GetOrAdd(own, flow);
        if (added != flow) return added;
        Interlocked.Increment(ref _count);
        connections.TryAdd(flow);
        instruments.Opened("UDP");
        return flow;
    }

    [LoggerMessage(50, LogLevel.Debug, "A datagram to {Remote} was not sent: {Error}")]
    private static partial void LogNotSent(ILogger log, EndPoint? remote, SocketError error);

    [LoggerMessage(51, LogLevel.Warning, "A message of {Octets} octets to {Remote} does not fit into a datagram; the client should use TCP")]
    private static partial void LogTooLarge(ILogger log, EndPoint? remote, int octets);
}
