using Godwit.Pool.Homes;
using Godwit.Pool.Presence;
using Godwit.Pool.Users;

namespace Godwit.FrontEnd.Notifications;

/// <summary>Door: where the presence of a user, of whatever pool, is watched.</summary>
public interface IPresenceRoute
{
    /// <summary>Watches, or refreshes. Null: nothing is known of her, and nothing will be told.</summary>
    ValueTask<PresenceView?> Watch(SipAddress presentity, EndpointKey watcher, string watcherDisplayName, bool added, TimeSpan expires, CancellationToken cancel);

    ValueTask Unwatch(SipAddress presentity, EndpointKey watcher, CancellationToken cancel);
}
