using System.Collections.Immutable;
using Godwit.Pool.Permissions;
using Godwit.Pool.Pools;
using Godwit.Pool.Users;

namespace Godwit.Pool.Homes;

internal readonly record struct Watcher(string DisplayName, DateTimeOffset ExpiresAt);

/// <summary>The endpoints that watch one user, each until its time is up (RFC 3856 §6: soft state).</summary>
internal sealed class WatcherSet
{
    private readonly Dictionary<EndpointKey, Watcher> _watchers = [];

    public int Count => _watchers.Count;

    public IEnumerable<EndpointKey> Endpoints => _watchers.Keys;

    /// <summary>False when there are too many: the watcher gets an answer, but no news.</summary>
    public bool Set(EndpointKey endpoint, Watcher watcher, int limit)
    {
        if (_watchers.Count >= limit && !_watchers.ContainsKey(endpoint)) return false;
        _watchers[endpoint] = watcher;
        return true;
    }

    public void Remove(EndpointKey endpoint) => _watchers.Remove(endpoint);

    public void Clear() => _watchers.Clear();

    public DateTimeOffset? NextExpiry
    {
        get
        {
            DateTimeOffset? next = null;
            foreach (var watcher in _watchers.Values)
                if (next is null || watcher.ExpiresAt < next) next = watcher.ExpiresAt;
            return next;
        }
    }

    public void Expire(DateTimeOffset now)
    {
        foreach (var (endpoint, watcher) in _watchers)
            if (watcher.ExpiresAt <= now) _watchers.Remove(endpoint);
    }

    /// <summary>Who watches and waits for the user's decision, each person once.</summary>
    public ImmutableArray<Subscriber> Pending(AccessState access, PoolIdentity pool)
    {
        var pending = ImmutableArray.CreateBuilder<Subscriber>();
        var seen = new HashSet<SipAddress>();
        foreach (var (endpoint, watcher) in _watchers)
            if (seen.Add(endpoint.User) && Access.Of(access, endpoint.User, pool).Pending) pending.Add(new Subscriber(endpoint.User.Value, watcher.DisplayName, false));
        pending.Sort(static (a, b) => string.CompareOrdinal(a.Address, b.Address));
        return pending.ToImmutable();
    }
}
