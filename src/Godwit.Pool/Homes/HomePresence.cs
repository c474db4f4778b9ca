using System.Collections.Immutable;
using Godwit.Pool.Permissions;
using Godwit.Pool.Presence;

namespace Godwit.Pool.Homes;

/// <summary>
/// The presence of one home's user: what her endpoints said, what comes of it, who is told. Made once somebody watches or publishes.
/// Used by one grain in its turns only.
/// </summary>
internal sealed class HomePresence(HomeMemory memory, HomeSurroundings pool)
{
    private ImmutableArray<LegacyEndpoint> _legacy = [];
    private PresenceState? _most;
    private PresenceState? _team;
    private int _version;
    private DateTimeOffset _changedAt = pool.Time.GetUtcNow();
    private DateTimeOffset? _offlineSince;
    private bool _settles = true;
    private bool _holds;

    /// <summary>From the clock, so that a home that was away from memory goes on above what it said before.</summary>
    private long _told = pool.Time.GetUtcNow().UtcTicks;

    public WatcherSet Watchers { get; } = new();

    public TopicSet Topics { get; } = new();

    public void SetLegacy(string endpoint, LegacyPublish said) => _legacy = LegacyPresence.Set(_legacy, endpoint, said, pool.Time.GetUtcNow());

    /// <summary>Takes out what an endpoint said that is gone; which categories that touched.</summary>
    public ImmutableArray<string> EndpointGone(EndpointKey endpoint, bool last)
    {
        Topics.Remove(endpoint);
        var said = _legacy.Length;
        _legacy = _legacy.RemoveAll(e => e.Endpoint == endpoint.Id);
        if (last) _offlineSince = pool.Time.GetUtcNow();
        var before = memory.Publications;
        memory.Publications = PublicationRules.EndpointGone(before, endpoint.Id, last);
        var touched = memory.Publications.Length == before.Length ? [] : before.Except(memory.Publications).Select(p => p.Category);
        // What a client of another model said of her note and calendar goes with it.
        return [.. _legacy.Length == said ? touched.Distinct() : touched.Append("note").Append(FreeBusy.Category).Distinct()];
    }

    /// <summary>Until when watchers are told nothing, because the user was just moved here and her clients are on their way; null: nothing is held back.</summary>
    public DateTimeOffset? HoldsUntil => _holds ? pool.Gate.SettlesAt(memory.Address) ?? pool.Time.GetUtcNow() : null;

    /// <summary>
    /// What the watcher is shown now; null: nothing yet, for she was just moved here and will be told of when her clients have come over.
    /// The home's data is loaded.
    /// </summary>
    public PresenceView? View(EndpointSet endpoints, EndpointKey watcher)
    {
        // Only the very first time: what changed since is found, and told, by Announce.
        if (_most is null) Refresh(Who(endpoints));
        if (watcher.User != memory.Address && IsSettling()) return null;
        return PresenceComposer.View(Who(endpoints), AccessOf(watcher));
    }

    public Access AccessOf(EndpointKey watcher) => watcher.User == memory.Address ? Access.Own : Access.Of(memory.Contents.Access, watcher.User, pool.Pool);

    public void Unwatch(EndpointKey watcher)
    {
        var before = PeopleIfAsked();
        Watchers.Remove(watcher);
        TellPeople(before, WatcherEvent.Timeout);
    }

    public void ExpireWatchers(DateTimeOffset now)
    {
        var before = PeopleIfAsked();
        Watchers.Expire(now);
        TellPeople(before, WatcherEvent.Timeout);
    }

    /// <summary>Who watches her now, each person once; she herself is none of them. The home's data is loaded.</summary>
    public ImmutableArray<WatcherEntry> People() => Watchers.People(memory.Address, u => Access.Of(memory.Contents.Access, u, pool.Pool));

    /// <summary>Null when nobody asked to be told, which costs nothing.</summary>
    /// <param name="by">As these permissions say; null = those there are.</param>
    public ImmutableArray<WatcherEntry>? PeopleIfAsked(AccessState? by = null) =>
        !Topics.Has(Homes.Topics.Watchers) || !memory.IsLoaded ? null : Watchers.People(memory.Address, u => Access.Of(by ?? memory.Contents.Access, u, pool.Pool));

    /// <summary>Tells the user's clients of the watchers that are others than <paramref name="before"/>.</summary>
    public void TellPeople(ImmutableArray<WatcherEntry>? before, WatcherEvent why)
    {
        if (before is not { } known || PeopleIfAsked() is not { } now) return;
        var changed = WatcherSet.Changes(known, now, why);
        if (!changed.IsEmpty) Topics.Tell(pool.Door, Homes.Topics.Watchers, new HomeNotification.WatchersChanged(changed));
    }

    /// <summary>All that the user's presence is made of now: taken when memory changes, told when that is durable.</summary>
    public Presentity Who(EndpointSet endpoints)
    {
        var now = pool.Time.GetUtcNow();
        var account = memory.Account;
        var publications = memory.Publications.Any(p => p.ExpiresAt <= now) ? memory.Publications.RemoveAll(p => p.ExpiresAt <= now) : memory.Publications;
        return new Presentity(
            memory.Address, pool.Forest.Find(memory.Address), account?.RichMode ?? false, publications, _legacy, account?.LegacyUserInfo,
            endpoints.IsEmpty ? null : endpoints.All[^1].Key.Id, !endpoints.IsEmpty, endpoints.IsEmpty ? _offlineSince : null, _changedAt, _told);
    }

    /// <summary>All instances of the categories; null = of all categories. The server's aggregates are among those of state.</summary>
    public ImmutableArray<CategoryInstances> Own(Presentity who, IEnumerable<string>? names)
    {
        if (_most is null) Refresh(who);
        who = who with { ChangedAt = _changedAt };
        names ??= who.Publications.Select(p => p.Category).Distinct();
        return [.. names.Select(name => new CategoryInstances(name, name == "state"
            ? [.. Instances(who, name), .. PresenceComposer.Aggregates(who, Math.Max(1, _version))]
            : Instances(who, name)))];
    }

    /// <summary>
    /// Tells watchers and the user's own endpoints what is new: <paramref name="touched"/> names the categories that were written; whether her state
    /// is another one is found out here. The home's data is loaded.
    /// </summary>
    public void Announce(Presentity who, ImmutableArray<string> touched, EndpointKey? except = null)
    {
        var newState = Refresh(who);
        who = who with { ChangedAt = _changedAt, Version = ++_told };
        var own = newState && !touched.Contains("state") ? touched.Add("state") : touched;
        if (!own.IsEmpty) Topics.Tell(pool.Door, Homes.Topics.Categories, new HomeNotification.SelfChanged(new RoamingSelf(Own(who, own), null, null)), except);
        var others = newState ? own : touched.Remove("state");
        if (_holds)
        {
            if (!IsSettling()) TellWatchers(who, null);
        }
        else if (!others.IsEmpty)
        {
            TellWatchers(who, others);
        }
    }

    /// <summary>Her clients did not come over in time: now it is told how it is.</summary>
    public void EndHold(EndpointSet endpoints)
    {
        if (_holds && !IsSettling()) TellWatchers(Who(endpoints) with { Version = ++_told }, null);
    }

    /// <summary>Permissions are others now: whoever is shown something else by that is told all of it.</summary>
    public void AnnounceAccess(EndpointSet endpoints, AccessState before)
    {
        if (Watchers.Count == 0 || _holds) return;
        var who = Who(endpoints) with { Version = ++_told };
        var categories = who.Publications.Select(p => p.Category).Concat(["state", "note", ContactCard.Category]).ToHashSet();
        foreach (var (access, watchers) in Watchers.Groups(memory.Contents.Access, AccessOf))
        {
            var others = watchers.FindAll(w => w.User != memory.Address && access != Access.Of(before, w.User, pool.Pool));
            if (others.Count > 0) pool.Door.Deliver(others, new HomeNotification.PresenceChanged(PresenceComposer.View(who, access, categories)));
        }
    }

    /// <summary>Composed once an access level, not once a watcher.</summary>
    /// <param name="changed">Null: all there is, also to those who see nothing of her.</param>
    private void TellWatchers(Presentity who, IReadOnlyCollection<string>? changed)
    {
        if (Watchers.Count == 0) return;
        foreach (var (access, watchers) in Watchers.Groups(memory.Contents.Access, AccessOf))
            if (access.SeesPresence || changed is null)
                pool.Door.Deliver(watchers, new HomeNotification.PresenceChanged(PresenceComposer.View(who, access, changed)));
        pool.Instruments.PresenceTold(Watchers.Count);
    }

    /// <summary>
    /// True while the user was just moved here and would be seen offline only because her clients have not come over yet. Once she was seen as
    /// anything else, she has settled.
    /// </summary>
    private bool IsSettling()
    {
        if (_settles) _settles = _most!.IsOffline && _team!.IsOffline && pool.Gate.SettlesAt(memory.Address) > pool.Time.GetUtcNow();
        return _holds = _settles;
    }

    /// <summary>True when the state that others see is another one than the last time.</summary>
    private bool Refresh(Presentity who)
    {
        var (most, team) = (who.State(ContainerIds.Company), who.State(ContainerIds.Team));
        if (most == _most && team == _team) return false;
        (_most, _team) = (most, team);
        _version++;
        _changedAt = pool.Time.GetUtcNow();
        return true;
    }

    private static ImmutableArray<Publication> Instances(Presentity who, string category) => [.. who.Publications.Where(p => p.Category == category)];
}
