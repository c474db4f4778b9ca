using System.Collections.Concurrent;
using Godwit.Pool.Homes;
using Godwit.Pool.Users;
using Godwit.Sip.Dialogs;

namespace Godwit.FrontEnd.Notifications;

/// <summary>
/// The subscriptions of the endpoints that are signed in here. What expired is dropped when it is met; all of an endpoint's go with it.
/// </summary>
public sealed class SubscriptionTable(TimeProvider time)
{
    /// <summary>Dialogs of one endpoint: a client without batches opens one per contact.</summary>
    public const int MostDialogs = 1_200;

    /// <summary>Users that one subscription may watch.</summary>
    public const int MostWatched = 2_000;

    private readonly ConcurrentDictionary<EndpointKey, EndpointSubscriptions> _byEndpoint = new();

    /// <summary>
    /// Takes a new subscription in. Of every event but presence an endpoint has one: an older dialog of it ends here. False when there are too many.
    /// </summary>
    public bool TryAdd(Subscription subscription)
    {
        while (true)
        {
            var list = _byEndpoint.GetOrAdd(subscription.Endpoint, static _ => []);
            lock (list)
            {
                // A list that was emptied is about to leave the table.
                if (list.Count == 0 && !(_byEndpoint.TryGetValue(subscription.Endpoint, out var current) && ReferenceEquals(current, list))) continue;
                if (subscription.Event != EventNames.Presence) list.RemoveAll(s => s.Event == subscription.Event);
                if (list.Count >= MostDialogs) list.RemoveAll(s => s.ExpiresAt < time.GetUtcNow());
                if (list.Count >= MostDialogs) return false;
                list.Add(subscription);
                subscription.WatchesOthers = list.Forget;
                return true;
            }
        }
    }

    public Subscription? Find(EndpointKey endpoint, DialogId dialog) => First(endpoint, s => s.Id == dialog);

    /// <summary>The endpoint's newest subscription to that event that has not expired.</summary>
    public Subscription? FindByEvent(EndpointKey endpoint, string eventName) => First(endpoint, s => s.Event == eventName);

    /// <summary>The newest that watches this user.</summary>
    public Subscription? FindWatching(EndpointKey endpoint, SipAddress presentity)
    {
        if (!_byEndpoint.TryGetValue(endpoint, out var list)) return null;
        lock (list)
        {
            var now = time.GetUtcNow();
            if (list.Remembered(presentity) is { } known && known.ExpiresAt >= now) return known;
            var found = First(list, now, s => s.Event == EventNames.Presence && s.Watches(presentity));
            if (found is not null) list.Remember(presentity, found);
            return found;
        }
    }

    /// <summary>Ends a subscription; says whom the endpoint watches no more.</summary>
    public IReadOnlyCollection<SipAddress> Remove(Subscription subscription)
    {
        if (!_byEndpoint.TryGetValue(subscription.Endpoint, out var list)) return [];
        lock (list)
        {
            if (!list.Remove(subscription)) return [];
            var left = subscription.Watched.Where(user => !list.Any(s => s.Watches(user))).ToList();
            if (list.Count == 0) _byEndpoint.TryRemove(KeyValuePair.Create(subscription.Endpoint, list));
            return left;
        }
    }

    /// <summary>The endpoint is gone, or signed in anew: its dialogs are over. Says whom it watched.</summary>
    public IReadOnlyCollection<SipAddress> RemoveAll(EndpointKey endpoint)
    {
        if (_byEndpoint.IsEmpty || !_byEndpoint.TryRemove(endpoint, out var list)) return [];
        lock (list)
        {
            var watched = list.SelectMany(s => s.Watched).ToHashSet();
            list.Clear();
            return watched;
        }
    }

    /// <summary>Those whose time is up; they stay until they are removed.</summary>
    public IReadOnlyList<Subscription> Expired(DateTimeOffset now)
    {
        var expired = new List<Subscription>();
        foreach (var (_, list) in _byEndpoint)
            lock (list) expired.AddRange(list.Where(s => s.ExpiresAt < now));
        return expired;
    }

    private Subscription? First(EndpointKey endpoint, Func<Subscription, bool> fits)
    {
        if (!_byEndpoint.TryGetValue(endpoint, out var list)) return null;
        lock (list) return First(list, time.GetUtcNow(), fits);
    }

    private static Subscription? First(EndpointSubscriptions list, DateTimeOffset now, Func<Subscription, bool> fits)
    {
        for (var i = list.Count - 1; i >= 0; i--)
        {
            if (!fits(list[i])) continue;
            if (list[i].ExpiresAt >= now) return list[i];
            list.RemoveAt(i);
        }

        return null;
    }
}
