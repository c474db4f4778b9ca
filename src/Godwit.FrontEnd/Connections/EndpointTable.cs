using System.Collections.Concurrent;
using Godwit.Pool.Homes;
using Godwit.Pool.Users;

namespace Godwit.FrontEnd.Connections;

/// <summary>An endpoint that is signed in over a connection of this front end.</summary>
/// <param name="Revision">Of the user in the directory when her home was last asked.</param>
public sealed record LiveEndpoint(Endpoint Endpoint, ISipConnection Connection, ClientFamily Family = ClientFamily.Plain, long Revision = 0);

/// <summary>
/// The endpoints signed in at this front end: by key, by the URIs that name them (Contact, GRUU), by connection.
/// Filled by REGISTER; emptied by sign-out, by the end of the connection, and by expiry.
/// </summary>
public sealed class EndpointTable
{
    private readonly ConcurrentDictionary<EndpointKey, LiveEndpoint> _byKey = new();
    private readonly ConcurrentDictionary<string, EndpointKey> _byUri = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, HashSet<EndpointKey>> _byConnection = new();
    private readonly ConcurrentDictionary<SipAddress, int> _ofUser = new();

    /// <summary>Raised once for every endpoint that was signed out, whatever the reason; handlers are quick and do not throw.</summary>
    public event Action<LiveEndpoint>? Removed;

    public int Count => _byKey.Count;

    /// <summary>How many endpoints of the user are signed in here.</summary>
    public int CountOf(SipAddress user) => _ofUser.GetValueOrDefault(user);

    /// <summary>Signs the endpoint in, or refreshes it; one that was here over another connection is with this one from now on.</summary>
    public void Put(Endpoint endpoint, ISipConnection connection, ClientFamily family = ClientFamily.Plain, long revision = 0)
    {
        _byKey.TryGetValue(endpoint.Key, out var before);
        _byKey[endpoint.Key] = new LiveEndpoint(endpoint, connection, family, revision);
        if (before is null) _ofUser.AddOrUpdate(endpoint.Key.User, 1, static (_, count) => count + 1);
        if (before is null || !ReferenceEquals(before.Connection, connection))
        {
            if (before is not null) Forget(before.Connection, endpoint.Key);
            Remember(connection, endpoint.Key);
        }

        if (before?.Endpoint.Contact != endpoint.Contact)
        {
            if (before is not null) ForgetUri(before.Endpoint.Contact, endpoint.Key);
            _byUri[endpoint.Contact] = endpoint.Key;
        }

        if (before?.Endpoint.Gruu != endpoint.Gruu)
        {
            if (before?.Endpoint.Gruu is { } old) ForgetUri(old, endpoint.Key);
            if (endpoint.Gruu is { } gruu) _byUri[gruu] = endpoint.Key;
        }
    }

    public LiveEndpoint? Find(EndpointKey key) => _byKey.GetValueOrDefault(key);

    /// <summary>The endpoint that gave this URI as its Contact or was given it as its GRUU; null when none is signed in here.</summary>
    public LiveEndpoint? FindByUri(string uri) => _byUri.TryGetValue(uri, out var key) ? Find(key) : null;

    /// <summary>The endpoints that are signed in over this connection.</summary>
    public IReadOnlyList<LiveEndpoint> Over(ISipConnection connection)
    {
        if (!_byConnection.TryGetValue(connection.Id, out var keys)) return [];
        lock (keys) return [.. keys.Select(Find).OfType<LiveEndpoint>().Where(e => ReferenceEquals(e.Connection, connection))];
    }

    /// <summary>Signs the endpoint out; with a <paramref name="connection"/>, only if it is still signed in over that one.</summary>
    public bool Remove(EndpointKey key, ISipConnection? connection = null)
    {
        if (!_byKey.TryGetValue(key, out var live) || (connection is not null && !ReferenceEquals(live.Connection, connection))) return false;
        if (!_byKey.TryRemove(KeyValuePair.Create(key, live))) return false;
        if (_ofUser.AddOrUpdate(key.User, 0, static (_, count) => count - 1) == 0) _ofUser.TryRemove(KeyValuePair.Create(key.User, 0));
        Forget(live.Connection, key);
        ForgetUri(live.Endpoint.Contact, key);
        if (live.Endpoint.Gruu is { } gruu) ForgetUri(gruu, key);
        Removed?.Invoke(live);
        return true;
    }

    /// <summary>Signs out everybody who was signed in over the connection; says who.</summary>
    public IReadOnlyList<LiveEndpoint> RemoveAll(ISipConnection connection)
    {
        var gone = Over(connection).Where(live => Remove(live.Endpoint.Key, connection)).ToList();
        _byConnection.TryRemove(connection.Id, out _);
        return gone;
    }

    /// <summary>Drops those whose registration ended before <paramref name="now"/>; their home forgets them by itself.</summary>
    public void RemoveExpired(DateTimeOffset now)
    {
        foreach (var (key, live) in _byKey)
            if (live.Endpoint.ExpiresAt < now) Remove(key, live.Connection);
    }

    private void Remember(ISipConnection connection, EndpointKey key)
    {
        var keys = _byConnection.GetOrAdd(connection.Id, static _ => []);
        lock (keys) keys.Add(key);
    }

    private void Forget(ISipConnection connection, EndpointKey key)
    {
        if (!_byConnection.TryGetValue(connection.Id, out var keys)) return;
        lock (keys) keys.Remove(key);
    }

    private void ForgetUri(string uri, EndpointKey key) => _byUri.TryRemove(KeyValuePair.Create(uri, key));
}
