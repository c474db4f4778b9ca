using System.Collections.Concurrent;
using System.Collections.Immutable;
using Godwit.Pool.Homes;
using Godwit.Pool.Users;

namespace Godwit.FrontEnd.Connections;

/// <summary>
/// The endpoints signed in at this front end: by user, by the URIs that name them (Contact, GRUU), by connection.
/// Filled by REGISTER; emptied by sign-out, by the end of the connection, and by expiry. Safe from any thread. In stripes of plain dictionaries: an endpoint costs no
/// nodes, and no table grows so large that its growth is a pause (docs/decisions/0014).
/// </summary>
public sealed class EndpointTable
{
    private readonly Stripe<SipAddress, ImmutableArray<LiveEndpoint>>[] _ofUser = Stripe<SipAddress, ImmutableArray<LiveEndpoint>>.Many(64);
    private readonly Stripe<string, SipAddress>[] _byUri = Stripe<string, SipAddress>.Many(64, StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, HashSet<SipAddress>> _overConnection = new();
    private int _count;

    /// <summary>Raised once for every endpoint that was signed out, whatever the reason; handlers are quick and do not throw.</summary>
    public event Action<LiveEndpoint>? Removed;

    public int Count => Volatile.Read(ref _count);

    /// <summary>The user's endpoints that are signed in here.</summary>
    public ImmutableArray<LiveEndpoint> Of(SipAddress user) => StripeOf(user).TryFind(user, out var endpoints) ? endpoints : [];

    /// <summary>Signs the endpoint in, or refreshes it; one that was here over another connection is with this one from now on. What was here before.</summary>
    public LiveEndpoint? Put(LiveEndpoint live)
    {
        var user = live.Endpoint.Key.User;
        var stripe = StripeOf(user);
        lock (stripe.Lock)
        {
            var all = Of(user);
            var at = IndexOf(all, live.Endpoint.Key.Id);
            var before = at < 0 ? null : all[at];
            stripe.Entries[user] = at < 0 ? all.Add(live) : all.SetItem(at, live);
            if (before is null) Interlocked.Increment(ref _count);
            if (before is null || !ReferenceEquals(before.Connection, live.Connection)) Remember(live.Connection, user);
            Rename(user, before?.Endpoint.Contact, live.Endpoint.Contact);
            Rename(user, before?.Endpoint.Gruu, live.Endpoint.Gruu);
            return before;
        }
    }

    public LiveEndpoint? Find(EndpointKey key)
    {
        var all = Of(key.User);
        return IndexOf(all, key.Id) is >= 0 and var at ? all[at] : null;
    }

    /// <summary>The endpoint that gave this URI as its Contact or was given it as its GRUU; null when none is signed in here.</summary>
    public LiveEndpoint? FindByUri(string uri)
    {
        if (!StripeOf(uri).TryFind(uri, out var user)) return null;
        foreach (var live in Of(user))
            if (Is(live.Endpoint.Contact, uri) || Is(live.Endpoint.Gruu, uri)) return live;
        return null;
    }

    /// <summary>The endpoints that are signed in over this connection.</summary>
    public IReadOnlyList<LiveEndpoint> Over(ISipConnection connection)
    {
        if (!_overConnection.TryGetValue(connection.Id, out var users)) return [];
        lock (users) return [.. users.SelectMany(user => Of(user)).Where(live => ReferenceEquals(live.Connection, connection))];
    }

    /// <summary>Signs the endpoint out; with a <paramref name="connection"/>, only if it is still signed in over that one.</summary>
    public bool Remove(EndpointKey key, ISipConnection? connection = null)
    {
        LiveEndpoint live;
        var stripe = StripeOf(key.User);
        lock (stripe.Lock)
        {
            var all = Of(key.User);
            var at = IndexOf(all, key.Id);
            if (at < 0 || (connection is not null && !ReferenceEquals(all[at].Connection, connection))) return false;
            live = all[at];
            if (all.Length == 1) stripe.Entries.Remove(key.User);
            else stripe.Entries[key.User] = all.RemoveAt(at);
            Interlocked.Decrement(ref _count);
            if (all.Length == 1) Forget(live.Connection, key.User);
            Rename(key.User, live.Endpoint.Contact, null);
            Rename(key.User, live.Endpoint.Gruu, null);
        }

        Removed?.Invoke(live);
        return true;
    }

    /// <summary>Signs out everybody who was signed in over the connection; says who.</summary>
    public IReadOnlyList<LiveEndpoint> RemoveAll(ISipConnection connection)
    {
        var gone = Over(connection).Where(live => Remove(live.Endpoint.Key, connection)).ToList();
        _overConnection.TryRemove(connection.Id, out _);
        return gone;
    }

    /// <summary>Drops those whose registration ended before <paramref name="now"/>; their home forgets them by itself.</summary>
    public void RemoveExpired(DateTimeOffset now)
    {
        var expired = new List<LiveEndpoint>();
        foreach (var stripe in _ofUser)
        {
            lock (stripe.Lock)
                foreach (var (_, endpoints) in stripe.Entries)
                    foreach (var live in endpoints)
                        if (live.Endpoint.ExpiresAt < now) expired.Add(live);
            foreach (var live in expired) Remove(live.Endpoint.Key, live.Connection);
            expired.Clear();
        }
    }

    private static int IndexOf(ImmutableArray<LiveEndpoint> endpoints, string id)
    {
        for (var i = 0; i < endpoints.Length; i++)
            if (endpoints[i].Endpoint.Key.Id == id) return i;
        return -1;
    }

    private static bool Is(string? name, string uri) => string.Equals(name, uri, StringComparison.OrdinalIgnoreCase);

    /// <summary>A user who left the connection for another one may still be named here: <see cref="Over"/> looks at her endpoints themselves.</summary>
    private void Remember(ISipConnection connection, SipAddress user)
    {
        var users = _overConnection.GetOrAdd(connection.Id, static _ => []);
        lock (users) users.Add(user);
    }

    private void Forget(ISipConnection connection, SipAddress user)
    {
        if (!_overConnection.TryGetValue(connection.Id, out var users)) return;
        lock (users) users.Remove(user);
    }

    private void Rename(SipAddress user, string? before, string? after)
    {
        if (before == after) return;
        if (before is not null && !Of(user).Any(live => Is(live.Endpoint.Contact, before) || Is(live.Endpoint.Gruu, before))) Unname(before, user);
        if (after is null) return;
        var stripe = StripeOf(after);
        lock (stripe.Lock) stripe.Entries[after] = user;
    }

    private void Unname(string uri, SipAddress user)
    {
        var stripe = StripeOf(uri);
        lock (stripe.Lock)
            if (stripe.Entries.TryGetValue(uri, out var named) && named == user) stripe.Entries.Remove(uri);
    }

    private Stripe<SipAddress, ImmutableArray<LiveEndpoint>> StripeOf(SipAddress user) => _ofUser[user.GetHashCode() & (_ofUser.Length - 1)];

    private Stripe<string, SipAddress> StripeOf(string uri) => _byUri[string.GetHashCode(uri, StringComparison.OrdinalIgnoreCase) & (_byUri.Length - 1)];
}
