using Godwit.FrontEnd.Notifications;
using Godwit.Pool.Homes;
using Godwit.Pool.Users;

namespace Godwit.FrontEnd.Peers;

/// <summary>
/// The way out of the pool: to clients that are signed in here, and to other pools for theirs. Those who watched a user who moved away follow her, and
/// hear nothing of it.
/// </summary>
public sealed class PoolDoor(ForestView forest, NotifySender clients, SubscriptionTable subscriptions, PeerWatchers peers, RemotePresence remote) : IEndpointDoor
{
    public void Deliver(EndpointKey endpoint, HomeNotification notification) => Deliver([endpoint], notification);

    public void Deliver(IReadOnlyList<EndpointKey> endpoints, HomeNotification notification)
    {
        if (notification is HomeNotification.PresentityMoved moved) remote.Adopt(moved.Presentity, Following(endpoints, moved.Presentity));
        else clients.Deliver(endpoints, notification);
        peers.Deliver(endpoints, notification);
    }

    public void Deregister(EndpointKey endpoint, DeregisterReason reason) => clients.Deregister(endpoint, reason);

    /// <summary>Who of this pool's clients still wants to see her, and until when.</summary>
    private IEnumerable<(EndpointKey Watcher, string Name, DateTimeOffset Until)> Following(IReadOnlyList<EndpointKey> endpoints, SipAddress user)
    {
        foreach (var endpoint in endpoints)
            if (!PeerWatchers.IsPeer(endpoint) && subscriptions.FindWatching(endpoint, user) is { } subscription)
                yield return (endpoint, forest.Find(endpoint.User)?.DisplayName ?? endpoint.User.Value, subscription.ExpiresAt);
    }
}
