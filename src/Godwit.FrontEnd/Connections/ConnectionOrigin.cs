using System.Net;

namespace Godwit.FrontEnd.Connections;

/// <summary>Where a connection comes from and what vouches for it.</summary>
/// <param name="Transport">TCP, TLS or UDP.</param>
/// <param name="Peer">FQDN of the pool whose certificate the other end showed; null for clients.</param>
public sealed record ConnectionOrigin(string Transport, EndPoint? Remote, EndPoint? Local, string? Peer = null)
{
    /// <summary>This end opened it.</summary>
    public bool IsDialled { get; init; }
}
