using Godwit.FrontEnd.Connections;

namespace Godwit.FrontEnd.Relay;

/// <summary>One place a request is forwarded to.</summary>
/// <param name="Uri">The Request-URI there; null keeps the one there is.</param>
/// <param name="Path">The proxies on the way there, for Route; null when there are none.</param>
/// <param name="Otherwise">Another flow of the same client, when this one turns out to be gone (RFC 5626 §7).</param>
public sealed record NextHop(ISipConnection Connection, string? Uri = null, string? Path = null, NextHop? Otherwise = null)
{
    /// <summary>+sip.instance of the client; null when it gave none.</summary>
    public string? Instance { get; init; }
}
