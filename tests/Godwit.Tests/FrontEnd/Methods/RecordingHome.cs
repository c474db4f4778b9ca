using System.Collections.Immutable;
using Godwit.Pool.Contacts;
using Godwit.Pool.Homes;
using Godwit.Pool.Meetings;
using Godwit.Pool.Permissions;
using Godwit.Pool.Pools;
using Godwit.Pool.Presence;
using Godwit.Pool.Users;

namespace Godwit.Tests.FrontEnd.Methods;

/// <summary>A home that writes down what it is asked, and answers what the test says; endpoints, contacts and publications follow the pool's own rules.</summary>
internal sealed class RecordingHome(SipAddress user, PoolGeneration generation, TimeProvider time) : IHomeGrain
{
    private EndpointSet _endpoints;

    public bool RichMode { get; set; }

    public ContactList Contacts { get; set; } = new(1, [ContactRules.OtherContacts], []);

    public AccessList Acl { get; set; } = new(1, []);

    public RoamingSelf Self { get; set; } = new([], [], []);

    public PresenceView View { get; set; } = new(user, [], new LegacyView(0, 100, "", null, null, null, ""));

    public ImmutableArray<Publication> Publications { get; set; } = [];

    public PermissionsResult Permissions { get; set; } = new(null, 2, null);

    public bool TakesLegacyPresence { get; set; } = true;

    public HashSet<SipAddress> Blocked { get; } = [];

    /// <summary>Runs inside the next call, before it answers: what the home tells meanwhile.</summary>
    public Action? Meanwhile { get; set; }

    public Exception? Fault { get; set; }

    public List<object> Asked { get; } = [];

    public ImmutableArray<Endpoint> Endpoints => _endpoints.All;

    public Task<SignInResult> SignIn(SignInRequest request)
    {
        Note(request);
        var decision = SignInRules.Decide(request.Client, generation, request.EnhancedPresenceEnabled, RichMode);
        if (decision.Refusal is { } refusal) return Task.FromResult(new SignInResult(refusal, null, null, false));
        RichMode |= decision.SetsRichMode;
        var change = _endpoints.Register(request, decision.Mode, time.GetUtcNow(), 8);
        _endpoints = change.After;
        return Task.FromResult(new SignInResult(null, change.Endpoint, change.ReplacedConnection, change.IsRefresh, _endpoints.All));
    }

    public Task SignOut(EndpointKey endpoint, string? connection)
    {
        Note((endpoint, connection));
        _endpoints = _endpoints.Remove(endpoint.Id, connection, out _);
        return Task.CompletedTask;
    }

    public Task<ImmutableArray<Endpoint>> Reach() => Task.FromResult(_endpoints.All);

    public Task<ContactList> SubscribeContacts(EndpointKey endpoint) => Answer("SubscribeContacts", Contacts);

    public Task<ContactsResult> ChangeContacts(ContactsCommand command)
    {
        Note(command);
        var outcome = ContactRules.Apply(Contacts, command, new PoolLimits());
        if (outcome.Refusal is null) Contacts = outcome.After;
        return Task.FromResult(new ContactsResult(outcome.Refusal, Contacts.Delta, outcome.GroupId, outcome.Delta is { AddedContacts.IsEmpty: false }));
    }

    public Task<AccessList> SubscribeAcl(EndpointKey endpoint) => Answer("SubscribeAcl", Acl);

    public Task<PermissionsResult> SetAce(Ace ace, int delta) => Answer((ace, delta), Permissions);

    public Task<PermissionsResult> SetContainerMembers(ImmutableArray<ContainerCommand> commands) => Answer(commands, Permissions);

    public Task<RoamingSelf> SubscribeSelf(EndpointKey endpoint, bool categories, bool containers, bool subscribers) => Answer((categories, containers, subscribers), Self);

    public Task<PublishResult> Publish(EndpointKey endpoint, ImmutableArray<PublishCommand> commands)
    {
        Note(commands);
        var outcome = PublicationRules.Publish(Publications, commands, endpoint.Id, time.GetUtcNow(), new PoolLimits());
        if (!outcome.IsDone) return Task.FromResult(new PublishResult(outcome.WrongVersions, [], outcome.Refusal));
        Publications = outcome.After;
        return Task.FromResult(new PublishResult([], [.. outcome.Touched.Select(name => new CategoryInstances(name, PublicationRules.InstancesOf(Publications, name, time.GetUtcNow())))]));
    }

    public Task AcknowledgeSubscriber(string address) => Answer(address, true);

    public Task<bool> SetLegacyPresence(EndpointKey endpoint, LegacyPublish presence) => Answer(presence, TakesLegacyPresence);

    public Task<ImmutableArray<Subscriber>> SubscribePendingWatchers(EndpointKey endpoint) =>
        Answer("SubscribePendingWatchers", ImmutableArray.Create(new Subscriber("carol@godwit.test", "Carol", false)));

    public ImmutableArray<WatcherEntry> Watchers { get; set; } = [];

    public Task<ImmutableArray<WatcherEntry>> SubscribeWatchers(EndpointKey endpoint) => Answer("SubscribeWatchers", Watchers);

    public Task<PresenceView?> Watch(EndpointKey watcher, string watcherDisplayName, bool added, TimeSpan expires, bool tell) =>
        Answer<PresenceView?>(("Watch", watcher, watcherDisplayName, added), View);

    public Task Unwatch(EndpointKey watcher) => Answer(("Unwatch", watcher), true);

    public Task TellCard() => throw new NotSupportedException();

    public Task<bool> MayCommunicate(SipAddress caller) => Task.FromResult(!Blocked.Contains(caller));

    public Task<bool> IsCalling() => Task.FromResult(false);

    public Task<ImmutableArray<Meeting>> GetMeetings() => Task.FromResult(ImmutableArray<Meeting>.Empty);

    public Task Sweep() => Task.CompletedTask;

    public Task<int> Close(DeregisterReason reason) => Task.FromResult(0);

    private Task<T> Answer<T>(object asked, T answer)
    {
        Note(asked);
        return Task.FromResult(answer);
    }

    private void Note(object asked)
    {
        Asked.Add(asked);
        if (Fault is not null) throw Fault;
        var run = Meanwhile;
        Meanwhile = null;
        run?.Invoke();
    }
}
