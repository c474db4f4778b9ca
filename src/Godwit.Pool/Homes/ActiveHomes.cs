using System.Collections.Concurrent;
using Godwit.Pool.Users;

namespace Godwit.Pool.Homes;

/// <summary>One home in the memory of this process: what others may know of it without a call. Written by its grain, read by all.</summary>
public sealed class ActiveHome
{
    private long _due = long.MaxValue;
    private int _endpoints;

    /// <summary>Clients signed in here now.</summary>
    public int Endpoints => Volatile.Read(ref _endpoints);

    /// <summary>UTC ticks of the first thing that expires, or earlier.</summary>
    internal long Due
    {
        get => Volatile.Read(ref _due);
        set => Volatile.Write(ref _due, value);
    }

    internal int SwapEndpoints(int count) => Interlocked.Exchange(ref _endpoints, count);
}

/// <summary>The homes of one pool that are active in this process: a move calls only these, and a console counts them. Safe from any thread.</summary>
public sealed class ActiveHomes
{
    private readonly ConcurrentDictionary<SipAddress, ActiveHome> _homes = new();
    private int _signedIn;
    private int _endpoints;

    public int Count => _homes.Count;

    /// <summary>Users with at least one endpoint.</summary>
    public int SignedInUsers => Volatile.Read(ref _signedIn);

    public int Endpoints => Volatile.Read(ref _endpoints);

    /// <summary>Null when the user's home is not in memory: nobody is signed in, nobody watches, nothing is cached.</summary>
    public ActiveHome? Find(SipAddress user) => _homes.GetValueOrDefault(user);

    /// <summary>Homes in which something has expired.</summary>
    public IEnumerable<SipAddress> Due(DateTimeOffset now)
    {
        foreach (var (user, home) in _homes)
            if (home.Due <= now.UtcTicks) yield return user;
    }

    public IEnumerable<SipAddress> SignedIn()
    {
        foreach (var (user, home) in _homes)
            if (home.Endpoints > 0) yield return user;
    }

    internal ActiveHome Add(SipAddress user)
    {
        var home = new ActiveHome();
        _homes[user] = home;
        return home;
    }

    internal void Remove(SipAddress user, ActiveHome home)
    {
        SetEndpoints(home, 0);
        _homes.TryRemove(KeyValuePair.Create(user, home));
    }

    internal void SetEndpoints(ActiveHome home, int count)
    {
        var before = home.SwapEndpoints(count);
        if (before == count) return;
        Interlocked.Add(ref _endpoints, count - before);
        if (before == 0) Interlocked.Increment(ref _signedIn);
        else if (count == 0) Interlocked.Decrement(ref _signedIn);
    }
}
