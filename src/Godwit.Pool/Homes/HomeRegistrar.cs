using System.Collections.Immutable;
using Godwit.Pool.BackEnds;
using Godwit.Pool.Presence;
using Godwit.Pool.Users;

namespace Godwit.Pool.Homes;

/// <summary>The registrar of one home (RFC 3261 §10): who is signed in, and what hangs on that. Used by one grain in its turns only; see <see cref="HomeGrain"/>.</summary>
internal sealed class HomeRegistrar(HomeGrain home, HomeMemory memory, HomeSurroundings pool)
{
    private HomePresence? _presence;

    public EndpointSet Endpoints => Active.Set;

    /// <summary>Made when first needed: most homes of a big pool never are.</summary>
    public HomePresence Presence => _presence ??= Listen();

    private bool IsHomed => pool.IsHomed(Address);

    private SipAddress Address => memory.Address;

    private ActiveHome Active => memory.Active;

    /// <summary>Forgets the watch of somebody who watches nobody here any more.</summary>
    public void Unwatch(EndpointKey watcher) => _presence?.Unwatch(watcher);

    /// <summary>What <see cref="Registrar"/> could not answer at once.</summary>
    public async Task<SignInResult> SignIn(SignInRequest request)
    {
        try
        {
            using var pass = await pool.Gate.Enter(Address);
            var user = memory.AtHome();
            for (; memory.Account is null && pool.Pool.SpeaksEnhancedPresence; user = memory.AtHome()) await memory.LoadAccount();
            var decision = Decide(request);
            if ((user.Enabled ? decision.Refusal : SignInRefusal.Disabled) is { } refusal) return await Refuse(request, refusal);

            // Of two endpoints that race, the first sets the mode and the second finds it set; both answer after it is durable.
            List<UserChange> rows = decision.SetsRichMode ? [new UserChange.AccountSet(memory.SetAccount(a => a with { RichMode = true }))] : [];
            await memory.Save(rows);
            if (decision.SetsRichMode) HomeGrain.LogRichModeSet(pool.Logger, Address, request.UserAgent);
            var result = Register(request, decision.Mode, out var removed);
            if (_presence is not null && !result.IsRefresh) await Gone(removed);
            return result;
        }
        catch (BackEndUnavailableException)
        {
            // No reason to throw anybody out who is signed in.
            pool.Instruments.Refused(SignInRefusal.PoolUnavailable);
            return new SignInResult(SignInRefusal.PoolUnavailable, null, null, false);
        }
    }

    public async Task SignOut(EndpointKey endpoint, string? connection)
    {
        pool.Active.TryRemove(endpoint, connection, quietly: false, out var removed);
        if (removed is not null) await Gone([removed]);
        else if (!IsHomed) home.Leave();
    }

    public async Task<ImmutableArray<Endpoint>> Reach()
    {
        memory.AtHome();
        var reachable = Endpoints.Expire(pool.Time.GetUtcNow(), out _);
        if (reachable.IsEmpty && pool.Gate.IsExpected(Address, out var arrival))
        {
            await arrival;
            memory.AtHome();
            reachable = Endpoints.Expire(pool.Time.GetUtcNow(), out _);
        }

        return reachable.All;
    }

    public async Task Sweep()
    {
        var now = pool.Time.GetUtcNow();
        _presence?.ExpireWatchers(now);
        var expired = pool.Active.Expire(Address, now);
        if (!expired.IsEmpty) await Gone(expired);
        if (IsHomed && !pool.Gate.IsFenced(Address)) await DropExpiredPublications();
        if (_presence is { HoldsUntil: { } settled } && settled <= now) await EndHold();
        NoteDueExactly();
    }

    public async Task<int> Close(DeregisterReason reason)
    {
        var ended = pool.Active.Clear(Address);
        foreach (var endpoint in ended) pool.Door.Deregister(endpoint.Key, reason);
        if (reason == DeregisterReason.UserMoved)
        {
            if (_presence is not null) pool.Door.Deliver([.. _presence.Watchers.Endpoints], new HomeNotification.PresentityMoved(Address));
            _presence = null;
            memory.Publications = [];
            memory.Forget();
            home.Leave();
        }
        else if (!ended.IsEmpty)
        {
            await Gone(ended);
        }

        return ended.Length;
    }

    private SignInDecision Decide(SignInRequest request) =>
        SignInRules.Decide(request.Client, pool.Pool.Generation, request.EnhancedPresenceEnabled, memory.Account?.RichMode ?? false);

    /// <summary>An endpoint that may no longer sign in is no longer signed in.</summary>
    private async Task<SignInResult> Refuse(SignInRequest request, SignInRefusal reason)
    {
        pool.Instruments.Refused(reason);
        HomeGrain.LogSignInRefused(pool.Logger, Address, reason, request.UserAgent);
        await SignOut(request.Endpoint, null);
        return new SignInResult(reason, null, null, false);
    }

    private SignInResult Register(SignInRequest request, PresenceMode mode, out ImmutableArray<Endpoint> removed)
    {
        pool.Active.TryRegister(request, mode, pool.Time.GetUtcNow(), pool.Limits.Endpoints, quietly: false, out var change);
        removed = change.Removed;
        home.StayFor(request.Expires);
        return Registrar.Registered(pool, change);
    }

    /// <summary>
    /// Endpoints came or went: what hung on the <paramref name="removed"/> ones, which are out of the set already, goes with them, and who cares is told.
    /// </summary>
    private async Task Gone(ImmutableArray<Endpoint> removed)
    {
        if (_presence is null && memory.Publications.IsEmpty) return;
        var touched = ImmutableArray<string>.Empty;
        foreach (var endpoint in removed) touched = [.. touched, .. Presence.EndpointGone(endpoint.Key, Endpoints.IsEmpty)];
        if (!IsHomed || (Presence.Watchers.Count == 0 && Endpoints.IsEmpty)) return;
        try
        {
            while (!memory.IsLoaded) await memory.Load();
            var who = Presence.Who(Endpoints);
            await memory.Save([], () => Presence.Announce(who, [.. touched.Distinct()]));
        }
        catch (BackEndUnavailableException fault)
        {
            // Who may see what is in the back end: nobody is told until it is back.
            HomeGrain.LogNotTold(pool.Logger, Address, fault);
        }
    }

    private async Task DropExpiredPublications()
    {
        using var pass = await pool.Gate.Enter(Address);
        var left = PublicationRules.Expire(memory.Publications, pool.Time.GetUtcNow(), out var expired);
        if (expired.IsEmpty) return;
        memory.Publications = left;
        var who = Presence.Who(Endpoints);
        await memory.Save([.. expired.Select(Rows.Dropped)], () => Presence.Announce(who, [.. expired.Select(p => p.Category).Distinct()]));
    }

    private async Task EndHold()
    {
        while (IsHomed && !memory.IsLoaded) await memory.Load();
        if (IsHomed) _presence?.EndHold(Endpoints);
    }

    private HomePresence Listen()
    {
        pool.Active.Listen(Address, Active);
        return new HomePresence(memory, pool);
    }

    public void NoteDue(DateTimeOffset at) => Active.NoteDue(at);

    public void NoteDue()
    {
        foreach (var publication in memory.Publications)
            if (publication.ExpiresAt is { } at) NoteDue(at);
    }

    private void NoteDueExactly()
    {
        Active.Due = long.MaxValue;
        if (Endpoints.NextExpiry is { } endpoint) NoteDue(endpoint);
        if (_presence?.Watchers.NextExpiry is { } watcher) NoteDue(watcher);
        if (_presence?.HoldsUntil is { } settled) NoteDue(settled);
        NoteDue();
    }
}
