using System.Net;
using System.Security.Cryptography.X509Certificates;
using Godwit.Pool.Pools;
using Godwit.Sip.Wire;

namespace Godwit.FrontEnd;

/// <summary>One front end: which pool it serves, where it listens. Made by the host from the configuration.</summary>
public sealed record FrontEndOptions
{
    public required PoolRecord Pool { get; init; }

    /// <summary>SIP domains of the forest; the first is the Digest realm.</summary>
    public required IReadOnlyList<string> Domains { get; init; }

    /// <summary>NetBIOS name of the directory's domain, e.g. <c>GODWIT</c>, for NTLM.</summary>
    public required string NetBiosDomain { get; init; }

    public IPEndPoint? Tcp { get; init; }

    public IPEndPoint? Tls { get; init; }

    public IPEndPoint? Udp { get; init; }

    /// <summary>Where the pool's web service takes HTTPS; null = there is none.</summary>
    public IPEndPoint? Web { get; init; }

    /// <summary>What clients are told of the web service of group expansion: its address as they reach it.</summary>
    public Uri? GroupExpansion { get; init; }

    /// <summary>People of a group that clients are told; a group with more is too large to expand.</summary>
    public int MaxGroupSizeToExpand { get; init; } = 100;

    public X509Certificate2? Certificate { get; init; }

    /// <summary>The forest's own authority: a peer with a certificate from it is a pool.</summary>
    public X509Certificate2? ForestAuthority { get; init; }

    /// <summary>Where the forest's pools take SIP, by FQDN: what a 301 names and where requests for their users go.</summary>
    public required IReadOnlyDictionary<string, PoolRoute> Routes { get; init; }

    /// <summary>Lets everybody in as whom they say they are. Only tests and benchmarks.</summary>
    public bool Unauthenticated { get; init; }

    public SipLimits Limits { get; init; } = new();

    /// <summary>A connection without a complete message or keep-alive for so long is closed. Clients send keep-alives every 5 minutes at most.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How often the end of a trunk that dialled asks whether the other is there (RFC 5626 §4.4.1). One that says nothing until it is asked again has gone.</summary>
    public TimeSpan TrunkKeepAlive { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A message that began must be complete within this time (slow loris).</summary>
    public TimeSpan MessageTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Octets that may wait for a slow reader before it loses its connection.</summary>
    public int MaxWriteQueue { get; init; } = 1024 * 1024;

    /// <summary>Connections at one time; one more is closed at once.</summary>
    public int MaxConnections { get; init; } = 50_000;

    /// <summary>Threads that read the UDP socket. More than half of the processors take from those that answer.</summary>
    public int UdpReceivers { get; init; } = Math.Max(1, Environment.ProcessorCount / 2);

    /// <summary>UDP peers that are remembered; requests of one more are answered all the same.</summary>
    public int MaxUdpFlows { get; init; } = 200_000;

    /// <summary>Requests of one connection that may wait for their answer before no more are read from it.</summary>
    public int MaxUnanswered { get; init; } = 4096;

    /// <summary>What a 200 to REGISTER grants at most.</summary>
    public TimeSpan RegistrationExpires { get; init; } = TimeSpan.FromHours(2);
}

/// <summary>Where a pool takes SIP. Address is what clients can reach: 127.0.0.1 in the demo.</summary>
public sealed record PoolRoute(string Host, int? TcpPort, int? TlsPort);
