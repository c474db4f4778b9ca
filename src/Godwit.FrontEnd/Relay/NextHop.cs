using Godwit.FrontEnd.Connections;

namespace Godwit.FrontEnd.Relay;

/// <summary>One place a request is forwarded to.</summary>
/// <param name="Uri">The Request-URI there; null keeps the one there is.</param>
public sealed record NextHop(ISipConnection Connection, string? Uri = null);
