using System.Collections.Immutable;

namespace Godwit.Pool.Homes;

/// <summary>What one REGISTER did to a set of endpoints.</summary>
/// <param name="ReplacedConnection">The connection that the endpoint left when it came back over another one.</param>
/// <param name="IsRefresh">The same endpoint over the same connection.</param>
/// <param name="Removed">Signed out to make room: the oldest.</param>
public readonly record struct EndpointChange(EndpointSet After, Endpoint Endpoint, string? ReplacedConnection, bool IsRefresh, ImmutableArray<Endpoint> Removed);

/// <summary>A user's signed-in clients, the oldest sign-in first. Immutable; an empty one costs nothing.</summary>
public readonly struct EndpointSet
{
    private readonly ImmutableArray<Endpoint> _endpoints;

    private EndpointSet(ImmutableArray<Endpoint> endpoints) => _endpoints = endpoints;

    /// <summary>Expired ones that nobody took out yet are among them: see <see cref="Expire"/>.</summary>
    public ImmutableArray<Endpoint> All => _endpoints.IsDefault ? [] : _endpoints;

    public int Count => _endpoints.IsDefault ? 0 : _endpoints.Length;

    public bool IsEmpty => Count == 0;

    /// <summary>When the first of them expires; null when there is none.</summary>
    public DateTimeOffset? NextExpiry
    {
        get
        {
            DateTimeOffset? next = null;
            foreach (var endpoint in All)
                if (next is null || endpoint.ExpiresAt < next) next = endpoint.ExpiresAt;
            return next;
        }
    }

    public Endpoint? Find(string id)
    {
        foreach (var endpoint in All)
            if (endpoint.Key.Id == id) return endpoint;
        return null;
    }

    /// <summary>RFC 3261 §10.3: adds or refreshes a binding. A known endpoint over a new connection takes its old binding's place.</summary>
    public EndpointChange Register(SignInRequest request, PresenceMode mode, DateTimeOffset now, int quota)
    {
        var at = IndexOf(request.Endpoint.Id);
        var before = at < 0 ? null : _endpoints[at];
        var gruu = request.Instance is null ? null
            : before?.Instance == request.Instance ? before.Gruu : Gruu.Of(request.Endpoint.User, request.Instance);
        var endpoint = new Endpoint(request.Endpoint, request.Contact, request.Connection, request.Instance, gruu, request.UserAgent, mode, now + request.Expires, request.Path);
        if (before is not null)
        {
            var sameConnection = before.Connection == request.Connection;
            return new EndpointChange(new EndpointSet(_endpoints.SetItem(at, endpoint)), endpoint, sameConnection ? null : before.Connection, sameConnection, []);
        }

        var all = All;
        var excess = Math.Max(0, all.Length + 1 - quota);
        return new EndpointChange(
            new EndpointSet(excess == 0 ? all.Add(endpoint) : all.RemoveRange(0, excess).Add(endpoint)), endpoint, null, false, excess == 0 ? [] : all[..excess]);
    }

    /// <summary>RFC 3261 §10.3: removes a binding. With a connection named only if the endpoint is still on it.</summary>
    public EndpointSet Remove(string id, string? connection, out Endpoint? removed)
    {
        var at = IndexOf(id);
        removed = at < 0 || (connection is not null && _endpoints[at].Connection != connection) ? null : _endpoints[at];
        return removed is null ? this : new EndpointSet(_endpoints.RemoveAt(at));
    }

    /// <summary>Without those whose time is up.</summary>
    public EndpointSet Expire(DateTimeOffset now, out ImmutableArray<Endpoint> expired)
    {
        expired = [];
        if (NextExpiry is not { } next || next > now) return this;
        expired = _endpoints.RemoveAll(e => e.ExpiresAt > now);
        return new EndpointSet(_endpoints.RemoveAll(e => e.ExpiresAt <= now));
    }

    private int IndexOf(string id)
    {
        if (_endpoints.IsDefault) return -1;
        for (var i = 0; i < _endpoints.Length; i++)
            if (_endpoints[i].Key.Id == id) return i;
        return -1;
    }
}
