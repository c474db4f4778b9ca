using Godwit.Pool.Homes;
using Godwit.Pool.Presence;
using Godwit.Pool.Users;

namespace Godwit.FrontEnd.Peers;

/// <summary>What one client asks for in one SUBSCRIBE: views come in by NOTIFY before the request is answered.</summary>
internal sealed class WatchRequest
{
    private readonly Dictionary<SipAddress, PresenceView> _views = [];

    public void Put(SipAddress user, PresenceView view)
    {
        lock (_views) _views[user] = view;
    }

    public PresenceView? Of(SipAddress user)
    {
        lock (_views) return _views.GetValueOrDefault(user);
    }
}

/// <summary>An endpoint of this pool that watches a user of another.</summary>
internal sealed class RemoteWatch(string name, DateTimeOffset expiresAt)
{
    public string Name { get; set; } = name;

    public DateTimeOffset ExpiresAt { get; set; } = expiresAt;

    /// <summary>She was just put on this watcher's list ("added you"), and her home has not answered since.</summary>
    public bool Added { get; set; }

    /// <summary>It has not been told all since it was last asked for: changes mean nothing to it until then.</summary>
    public bool Waits { get; set; } = true;

    /// <summary>Who is being answered now with the whole state, in place of a NOTIFY.</summary>
    public WatchRequest? Asked { get; set; }
}

/// <summary>A user of another pool who is watched from here. Everything is guarded by its lock.</summary>
internal sealed class RemotePresentity(SipAddress address)
{
    public Lock Lock { get; } = new();

    public SipAddress Address { get; } = address;

    /// <summary>The pool where she is watched; null = she has no home now.</summary>
    public string? Home { get; set; }

    /// <summary>It has left the table: look there again.</summary>
    public bool IsGone { get; set; }

    /// <summary>How often in a row she was not found where the directory says she is.</summary>
    public int Tries { get; set; }

    public Dictionary<EndpointKey, RemoteWatch> Watches { get; } = [];

    public bool IsWatchedBy(SipAddress user)
    {
        foreach (var key in Watches.Keys)
            if (key.User == user) return true;
        return false;
    }

    /// <summary>What her home is asked: one item a person, however many clients he watches with. All wait for the whole state from now on.</summary>
    public List<WatchItem> AskAnew(DateTimeOffset now)
    {
        var items = new List<WatchItem>();
        foreach (var group in Watches.GroupBy(w => w.Key.User))
        {
            var until = group.Max(w => w.Value.ExpiresAt);
            if (until <= now) continue;
            items.Add(new WatchItem(Address.Value, group.Key.Value, group.First().Value.Name, group.Any(w => w.Value.Added), (int)Math.Ceiling((until - now).TotalSeconds)));
            foreach (var (_, watch) in group) watch.Waits = true;
        }

        return items;
    }
}
