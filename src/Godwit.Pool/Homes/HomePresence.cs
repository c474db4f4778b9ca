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

    public WatcherSet Watchers { get; } = new();

    public TopicSet Topics { get; } = new();

    public void SetLegacy(string endpoint, LegacyPublish said) => _legacy = LegacyPresence.Set(_legacy, endpoint, said, pool.Time.GetUtcNow());

    /// <summary>Takes out what an endpoint said that is gone; which categories that touched.</summary>
    public ImmutableArray<string> EndpointGone(EndpointKey endpoint, bool last)
    {
        Topics.Remove(endpoint);
        _legacy = _legacy.RemoveAll(e => e.Endpoint == endpoint.Id);
        if (last) _offlineSince = pool.Time.GetUtcNow();
        var before = memory.Publications;
        memory.Publications = PublicationRules.EndpointGone(before, endpoint.Id, last);
        return memory.Publications.Length == before.Length ? [] : [.. before.Except(memory.Publications).Select(p => p.Category).Distinct()];
    }

    /// <summary>What somebody with this access is shown now. The home's data is loaded.</summary>
    public PresenceView View(EndpointSet endpoints, Access access)
    {
        // Only the very first time: what changed since is found, and told, by Announce.
        if (_most is null) Refresh(Who(endpoints));
        return PresenceComposer.View(Who(endpoints), access);
    }

    public Access AccessOf(EndpointKey watcher) => watcher.User == memory.Address ? Access.Own : Access.Of(memory.Contents.Access, watcher.User, pool.Pool);

    /// <summary>All that the user's presence is made of now: taken when memory changes, told when that is durable.</summary>
    public Presentity Who(EndpointSet endpoints)
    {
        var now = pool.Time.GetUtcNow();
        var account = memory.Account;
        var publications = memory.Publications.Any(p => p.ExpiresAt <= now) ? memory.Publications.RemoveAll(p => p.ExpiresAt <= now) : memory.Publications;
        return new Presentity(
            memory.Address, pool.Forest.Find(memory.Address), account?.RichMode ?? false, publications, _legacy, account?.LegacyUserInfo,
            endpoints.IsEmpty ? null : endpoints.All[^1].Key.Id, !endpoints.IsEmpty, endpoints.IsEmpty ? _offlineSince : null, _changedAt);
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
        who = who with { ChangedAt = _changedAt };
        var own = newState && !touched.Contains("state") ? touched.Add("state") : touched;
        if (!own.IsEmpty) Topics.Tell(pool.Door, Homes.Topics.Categories, new HomeNotification.SelfChanged(new RoamingSelf(Own(who, own), null, null)), except);
        var others = newState ? own : touched.Remove("state");
        if (!others.IsEmpty) TellWatchers(who, others);
    }

    /// <summary>Permissions are others now: whoever is shown something else by that is told all of it.</summary>
    public void AnnounceAccess(EndpointSet endpoints, AccessState before)
    {
        if (Watchers.Count == 0) return;
        var who = Who(endpoints);
        var views = new Dictionary<Access, HomeNotification>();
        var categories = who.Publications.Select(p => p.Category).Concat(["state", "note", ContactCard.Category]).ToHashSet();
        foreach (var watcher in Watchers.Endpoints)
        {
            var access = AccessOf(watcher);
            if (watcher.User == memory.Address || access == Access.Of(before, watcher.User, pool.Pool)) continue;
            if (!views.TryGetValue(access, out var news)) views[access] = news = new HomeNotification.PresenceChanged(PresenceComposer.View(who, access, categories));
            pool.Door.Deliver(watcher, news);
        }
    }

    private void TellWatchers(Presentity who, ImmutableArray<string> changed)
    {
        if (Watchers.Count == 0) return;
        var views = new Dictionary<Access, HomeNotification>();
        foreach (var watcher in Watchers.Endpoints)
        {
            // Rendered once an access level, not once a watcher.
            var access = AccessOf(watcher);
            if (!access.SeesPresence) continue;
            if (!views.TryGetValue(access, out var news)) views[access] = news = new HomeNotification.PresenceChanged(PresenceComposer.View(who, access, changed));
            pool.Door.Deliver(watcher, news);
        }

        pool.Instruments.PresenceTold(Watchers.Count);
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
