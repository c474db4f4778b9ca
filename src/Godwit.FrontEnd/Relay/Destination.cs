using Godwit.FrontEnd.Connections;
using Godwit.FrontEnd.Requests;
using Godwit.Pool.Users;

namespace Godwit.FrontEnd.Relay;

/// <summary>Where a request goes.</summary>
public abstract record Destination
{
    /// <summary>To this server itself.</summary>
    public sealed record Server : Destination
    {
        public static readonly Server Here = new();
    }

    /// <summary>To everything a user who is homed here has signed in.</summary>
    public sealed record Person(DirectoryUser User) : Destination;

    /// <summary>To one device, over the connection it has.</summary>
    public sealed record Device(LiveEndpoint Endpoint) : Destination;

    /// <summary>To a device of a user homed here that is not signed in now; perhaps it is on its way from another pool.</summary>
    public sealed record AbsentDevice(SipAddress User) : Destination;

    /// <summary>To a connection that is known by its address only.</summary>
    public sealed record Connection(ISipConnection Over) : Destination;

    /// <summary>To the pool that serves the user.</summary>
    public sealed record Pool(string Fqdn) : Destination;

    public sealed record Nowhere(Refusal Why) : Destination;
}
