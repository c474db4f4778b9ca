using System.Collections.Immutable;
using Godwit.Pool.Users;

namespace Godwit.Pool.Homes;

/// <summary>
/// The users of one pool of whom this process has something in memory: their endpoints, and who of them has a home that is awake. A move calls only these, and a console
/// counts them. Safe from any thread. In stripes of plain dictionaries: a hundred thousand users cost no object but their <see cref="ActiveHome"/>.
/// </summary>
public sealed class ActiveHomes
{
    private readonly Stripe[] _stripes = [.. Enumerable.Range(0, 64).Select(_ => new Stripe())];
    private int _count;
    private int _signedIn;
    private int _endpoints;

    public int Count => Volatile.Read(ref _count);

    /// <summary>Users with at least one endpoint.</summary>
    public int SignedInUsers => Volatile.Read(ref _signedIn);

    public int Endpoints => Volatile.Read(ref _endpoints);

    /// <summary>Null when nobody is signed in, nobody watches, and nothing is cached.</summary>
    public ActiveHome? Find(SipAddress user)
    {
        var stripe = StripeOf(user);
        lock (stripe.Lock) return stripe.Homes.GetValueOrDefault(user);
    }

    /// <summary>Users of whom something has expired.</summary>
    public IEnumerable<SipAddress> Due(DateTimeOffset now) => Where(home => home.Due <= now.UtcTicks);

    public IEnumerable<SipAddress> SignedIn() => Where(static home => home.Endpoints > 0);

    /// <summary>Adds or refreshes an endpoint; false when <paramref name="quietly"/>, and there is somebody whom the home has to tell.</summary>
    internal bool TryRegister(SignInRequest request, PresenceMode mode, DateTimeOffset now, int quota, bool quietly, out EndpointChange change)
    {
        var user = request.Endpoint.User;
        var stripe = StripeOf(user);
        lock (stripe.Lock)
        {
            var home = stripe.Homes.GetValueOrDefault(user);
            change = default;
            if (quietly && home is { HasAudience: true }) return false;
            change = (home?.Set ?? default).Register(request, mode, now, quota);
            if (home is null) stripe.Homes.Add(user, home = Added(new ActiveHome()));
            Set(home, change.After);
            home.NoteDue(change.Endpoint.ExpiresAt);
            return true;
        }
    }

    /// <summary>Removes an endpoint; with a connection named, only if it is still on it. False when quietly, and there is somebody whom the home has to tell.</summary>
    internal bool TryRemove(EndpointKey endpoint, string? connection, bool quietly, out Endpoint? removed)
    {
        Endpoint? gone = null;
        var done = TryChange(endpoint.User, quietly, set => set.Remove(endpoint.Id, connection, out gone));
        removed = gone;
        return done;
    }

    /// <summary>Takes out the endpoints whose time is up; these were they.</summary>
    internal ImmutableArray<Endpoint> Expire(SipAddress user, DateTimeOffset now)
    {
        var gone = ImmutableArray<Endpoint>.Empty;
        TryChange(user, quietly: false, set => set.Expire(now, out gone));
        return gone;
    }

    /// <summary>The same where no home is awake that would have to do it; false when one is.</summary>
    internal bool TryExpireAsleep(SipAddress user, DateTimeOffset now)
    {
        var stripe = StripeOf(user);
        lock (stripe.Lock)
        {
            if (!stripe.Homes.TryGetValue(user, out var home)) return true;
            if (home.IsAwake) return false;
            Set(home, home.Set.Expire(now, out _));
            home.Due = home.Set.NextExpiry is { } next ? next.UtcTicks : long.MaxValue;
            DropIfIdle(stripe, user, home);
            return true;
        }
    }

    /// <summary>Removes all endpoints of a home that is awake; these were they.</summary>
    internal ImmutableArray<Endpoint> Clear(SipAddress user)
    {
        var gone = ImmutableArray<Endpoint>.Empty;
        TryChange(user, quietly: false, set =>
        {
            gone = set.All;
            return default;
        });
        return gone;
    }

    /// <summary>The user's home is awake: what is said of her endpoints stays until <see cref="Sleep"/>, also when there are none.</summary>
    internal ActiveHome Wake(SipAddress user)
    {
        var stripe = StripeOf(user);
        lock (stripe.Lock)
        {
            if (!stripe.Homes.TryGetValue(user, out var home)) stripe.Homes.Add(user, home = Added(new ActiveHome()));
            home.IsAwake = true;
            return home;
        }
    }

    /// <summary>The home left memory; her endpoints are still signed in.</summary>
    internal void Sleep(SipAddress user, ActiveHome home)
    {
        var stripe = StripeOf(user);
        lock (stripe.Lock)
        {
            home.IsAwake = home.HasAudience = false;
            home.Permissions = null;
            if (home.Set.NextExpiry is { } next) home.NoteDue(next);
            DropIfIdle(stripe, user, home);
        }
    }

    /// <summary>From now on every endpoint that comes or goes is the home's affair.</summary>
    internal void Listen(SipAddress user, ActiveHome home)
    {
        lock (StripeOf(user).Lock) home.HasAudience = true;
    }

    private bool TryChange(SipAddress user, bool quietly, Func<EndpointSet, EndpointSet> change)
    {
        var stripe = StripeOf(user);
        lock (stripe.Lock)
        {
            if (!stripe.Homes.TryGetValue(user, out var home)) return true;
            if (quietly && home.HasAudience) return false;
            Set(home, change(home.Set));
            DropIfIdle(stripe, user, home);
            return true;
        }
    }

    private IEnumerable<SipAddress> Where(Func<ActiveHome, bool> condition)
    {
        var found = new List<SipAddress>();
        foreach (var stripe in _stripes)
        {
            lock (stripe.Lock)
                foreach (var (user, home) in stripe.Homes)
                    if (condition(home)) found.Add(user);
            foreach (var user in found) yield return user;
            found.Clear();
        }
    }

    private ActiveHome Added(ActiveHome home)
    {
        Interlocked.Increment(ref _count);
        return home;
    }

    private void Set(ActiveHome home, EndpointSet after)
    {
        var (before, now) = (home.Set.Count, after.Count);
        home.Set = after;
        if (before == now) return;
        Interlocked.Add(ref _endpoints, now - before);
        if (before == 0) Interlocked.Increment(ref _signedIn);
        else if (now == 0) Interlocked.Decrement(ref _signedIn);
    }

    private void DropIfIdle(Stripe stripe, SipAddress user, ActiveHome home)
    {
        if (home.IsAwake || !home.Set.IsEmpty || !stripe.Homes.Remove(user, out _)) return;
        Interlocked.Decrement(ref _count);
    }

    private Stripe StripeOf(SipAddress user) => _stripes[user.GetHashCode() & (_stripes.Length - 1)];

    private sealed class Stripe
    {
        public readonly Lock Lock = new();
        public readonly Dictionary<SipAddress, ActiveHome> Homes = [];
    }
}
