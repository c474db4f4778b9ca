using System.Collections.Immutable;
using Godwit.Pool.BackEnds;
using Godwit.Pool.Contacts;
using Godwit.Pool.Meetings;
using Godwit.Pool.Permissions;
using Godwit.Pool.Presence;
using Godwit.Pool.Users;
using Orleans;
using Orleans.Concurrency;

namespace Godwit.Pool.Homes;

/// <summary>
/// One user's home. Thin: it knows who may act when; what an act does is in the rules. Reentrant, because who waits for a user's endpoints
/// must not keep her from signing in: every await ends a turn, and what was read before it may be another thing after it. So each
/// method waits first (gate, data), then reads, decides and changes memory in one turn, and then waits for the save.
/// </summary>
[Reentrant]
public sealed partial class HomeGrain : Grain, IHomeGrain
{
    /// <summary>How long a home stays in memory after its last registration or watch has ended.</summary>
    private static readonly TimeSpan Linger = TimeSpan.FromMinutes(5);

    private readonly HomeSurroundings _pool;
    private readonly HomeMemory _memory;
    private readonly HomeRegistrar _registrar;

    public HomeGrain(HomeSurroundings pool)
    {
        _pool = pool;
        _memory = new HomeMemory(SipAddress.Parse(this.GetPrimaryKeyString()), pool);
        _registrar = new HomeRegistrar(this, _memory, pool);
    }

    private SipAddress Address => _memory.Address;

    private HomePresence Presence => _registrar.Presence;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _memory.Active = _pool.Active.Wake(Address);
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _pool.Active.Sleep(Address, _memory.Active);
        return Task.CompletedTask;
    }

    public Task<SignInResult> SignIn(SignInRequest request) => _registrar.SignIn(request);

    public Task SignOut(EndpointKey endpoint, string? connection) => _registrar.SignOut(endpoint, connection);

    public Task<ImmutableArray<Endpoint>> Reach() => _registrar.Reach();

    public async Task<ContactList> SubscribeContacts(EndpointKey endpoint)
    {
        var contacts = await _memory.LoadContacts();
        Presence.Topics.Add(endpoint, Topics.Contacts);
        return contacts;
    }

    public async Task<ContactsResult> ChangeContacts(ContactsCommand command)
    {
        using var pass = await _pool.Gate.Enter(Address);
        var contacts = await _memory.LoadContacts();
        var outcome = ContactRules.Apply(contacts, command, _pool.Limits);
        if (outcome.Delta is not { } delta)
        {
            Presence.Topics.Tell(_pool.Door, Topics.Contacts, new HomeNotification.ContactsReset(contacts));
            return new ContactsResult(outcome.Refusal, contacts.Delta, null);
        }

        _memory.Contents.Contacts = outcome.After;
        var account = _memory.SetAccount(a => a with { ContactsDelta = delta.Delta });
        await _memory.Save(Rows.Of(delta, account), () => Presence.Topics.Tell(_pool.Door, Topics.Contacts, new HomeNotification.ContactsChanged(delta)));
        // Kept at least until it can be read again.
        GC.KeepAlive(outcome.After);
        return new ContactsResult(null, delta.Delta, outcome.GroupId, !delta.AddedContacts.IsEmpty);
    }

    public async Task<AccessList> SubscribeAcl(EndpointKey endpoint)
    {
        for (_memory.AtHome(); !_memory.IsLoaded; _memory.AtHome()) await _memory.Load();
        Presence.Topics.Add(endpoint, Topics.Acl);
        return _memory.Contents.Access.List;
    }

    public async Task<PermissionsResult> SetAce(Ace ace, int delta)
    {
        using var pass = await _pool.Gate.Enter(Address);
        for (_memory.AtHome(); !_memory.IsLoaded; _memory.AtHome()) await _memory.Load();
        return await ChangeAccess(PermissionRules.SetAce(_memory.Contents.Access, ace, delta, _pool.Limits));
    }

    public async Task<PermissionsResult> SetContainerMembers(ImmutableArray<ContainerCommand> commands)
    {
        using var pass = await _pool.Gate.Enter(Address);
        for (_memory.AtHome(); !_memory.IsLoaded; _memory.AtHome()) await _memory.Load();
        return await ChangeAccess(PermissionRules.SetContainerMembers(_memory.Contents.Access, commands, _pool.Limits));
    }

    public async Task<RoamingSelf> SubscribeSelf(EndpointKey endpoint, bool categories, bool containers, bool subscribers)
    {
        for (_memory.AtHome(); !_memory.IsLoaded; _memory.AtHome()) await _memory.Load();
        Presence.Topics.Add(endpoint, (categories ? Topics.Categories : 0) | (containers ? Topics.Containers : 0) | (subscribers ? Topics.Subscribers : 0));
        return new RoamingSelf(
            categories ? Presence.Own(Presence.Who(_registrar.Endpoints), null) : null,
            containers ? _memory.Contents.Access.Containers : null,
            subscribers ? _memory.Contents.Subscribers : null);
    }

    public async Task<PublishResult> Publish(EndpointKey endpoint, ImmutableArray<PublishCommand> commands)
    {
        using var pass = await _pool.Gate.Enter(Address);
        for (_memory.AtHome(); !_memory.IsLoaded; _memory.AtHome()) await _memory.Load();
        var outcome = PublicationRules.Publish(_memory.Publications, commands, endpoint.Id, _pool.Time.GetUtcNow(), _pool.Limits);
        if (!outcome.IsDone) return new PublishResult(outcome.WrongVersions, [], outcome.Refusal);
        _memory.Publications = outcome.After;
        _registrar.NoteDue();
        var who = Presence.Who(_registrar.Endpoints);
        var instances = ImmutableArray<CategoryInstances>.Empty;
        await _memory.Save(Rows.Of(outcome), () =>
        {
            Presence.Announce(who, outcome.Touched, except: endpoint);
            instances = Presence.Own(who, outcome.Touched);
        });
        return new PublishResult([], instances);
    }

    public async Task AcknowledgeSubscriber(string address)
    {
        using var pass = await _pool.Gate.Enter(Address);
        for (_memory.AtHome(); !_memory.IsLoaded; _memory.AtHome()) await _memory.Load();
        var key = SipAddress.TryParse(address, out var parsed) ? parsed.Value : address;
        if (_memory.Contents.FindSubscriber(key) is { Acknowledged: false } subscriber) await SetSubscriber(subscriber, subscriber with { Acknowledged = true });
    }

    public async Task<bool> SetLegacyPresence(EndpointKey endpoint, LegacyPublish presence)
    {
        if (presence.UserInfo is { Length: > 0 } text && (text.Length > _pool.Limits.UserInfoLength || !LegacyPresence.IsUserInfo(text))) return false;
        if (presence.Standard is { Note.Length: var length } && length > _pool.Limits.UserInfoLength) return false;
        using var pass = await _pool.Gate.Enter(Address);
        for (_memory.AtHome(); !_memory.IsLoaded; _memory.AtHome()) await _memory.Load();
        Presence.SetLegacy(endpoint.Id, presence);
        List<UserChange> rows = [];
        var info = presence.UserInfo is { Length: 0 } ? null : presence.UserInfo ?? _memory.Account!.LegacyUserInfo;
        if (info != _memory.Account!.LegacyUserInfo) rows.Add(new UserChange.AccountSet(_memory.SetAccount(a => a with { LegacyUserInfo = info })));
        var who = Presence.Who(_registrar.Endpoints);
        await _memory.Save(rows, () => Presence.Announce(who, presence.Device is null ? ["state", "note"] : ["state", "note", FreeBusy.Category]));
        return true;
    }

    public async Task<ImmutableArray<Subscriber>> SubscribePendingWatchers(EndpointKey endpoint)
    {
        for (_memory.AtHome(); !_memory.IsLoaded; _memory.AtHome()) await _memory.Load();
        Presence.Topics.Add(endpoint, Topics.PendingWatchers);
        return Pending(_memory.Contents.Access, _memory.Contents.Subscribers);
    }

    public async Task<ImmutableArray<WatcherEntry>> SubscribeWatchers(EndpointKey endpoint)
    {
        for (_memory.AtHome(); !_memory.IsLoaded; _memory.AtHome()) await _memory.Load();
        Presence.Topics.Add(endpoint, Topics.Watchers);
        return Presence.People();
    }

    public async Task<PresenceView?> Watch(EndpointKey watcher, string watcherDisplayName, bool added, TimeSpan expires, bool tell)
    {
        // Only the "added you" is a write.
        using var pass = added ? await _pool.Gate.Enter(Address) : null;
        for (_memory.AtHome(); !_memory.IsLoaded; _memory.AtHome()) await _memory.Load();
        if (expires > TimeSpan.Zero)
        {
            var until = _pool.Time.GetUtcNow() + expires;
            var before = Presence.PeopleIfAsked();
            Presence.Watchers.Set(watcher, new Watcher(watcherDisplayName, until), _pool.Limits.Watchers);
            Presence.TellPeople(before, WatcherEvent.Subscribe);
            StayFor(expires);
            _registrar.NoteDue(until);
            _registrar.NoteDue();
        }

        var access = Presence.AccessOf(watcher);
        if (access.Pending) TellPending();
        var person = watcher.User.Value;
        // Who is blocked is not told of, and one more than anybody can be told of is not kept.
        if (added && watcher.User != Address && access.Container != ContainerIds.Blocked && _memory.Contents.FindSubscriber(person) is null
            && _memory.Contents.Subscribers.Length < _pool.Limits.Watchers)
            await SetSubscriber(null, new Subscriber(person, watcherDisplayName, false));
        for (_memory.AtHome(); !_memory.IsLoaded; _memory.AtHome()) await _memory.Load();
        var view = Presence.View(_registrar.Endpoints, watcher);
        if (Presence.HoldsUntil is { } settled) _registrar.NoteDue(settled);
        if (!tell || view is null) return view;
        // In the turn that composed it: what changes later leaves later.
        _pool.Door.Deliver(watcher, new HomeNotification.PresenceChanged(view));
        return null;
    }

    public Task Unwatch(EndpointKey watcher)
    {
        _registrar.Unwatch(watcher);
        return Task.CompletedTask;
    }

    public async Task TellCard()
    {
        for (_memory.AtHome(); !_memory.IsLoaded; _memory.AtHome()) await _memory.Load();
        Presence.Announce(Presence.Who(_registrar.Endpoints), [ContactCard.Category]);
    }

    public async Task<bool> MayCommunicate(SipAddress caller)
    {
        for (_memory.AtHome(); !_memory.IsLoaded; _memory.AtHome()) await _memory.Load();
        return caller == Address || Access.Of(_memory.Contents.Access, caller, _pool.Pool).MayCommunicate;
    }

    public async Task<bool> IsCalling()
    {
        for (_memory.AtHome(); !_memory.IsLoaded; _memory.AtHome()) await _memory.Load();
        return Presence.Who(_registrar.Endpoints).State(ContainerIds.Team).IsCalling;
    }

    public async Task<ImmutableArray<Meeting>> GetMeetings()
    {
        for (_memory.AtHome(); !_memory.IsLoaded; _memory.AtHome()) await _memory.Load();
        return _memory.Contents.Meetings;
    }

    public Task Sweep() => _registrar.Sweep();

    public Task<int> Close(DeregisterReason reason) => _registrar.Close(reason);

    internal void StayFor(TimeSpan time) => DelayDeactivation(time + Linger);

    internal void Leave() => DeactivateOnIdle();

    private async Task<PermissionsResult> ChangeAccess(PermissionsOutcome outcome)
    {
        var home = _memory.Contents;
        var before = home.Access;
        if (outcome.Refusal is not null) return new PermissionsResult(outcome.Refusal, before.AclDelta, outcome.WrongContainer, outcome.CurrentVersion);
        home.Access = outcome.After;
        var difference = AccessDifference.Between(before, outcome.After);
        var account = _memory.SetAccount(a => a with { AclDelta = outcome.After.AclDelta });
        var (subscribers, decided) = (home.Subscribers, AddedYou.Decided(home.Subscribers, difference));
        foreach (var person in decided) home.Subscribers = home.Subscribers.Replace(home.FindSubscriber(person.Address)!, person);
        var now = home.Subscribers;
        await _memory.Save([.. Rows.Of(difference, account), .. decided.Select(person => new UserChange.SubscriberPut(person))], () =>
        {
            if (difference.Delta) Presence.Topics.Tell(_pool.Door, Topics.Acl, new HomeNotification.AclChanged(outcome.After.List));
            var containers = outcome.After.Containers.RemoveAll(c => !difference.Containers.Contains(c.Id));
            if (!containers.IsEmpty) Presence.Topics.Tell(_pool.Door, Topics.Containers, new HomeNotification.SelfChanged(new RoamingSelf(null, containers, null)));
            Presence.AnnounceAccess(_registrar.Endpoints, before);
            Presence.TellPeople(Presence.PeopleIfAsked(before), WatcherEvent.Approved);
            if (!decided.IsEmpty) Presence.Topics.Tell(_pool.Door, Topics.Subscribers, new HomeNotification.SelfChanged(new RoamingSelf(null, null, now)));
            if (!Pending(before, subscribers).SequenceEqual(Pending(outcome.After, now))) TellPending();
        });
        return new PermissionsResult(null, outcome.After.AclDelta, null);
    }

    private Task SetSubscriber(Subscriber? before, Subscriber after)
    {
        var home = _memory.Contents;
        home.Subscribers = before is null ? home.Subscribers.Add(after) : home.Subscribers.Replace(before, after);
        var subscribers = home.Subscribers;
        return _memory.Save(
            [new UserChange.SubscriberPut(after)],
            () =>
            {
                Presence.Topics.Tell(_pool.Door, Topics.Subscribers, new HomeNotification.SelfChanged(new RoamingSelf(null, null, subscribers)));
                TellPending();
            });
    }

    private ImmutableArray<Subscriber> Pending(AccessState access, ImmutableArray<Subscriber> subscribers) =>
        AddedYou.ToAsk(access, subscribers, Presence.Watchers.Pending(access, _pool.Pool));

    private void TellPending() => Presence.Topics.Tell(
        _pool.Door, Topics.PendingWatchers, new HomeNotification.PendingWatchersChanged(Pending(_memory.Contents.Access, _memory.Contents.Subscribers)));
}
