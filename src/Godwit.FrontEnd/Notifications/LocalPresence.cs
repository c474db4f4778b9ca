using Godwit.FrontEnd.Clients;
using Godwit.Pool.BackEnds;
using Godwit.Pool.Homes;
using Godwit.Pool.Presence;
using Godwit.Pool.Users;

namespace Godwit.FrontEnd.Notifications;

/// <summary>Presence of the users of this pool. Of those homed elsewhere nothing is known.</summary>
public sealed class LocalPresence(FrontEndOptions options, ForestView forest, HomeOf homeOf) : IPresenceRoute
{
    public async ValueTask<PresenceView?> Watch(
        SipAddress presentity, EndpointKey watcher, string watcherDisplayName, bool added, TimeSpan expires, CancellationToken cancel)
    {
        if (!IsHere(presentity)) return null;
        try
        {
            return await homeOf(presentity).Watch(watcher, watcherDisplayName, added, expires).WaitAsync(cancel);
        }
        catch (Exception e) when (e is MovedException or BackEndUnavailableException)
        {
            return null;
        }
    }

    public async ValueTask Unwatch(SipAddress presentity, EndpointKey watcher, CancellationToken cancel)
    {
        if (!IsHere(presentity)) return;
        try
        {
            await homeOf(presentity).Unwatch(watcher).WaitAsync(cancel);
        }
        catch (Exception e) when (e is MovedException or BackEndUnavailableException)
        {
            // Her home forgets watchers when she leaves, and when their time is up.
        }
    }

    private bool IsHere(SipAddress user) =>
        forest.Find(user) is { Enabled: true } found && options.Pool.Fqdn.Equals(found.HomePool, StringComparison.OrdinalIgnoreCase);
}
