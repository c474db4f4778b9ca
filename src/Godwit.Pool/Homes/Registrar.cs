using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Godwit.Pool.Permissions;
using Godwit.Pool.Users;

namespace Godwit.Pool.Homes;

/// <summary>The registrar of one pool of one process; see docs/decisions/0009.</summary>
public sealed class Registrar(HomeSurroundings pool) : IRegistrar
{
    public bool TrySignIn(SignInRequest request, [NotNullWhen(true)] out SignInResult? result)
    {
        result = null;
        var user = request.Endpoint.User;
        if (!pool.Modes.TryGet(user, out var rich) || pool.Gate.IsFenced(user) || !Serves(user)) return false;
        var decision = SignInRules.Decide(request.Client, pool.Pool.Generation, request.EnhancedPresenceEnabled, rich);
        if (decision.SetsRichMode || decision.Refusal is not null) return false;
        if (!pool.Active.TryRegister(request, decision.Mode, pool.Time.GetUtcNow(), pool.Limits.Endpoints, quietly: true, out var change)) return false;
        result = Registered(pool, change);
        if (Serves(user)) return true;
        // She was moved or disabled at this moment, and her endpoints may have been closed before this one was among them.
        pool.Active.TryRemove(request.Endpoint, request.Connection, quietly: true, out _);
        return false;
    }

    public bool TrySignOut(EndpointKey endpoint, string? connection) => pool.Active.TryRemove(endpoint, connection, quietly: true, out _);

    public bool TryReach(SipAddress user, SipAddress? caller, out ImmutableArray<Endpoint> endpoints)
    {
        endpoints = [];
        if (pool.Active.Find(user) is not { } home || !Serves(user)) return false;
        if (caller is { } person && person != user)
        {
            if (home.Permissions is not { } permissions) return false;
            if (!Access.Of(permissions, person, pool.Pool).MayCommunicate) return true;
        }

        endpoints = home.Set.Expire(pool.Time.GetUtcNow(), out _).All;
        return !endpoints.IsEmpty;
    }

    private bool Serves(SipAddress user) =>
        pool.Forest.Find(user) is { Enabled: true, HomePool: { } home } && home.Equals(pool.Pool.Fqdn, StringComparison.OrdinalIgnoreCase);

    /// <summary>The result of what was registered, and what goes with it wherever it was.</summary>
    internal static SignInResult Registered(HomeSurroundings pool, in EndpointChange change)
    {
        if (!change.IsRefresh)
        {
            var user = change.Endpoint.Key.User;
            pool.Gate.Arrived(user);
            pool.Instruments.SignedIn();
            foreach (var oldest in change.Removed) pool.Door.Deregister(oldest.Key, DeregisterReason.QuotaExceeded);
            if (!change.Removed.IsEmpty) HomeGrain.LogQuota(pool.Logger, user, pool.Limits.Endpoints);
        }

        return new SignInResult(null, change.Endpoint, change.ReplacedConnection, change.IsRefresh, change.After.All);
    }
}
