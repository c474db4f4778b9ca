using System.Net;
using Godwit.FrontEnd.Connections;
using Godwit.FrontEnd.Requests;
using Godwit.Pool.Users;
using Godwit.Sip.Headers;
using Godwit.Sip.Messages;
using Godwit.Sip.Uris;

namespace Godwit.FrontEnd.Relay;

/// <summary>Reads off a request where it goes: its Route, a device's GRUU or Contact, or the home of the user it names (RFC 3261 §16.4, §16.5).</summary>
public sealed class Router(FrontEndOptions options, ForestView forest, EndpointTable endpoints, ConnectionTable connections)
{
    private readonly HashSet<string> _domains = new(options.Domains, StringComparer.OrdinalIgnoreCase);

    /// <summary>Uses up the Routes that name this server, then says where the request goes. Asking again gives the answer of then.</summary>
    public Destination Find(SipRequest request)
    {
        UndoStrictRouting(request);
        if (TakeOurRoutes(request) is { } next) return ToRoute(next, request);
        if (!SipUri.TryParse(request.Uri, out var uri)) return new Destination.Nowhere(Refusal.OtherDomain);
        if (endpoints.FindByUri(request.Uri) is { } live) return new Destination.Device(live);

        var hasDialog = HasDialog(request);
        if (uri.User is not null && _domains.Contains(uri.Host) && SipAddress.TryParse(uri.Address, out var address)) return ToUser(address, uri);
        if (IsUs(uri) || (uri.User is null && _domains.Contains(uri.Host))) return Destination.Server.Here;
        if (PoolAt(uri) is { } pool) return new Destination.Pool(pool);
        // A Contact that nobody registered still is the address of the connection its dialog came over; never is one opened to a client.
        if (hasDialog && connections.TryFindAt(uri.Host, uri.Port ?? 5060, out var connection)) return new Destination.Connection(connection);
        return new Destination.Nowhere(hasDialog ? Refusal.DialogGone : Refusal.OtherDomain);
    }

    /// <summary>Inside a dialog To has a tag.</summary>
    public static bool HasDialog(SipRequest request) =>
        NameAddress.TryParse(request.Headers.Get(HeaderNames.To), out var to) && to.Tag is not null;

    /// <summary>Where a user is served; the refusal when it is nowhere.</summary>
    public Destination HomeOf(SipAddress address)
    {
        if (forest.Find(address) is not { } user) return new Destination.Nowhere(Refusal.UnknownUser);
        if (!user.Enabled) return new Destination.Nowhere(Refusal.NotEnabled);
        if (user.HomePool is not { } home) return new Destination.Nowhere(Refusal.Unassigned);
        return home.Equals(options.Pool.Fqdn, StringComparison.OrdinalIgnoreCase) ? new Destination.Person(user) : new Destination.Pool(home);
    }

    private Destination ToUser(SipAddress address, SipUri uri)
    {
        var home = HomeOf(address);
        if (home is not Destination.Person) return home;
        if (uri.HasParameter("gruu"))
        {
            var isDevice = uri.Parameter("opaque")?.StartsWith("user:", StringComparison.OrdinalIgnoreCase) ?? false;
            return isDevice ? new Destination.AbsentDevice(address) : new Destination.Nowhere(Refusal.NoSuchApplication);
        }

        // COMPAT: without GRUUs a Contact is user@domain:port;maddr=address (the LCS 2005 form); her connection has that address.
        if (uri.Parameter("maddr") is not { } host) return home;
        return FindDevice(host, uri.Port, address) is { } device ? device : new Destination.AbsentDevice(address);
    }

    private Destination.Device? FindDevice(string host, int? port, SipAddress user) =>
        connections.TryFindAt(host, port ?? 5060, out var connection) && endpoints.Over(connection).FirstOrDefault(e => e.Endpoint.Key.User == user) is { } live
            ? new Destination.Device(live) : null;

    /// <summary>RFC 3261 §16.4: an element that knows strict routing only put our Record-Route into the Request-URI and the target last into Route.</summary>
    private void UndoStrictRouting(SipRequest request)
    {
        if (!request.Headers.Has(HeaderNames.Route) || !SipUri.TryParse(request.Uri, out var uri) || !uri.HasParameter("lr") || !IsUs(uri)) return;
        var routes = NameAddress.ParseList(request.Headers.All(HeaderNames.Route));
        if (routes.Count == 0) return;
        request.Uri = routes[^1].Uri;
        request.Headers.Remove(HeaderNames.Route);
        foreach (var route in routes.Take(routes.Count - 1)) request.Headers.Add(HeaderNames.Route, route.ToString());
    }

    private SipUri? TakeOurRoutes(SipRequest request)
    {
        while (request.Headers.FirstValue(HeaderNames.Route) is { } first)
        {
            if (!NameAddress.TryParse(first, out var route) || !SipUri.TryParse(route.Uri, out var uri)) request.Headers.RemoveFirstValue(HeaderNames.Route);
            else if (IsUs(uri) || (uri.User is null && _domains.Contains(uri.Host))) request.Headers.RemoveFirstValue(HeaderNames.Route);
            else return uri;
        }

        return null;
    }

    private Destination ToRoute(SipUri route, SipRequest request)
    {
        if (PoolAt(route) is { } pool) return new Destination.Pool(pool);
        // The proxy that a device registered through put itself into the dialog (RFC 3327 §5.4): it is at the other end of the device's connection.
        if (endpoints.FindByUri(request.Uri) is { Endpoint.Path: not null } live) return new Destination.Device(live);
        if (HasDialog(request) && connections.TryFindAt(route.Host, route.Port ?? 5060, out var connection)) return new Destination.Connection(connection);
        return new Destination.Nowhere(Refusal.UnknownRoute);
    }

    private bool IsUs(SipUri uri) =>
        uri.Host.Equals(options.Pool.Fqdn, StringComparison.OrdinalIgnoreCase)
        || (options.Routes.TryGetValue(options.Pool.Fqdn, out var here) && IsAt(uri, here))
        || (uri.Port is { } port && port == options.Udp?.Port && here is not null && IsHost(uri, here));

    private string? PoolAt(SipUri uri)
    {
        foreach (var (fqdn, route) in options.Routes)
            if (uri.Host.Equals(fqdn, StringComparison.OrdinalIgnoreCase) || IsAt(uri, route))
                return fqdn;
        return null;
    }

    private static bool IsAt(SipUri uri, PoolRoute route) =>
        uri.User is null
        && IsHost(uri, route)
        && ((uri.Port ?? 5060) == route.TcpPort || (uri.Port ?? 5061) == route.TlsPort);

    /// <summary>A client on this machine may have been told "localhost" (RFC 6761 §6.3), which is also what certificates can say for an address.</summary>
    private static bool IsHost(SipUri uri, PoolRoute route) =>
        uri.Host.Equals(route.Host, StringComparison.OrdinalIgnoreCase)
        || (uri.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) && IPAddress.TryParse(route.Host, out var address) && IPAddress.IsLoopback(address));
}
