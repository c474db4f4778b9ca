using Godwit.FrontEnd.Connections;
using Godwit.FrontEnd.Documents;
using Godwit.Pool.Homes;
using Microsoft.Extensions.Logging;

namespace Godwit.FrontEnd.Notifications;

/// <summary>
/// What leaves the pool for signed-in clients: as BENOTIFY or NOTIFY in the dialog of the subscription that asked for it, in the form
/// the client reads. What nobody here asked for is dropped.
/// </summary>
public sealed partial class NotifySender(
    FrontEndOptions options, EndpointTable table, SubscriptionTable subscriptions, OwnAddress own, OwnRequests requests, TimeProvider time, ILogger<NotifySender> log) : IEndpointDoor
{
    public void Deliver(EndpointKey endpoint, HomeNotification notification) => Deliver([endpoint], notification);

    public void Deliver(IReadOnlyList<EndpointKey> endpoints, HomeNotification notification)
    {
        var now = time.GetUtcNow();
        Func<Subscription, MimeBody?>? render = null;
        foreach (var endpoint in endpoints)
        {
            if (table.Find(endpoint) is not { } live || Wanted(endpoint, notification) is not { } subscription) continue;
            render ??= notification is HomeNotification.PresenceChanged changed ? new PresenceBodies(changed.View).For : s => Render(s, notification);
            subscription.Notify(notification, render, live.Connection, own, requests, now);
        }
    }

    public void Deregister(EndpointKey endpoint, DeregisterReason reason)
    {
        if (table.Find(endpoint) is not { } live) return;
        if (DeregisterNotice.IsFor(live, reason))
            live.Connection.Send(DeregisterNotice.Write(live, reason, own.NewVia(live.Connection), own.ContactFor(live.Connection), options.Pool.Fqdn));
        table.Remove(endpoint);
        Deregistered(endpoint.User, reason, options.Pool.Fqdn);
        // Others signed in over the same connection keep it.
        if (table.Over(live.Connection).Count == 0)
            live.Connection.Close(reason switch
            {
                DeregisterReason.UserMoved => ConnectionEnd.UserMoved,
                DeregisterReason.UserDisabled => ConnectionEnd.UserDisabled,
                _ => ConnectionEnd.Replaced,
            });
    }

    private Subscription? Wanted(EndpointKey endpoint, HomeNotification notification) => notification switch
    {
        HomeNotification.ContactsChanged or HomeNotification.ContactsReset => subscriptions.FindByEvent(endpoint, EventNames.Contacts),
        HomeNotification.AclChanged => subscriptions.FindByEvent(endpoint, EventNames.Acl),
        HomeNotification.SelfChanged => subscriptions.FindByEvent(endpoint, EventNames.RoamingSelf),
        HomeNotification.WatchersChanged => subscriptions.FindByEvent(endpoint, EventNames.Watchers),
        HomeNotification.PendingWatchersChanged => subscriptions.FindByEvent(endpoint, EventNames.PendingWatchers),
        HomeNotification.PresenceChanged changed => subscriptions.FindWatching(endpoint, changed.View.Presentity),
        _ => null,
    };

    private MimeBody? Render(Subscription subscription, HomeNotification notification) => notification switch
    {
        HomeNotification.ContactsChanged changed => ContactsXml.Write(changed.Delta),
        HomeNotification.ContactsReset reset => ContactsXml.Write(reset.List),
        HomeNotification.AclChanged changed => AclXml.Write(changed.List),
        HomeNotification.SelfChanged changed => RoamingSelfXml.Write(subscription.Endpoint.User, changed.Changes, options.Domains),
        HomeNotification.WatchersChanged changed => WatcherInfoXml.Write(subscription.Endpoint.User, changed.Changed, subscription.NextVersion(), isFull: false),
        HomeNotification.PendingWatchersChanged changed => PendingWatchersXml.Write(changed.Watchers),
        _ => null,
    };

    [LoggerMessage(LogLevel.Debug, "Signed {User} out of {Pool}: {Reason}")]
    private partial void Deregistered(Pool.Users.SipAddress user, DeregisterReason reason, string pool);
}
