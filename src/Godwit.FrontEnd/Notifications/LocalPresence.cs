using Godwit.FrontEnd.Clients;
using Godwit.Pool.BackEnds;
using Godwit.Pool.Homes;
using Godwit.Pool.Users;

namespace Godwit.FrontEnd.Notifications;

/// <summary>Presence of the users of this pool. Of those homed elsewhere nothing is known.</summary>
public sealed class LocalPresence(FrontEndOptions options, ForestView forest, HomeOf homeOf)
{
    /// <summary>Homes asked at a time: a list of hundreds must not fill the pool's queues at once.</summary>
    private const int AtOnce = 64;

    public async ValueTask<IReadOnlyList<Sight>> Watch(
        EndpointKey watcher, string name, IReadOnlyList<WatchedUser> users, TimeSpan expires, CancellationToken cancel)
    {
        var sights = new Sight[users.Count];
        for (var start = 0; start < sights.Length; start += AtOnce)
        {
            var asked = new List<Task>(AtOnce);
            for (var i = start; i < Math.Min(start + AtOnce, sights.Length); i++)
                if (IsHere(users[i].User)) asked.Add(WatchOne(i));
            await Task.WhenAll(asked);
        }

        return sights;

        async Task WatchOne(int i)
        {
            try
            {
                sights[i] = new Sight(true, await homeOf(users[i].User).Watch(watcher, name, users[i].Added, expires).WaitAsync(cancel));
            }
            catch (Exception e) when (e is MovedException or BackEndUnavailableException)
            {
            }
        }
    }

    /// <summary>Watches; her home tells the state now in its own turn.</summary>
    public Task Tell(SipAddress user, EndpointKey watcher, string name, TimeSpan expires, CancellationToken cancel, bool added = false) =>
        homeOf(user).Watch(watcher, name, added, expires, tell: true).WaitAsync(cancel);

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
