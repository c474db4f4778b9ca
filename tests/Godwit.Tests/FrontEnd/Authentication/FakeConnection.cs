using System.Net;
using Godwit.FrontEnd.Connections;
using Godwit.Sip.Messages;

namespace Godwit.Tests.FrontEnd.Authentication;

/// <summary>A connection that keeps what is sent, signed as a real one signs.</summary>
internal sealed class FakeConnection(string remote = "192.0.2.7") : ISipConnection
{
    private static int _count;

    public string Id { get; } = $"fake-{Interlocked.Increment(ref _count)}";

    public string Transport { get; init; } = "TCP";

    public EndPoint? Remote { get; } = new IPEndPoint(IPAddress.Parse(remote), 49152);

    public EndPoint? Local => new IPEndPoint(IPAddress.Loopback, 5060);

    public string? Peer { get; init; }

    public ISecurityAssociation? Security { get; set; }

    public bool HadSignIn { get; set; }

    public bool IsOpen => Ended is null;

    public ConnectionEnd? Ended { get; private set; }

    public List<SipMessage> Sent { get; } = [];

    public void Send(SipMessage message)
    {
        Security?.Sign(message);
        Sent.Add(message);
    }

    public void Close(ConnectionEnd why) => Ended ??= why;
}
