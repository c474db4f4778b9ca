using Godwit.Pool.Homes;
using Godwit.Pool.Presence;
using Godwit.Pool.Users;

namespace Godwit.FrontEnd.Notifications;

/// <summary>Somebody to watch. <paramref name="Added"/>: she was just put on the watcher's list ("added you").</summary>
public readonly record struct WatchedUser(SipAddress User, bool Added);

/// <summary>What comes of a watch.</summary>
/// <param name="Watches">False: nothing is known of her, and nothing will be told.</param>
/// <param name="View">Null: nothing can be said yet; it is told when it can be.</param>
public readonly record struct Sight(bool Watches, PresenceView? View);

/// <summary>Door: where the presence of users, of whatever pool, is watched.</summary>
public interface IPresenceRoute
{
    /// <summary>Watches, or refreshes: one answer for each user, in their order.</summary>
    ValueTask<IReadOnlyList<Sight>> Watch(EndpointKey watcher, string name, IReadOnlyList<WatchedUser> users, TimeSpan expires, CancellationToken cancel);

    ValueTask Unwatch(SipAddress presentity, EndpointKey watcher, CancellationToken cancel);
}
