using System.Collections.Concurrent;
using Godwit.Pool.BackEnds;
using Godwit.Pool.Contacts;
using Godwit.Pool.Users;

namespace Godwit.Scenarios.Homes;

/// <summary>A back end in memory that can be held, broken and counted.</summary>
internal sealed class FakeStore : IUserStore
{
    private readonly ConcurrentDictionary<SipAddress, UserData> _users = new();
    private readonly ConcurrentDictionary<SipAddress, TaskCompletionSource> _held = new();

    public ConcurrentQueue<(SipAddress User, IReadOnlyList<UserChange> Changes)> Saves { get; } = new();

    public ConcurrentQueue<SipAddress> Loads { get; } = new();

    public ConcurrentDictionary<SipAddress, Exception> Faults { get; } = new();

    public UserData? this[SipAddress user]
    {
        get => _users.GetValueOrDefault(user);
        set => _users[user] = value!;
    }

    /// <summary>Saves of this user wait until the result is completed.</summary>
    public TaskCompletionSource Hold(SipAddress user) => _held[user] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public int SavesOf(SipAddress user) => Saves.Count(s => s.User == user);

    public Task<UserData?> Load(SipAddress user, CancellationToken cancel)
    {
        Loads.Enqueue(user);
        return Faults.TryGetValue(user, out var fault) ? Task.FromException<UserData?>(fault) : Task.FromResult(this[user]);
    }

    public Task<UserAccount?> LoadAccount(SipAddress user, CancellationToken cancel) =>
        Faults.TryGetValue(user, out var fault) ? Task.FromException<UserAccount?>(fault) : Task.FromResult(this[user]?.Account);

    public Task<IReadOnlyList<SipAddress>> LoadRichModes(CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<SipAddress>>([.. _users.Values.Where(u => u.Account.RichMode).Select(u => u.Address)]);

    public async Task Save(SipAddress user, IReadOnlyList<UserChange> changes, CancellationToken cancel)
    {
        await Task.Yield();
        if (_held.TryGetValue(user, out var held)) await held.Task;
        if (Faults.TryGetValue(user, out var fault)) throw fault;
        Saves.Enqueue((user, changes));
        _users[user] = changes.Aggregate(this[user] ?? UserData.Empty(user), Apply);
    }

    private static UserData Apply(UserData user, UserChange change) => change switch
    {
        UserChange.AccountSet c => user with { Account = c.Account },
        UserChange.GroupPut c => user with { Groups = user.Groups.RemoveAll(g => g.Id == c.Group.Id).Add(c.Group) },
        UserChange.GroupDropped c => user with { Groups = user.Groups.RemoveAll(g => g.Id == c.Id) },
        UserChange.ContactPut c => user with { Contacts = user.Contacts.RemoveAll(x => x.Uri == c.Contact.Uri).Add(c.Contact) },
        UserChange.ContactDropped c => user with { Contacts = user.Contacts.RemoveAll(x => x.Uri == c.Uri) },
        UserChange.AcePut c => user with { Aces = user.Aces.RemoveAll(a => a.Type == c.Ace.Type && a.Mask == c.Ace.Mask).Add(c.Ace) },
        UserChange.AceDropped c => user with { Aces = user.Aces.RemoveAll(a => a.Type == c.Type && a.Mask == c.Mask) },
        UserChange.ContainerSet c => user with { Containers = user.Containers.RemoveAll(v => v.Container == c.Version.Container).Add(c.Version) },
        UserChange.MemberPut c => user with { Members = user.Members.Remove(c.Member).Add(c.Member) },
        UserChange.MemberDropped c => user with { Members = user.Members.Remove(c.Member) },
        UserChange.PublicationPut c => user with { Publications = user.Publications.RemoveAll(p => Key(p) == Key(c.Publication)).Add(c.Publication) },
        UserChange.PublicationDropped c => user with { Publications = user.Publications.RemoveAll(p => Key(p) == (c.Category, c.Instance, c.Container)) },
        UserChange.SubscriberPut c => user with { Subscribers = user.Subscribers.RemoveAll(s => s.Address == c.Subscriber.Address).Add(c.Subscriber) },
        UserChange.SubscriberDropped c => user with { Subscribers = user.Subscribers.RemoveAll(s => s.Address == c.Address) },
        UserChange.MeetingPut c => user with { Meetings = user.Meetings.RemoveAll(m => m.Id == c.Meeting.Id).Add(c.Meeting) },
        UserChange.MeetingDropped c => user with { Meetings = user.Meetings.RemoveAll(m => m.Id == c.Id) },
        _ => throw new ArgumentOutOfRangeException(nameof(change)),
    };

    private static (string, long, int) Key(Godwit.Pool.Presence.Publication p) => (p.Category, p.Instance, p.Container);
}
