using System.Collections.Immutable;
using Godwit.Pool.Permissions;
using Godwit.Pool.Pools;
using Godwit.Pool.Users;

namespace Godwit.Pool.Homes;

/// <summary>Small: a user with many watchers has one of these for each.</summary>
internal readonly struct Watcher(string displayName, DateTimeOffset expiresAt)
{
    private readonly long _expires = expiresAt.UtcTicks;

    public string DisplayName { get; } = displayName;

    public DateTimeOffset ExpiresAt => new(_expires, TimeSpan.Zero);
}

/// <summary>The endpoints that watch one user, each until its time is up (RFC 3856 §6: soft state).</summary>
internal sealed class WatcherSet
{
    private readonly Dictionary<EndpointKey, Watcher> _watchers = [];
    private Dictionary<Access, List<EndpointKey>>? _groups;
    private AccessState? _groupedBy;

    public int Count => _watchers.Count;

    public IReadOnlyCollection<EndpointKey> Endpoints => _watchers.Keys;

    /// <summary>The watchers by what they may: a change is composed once for each group. Kept until a watcher or a permission changes.</summary>
    public IReadOnlyDictionary<Access, List<EndpointKey>> Groups(AccessState permissions, Func<EndpointKey, Access> accessOf)
    {
        if (_groups is not null && ReferenceEquals(_groupedBy, permissions)) return _groups;
        var groups = new Dictionary<Access, List<EndpointKey>>();
        foreach (var watcher in _watchers.Keys)
        {
            var access = accessOf(watcher);
            if (!groups.TryGetValue(access, out var group)) groups[access] = group = [];
            group.Add(watcher);
        }

        (_groups, _groupedBy) = (groups, permissions);
        return groups;
    }

    /// <summary>False when there are too many: the watcher gets an answer, but no news.</summary>
    public bool Set(EndpointKey endpoint, Watcher watcher, int limit)
    {
        if (_watchers.ContainsKey(endpoint))
        {
            _watchers[endpoint] = watcher;
            return true;
        }

        if (_watchers.Count >= limit) return false;
        // Doubling would leave half of it empty for good.
        if (_watchers.Count == _watchers.Capacity) _watchers.EnsureCapacity(_watchers.Count + (_watchers.Count / 8) + 4);
        _watchers.Add(endpoint, watcher);
        _groups = null;
        return true;
    }

    public void Remove(EndpointKey endpoint)
    {
        if (_watchers.Remove(endpoint)) _groups = null;
    }

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
            if (watcher.ExpiresAt <= now) Remove(endpoint);
    }

    /// <summary>Who watches, each person once, in the order of their addresses.</summary>
    public ImmutableArray<WatcherEntry> People(SipAddress self, Func<SipAddress, Access> accessOf)
    {
        var people = new SortedDictionary<string, WatcherEntry>(StringComparer.Ordinal);
        foreach (var (endpoint, watcher) in _watchers)
        {
            var person = endpoint.User.Value;
            if (endpoint.User != self && !people.ContainsKey(person))
                people.Add(person, new WatcherEntry(person, watcher.DisplayName, WatcherEntry.StatusOf(accessOf(endpoint.User)), WatcherEvent.Subscribe));
        }

        return [.. people.Values];
    }

    /// <summary>What is new between the two, and what brought it about: who was let in was approved, who was put out was rejected, who is gone ran out.</summary>
    public static ImmutableArray<WatcherEntry> Changes(ImmutableArray<WatcherEntry> before, ImmutableArray<WatcherEntry> now, WatcherEvent why)
    {
        var left = before.ToDictionary(w => w.Address);
        var changed = ImmutableArray.CreateBuilder<WatcherEntry>();
        foreach (var watcher in now)
            if (!left.Remove(watcher.Address, out var was)) changed.Add(watcher with { Why = WatcherEvent.Subscribe });
            else if (was.Status != watcher.Status)
                changed.Add(watcher with { Why = watcher.Status == WatcherStatus.Terminated ? WatcherEvent.Rejected : why == WatcherEvent.Approved ? WatcherEvent.Approved : WatcherEvent.Subscribe });
        foreach (var gone in left.Values) changed.Add(gone with { Status = WatcherStatus.Terminated, Why = WatcherEvent.Timeout });
        return changed.ToImmutable();
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
