using Godwit.FrontEnd.Connections;
using Godwit.FrontEnd.Requests;
using Godwit.Pool.Homes;
using Godwit.Sip.Headers;
using Godwit.Sip.Messages;

namespace Godwit.FrontEnd.Clients;

/// <summary>Which signed-in endpoint a request comes from.</summary>
public static class CallingEndpoint
{
    /// <summary>By epid; else by Contact; else the caller's only endpoint over this connection. Null: she is not signed in here.</summary>
    public static LiveEndpoint? Find(SipContext context, EndpointTable endpoints)
    {
        if (context.Caller is not { } user) return null;
        if (HeaderBytes.Epid(context.Request) is { } epid && endpoints.Find(new EndpointKey(user, epid)) is { } named && IsOver(named, context)) return named;
        if (NameAddress.TryParse(context.Request.Headers.FirstValue(HeaderNames.Contact), out var contact)
            && endpoints.FindByUri(contact.Uri) is { } found && found.Endpoint.Key.User == user && IsOver(found, context)) return found;
        foreach (var live in endpoints.Over(context.Connection))
            if (live.Endpoint.Key.User == user) return live;
        return null;
    }

    /// <summary>
    /// Whom another pool speaks for: a user who was moved here a moment ago while her client was still connected there. Null when it is no pool that asks.
    /// </summary>
    public static LiveEndpoint? Forwarded(SipContext context) => context is { Caller: { } user, Connection.Peer: not null }
        ? new LiveEndpoint(
            new Endpoint(
                new EndpointKey(user, HeaderBytes.Epid(context.Request) ?? context.Connection.Id), user.Uri, context.Connection.Id, null, null, "", PresenceMode.Enhanced,
                DateTimeOffset.MaxValue),
            context.Connection)
        : null;

    private static bool IsOver(LiveEndpoint live, SipContext context) => ReferenceEquals(live.Connection, context.Connection);
}
