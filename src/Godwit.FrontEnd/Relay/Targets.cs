using Godwit.FrontEnd.Connections;

namespace Godwit.FrontEnd.Relay;

/// <summary>The devices of a user as places to send a request to. Pure.</summary>
public static class Targets
{
    /// <summary>Behind its GRUU a device is called by the Contact it registered (RFC 5627 §5.1), the way it registered (RFC 3327 §5.4).</summary>
    public static NextHop Hop(LiveEndpoint live) => new(live.Connection, live.Endpoint.Contact, live.Endpoint.Path);

    /// <summary>
    /// One more device. Of several flows of one client the newest is taken, never two at once; the others stand by (RFC 5626 §7).
    /// </summary>
    /// <param name="hops">The places so far, the oldest sign-in first.</param>
    /// <param name="live">A device that signed in later than those.</param>
    public static void Add(List<NextHop> hops, LiveEndpoint live)
    {
        var hop = Hop(live) with { Instance = live.Endpoint.Instance };
        var at = hop.Instance is null ? -1 : hops.FindIndex(h => h.Instance == hop.Instance);
        if (at < 0) hops.Add(hop);
        else hops[at] = hop with { Otherwise = hops[at] };
    }
}
