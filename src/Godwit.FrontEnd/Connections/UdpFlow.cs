using System.Buffers;
using System.Net;
using System.Net.Sockets;
using Godwit.Sip.Messages;
using Godwit.Sip.Wire;

namespace Godwit.FrontEnd.Connections;

/// <summary>A peer over UDP: its address and what is known of it. Nothing is queued: a datagram leaves at once or is lost.</summary>
public sealed class UdpFlow : ISipConnection
{
    /// <summary>The largest payload of an IPv4 datagram.</summary>
    private const int MostOctets = 65_507;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _scratch;

    private readonly UdpFlows _flows;
    private int _end = -1;
    private long _lastHeard;

    internal UdpFlow(SocketAddress address, IPEndPoint remote, UdpFlows flows)
    {
        _flows = flows;
        Address = address;
        Remote = remote;
        Id = flows.NewId();
    }

    public string Id { get; }

    public string Transport => "UDP";

    public EndPoint? Remote { get; }

    public EndPoint? Local => _flows.Local;

    public string? Peer => null;

    public ISecurityAssociation? Security { get; set; }

    public bool HadSignIn { get; set; }

    public bool IsOpen => Volatile.Read(ref _end) < 0;

    /// <summary>As the socket gives and takes it.</summary>
    internal SocketAddress Address { get; }

    internal long LastHeard
    {
        get => Volatile.Read(ref _lastHeard);
        set => Volatile.Write(ref _lastHeard, value);
    }

    public void Send(SipMessage message)
    {
        Security?.Sign(message);
        if (UdpBatch.Current is { } batch)
        {
            if (batch.Add(message, this, MostOctets) is > MostOctets and var octets) _flows.TooLarge(this, octets);
            return;
        }

        var scratch = _scratch ??= new ArrayBufferWriter<byte>(4096);
        scratch.ResetWrittenCount();
        SipMessageWriter.Write(scratch, message);
        if (scratch.WrittenCount <= MostOctets) _flows.Send(scratch.WrittenSpan, this);
        else _flows.TooLarge(this, scratch.WrittenCount);
    }

    public void Close(ConnectionEnd why)
    {
        if (Interlocked.CompareExchange(ref _end, (int)why, -1) == -1) _flows.Forget(this, why);
    }
}
