using Godwit.FrontEnd.Notifications;
using Godwit.Pool.Homes;
using Godwit.Pool.Users;

namespace Godwit.FrontEnd.Peers;

/// <summary>Presence of all users of the forest: of this pool's from their homes, of others' from their pools.</summary>
public sealed class RoutedPresence(FrontEndOptions options, ForestView forest, LocalPresence local, RemotePresence remote) : IPresenceRoute
{
    public async ValueTask<IReadOnlyList<Sight>> Watch(
        EndpointKey watcher, string name, IReadOnlyList<WatchedUser> users, TimeSpan expires, CancellationToken cancel)
    {
        var others = users.Where(u => forest.Find(u.User) is { } user && !IsHere(user)).ToList();
        var asked = others.Count == 0 ? null : remote.Watch(watcher, name, others, expires, cancel);
        var sights = await local.Watch(watcher, name, users, expires, cancel);
        if (asked is null) return sights;
        var views = await asked;
        var elsewhere = others.Select(o => o.User).ToHashSet();
        return [.. sights.Zip(users, (here, user) => elsewhere.Contains(user.User) ? new Sight(true, views.Of(user.User)) : here)];
    }

    public ValueTask Unwatch(SipAddress presentity, EndpointKey watcher, CancellationToken cancel) =>
        remote.Unwatch(presentity, watcher) ? default : local.Unwatch(presentity, watcher, cancel);

    private bool IsHere(DirectoryUser user) => options.Pool.Fqdn.Equals(user.HomePool, StringComparison.OrdinalIgnoreCase);
}
