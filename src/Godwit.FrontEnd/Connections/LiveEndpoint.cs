using Godwit.Pool.Homes;

namespace Godwit.FrontEnd.Connections;

/// <summary>An endpoint that is signed in over a connection of this front end.</summary>
/// <param name="Revision">Of the user in the directory when her home was last asked.</param>
public sealed record LiveEndpoint(Endpoint Endpoint, ISipConnection Connection, ClientFamily Family = ClientFamily.Plain, long Revision = 0);
