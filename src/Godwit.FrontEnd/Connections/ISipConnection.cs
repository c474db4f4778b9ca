using System.Net;
using Godwit.Sip.Messages;

namespace Godwit.FrontEnd.Connections;

/// <summary>Why a connection ended; shared by logs and metrics.</summary>
public enum ConnectionEnd
{
    PeerClosed, PeerReset, Idle, MessageTimeout, MalformedInput, SlowReader, TooManyConnections, ServerStopping, UserMoved, UserDisabled, Replaced,
    SecurityViolation, Fault, Silent,
}

/// <summary>A peer: a TCP or TLS connection, or a UDP flow. Writes never wait: they queue, in order, and a reader that is too slow loses the connection.</summary>
public interface ISipConnection
{
    /// <summary>Unique in this front end while it runs.</summary>
    string Id { get; }

    /// <summary>TCP, TLS or UDP.</summary>
    string Transport { get; }

    EndPoint? Remote { get; }

    EndPoint? Local { get; }

    /// <summary>FQDN of the pool at the other end of a mutual TLS connection between pools; null for clients.</summary>
    string? Peer { get; }

    /// <summary>Who signed in over this connection and how its messages are signed; null before.</summary>
    ISecurityAssociation? Security { get; set; }

    /// <summary>True once a REGISTER was answered 200 here (from then on no 301: protocol traps 8).</summary>
    bool HadSignIn { get; set; }

    /// <summary>False once it has ended or is ending; what is sent from then on is lost.</summary>
    bool IsOpen { get; }

    /// <summary>TCP and TLS keep and deliver what they are given; over UDP a transaction repeats itself (RFC 3261 §17).</summary>
    bool IsReliable => Transport != "UDP";

    /// <summary>Signs (when there is an association) and queues.</summary>
    void Send(SipMessage message);

    /// <summary>Flushes what is queued, then closes.</summary>
    void Close(ConnectionEnd why);
}
