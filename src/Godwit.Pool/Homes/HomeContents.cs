using System.Collections.Immutable;
using Godwit.Pool.BackEnds;
using Godwit.Pool.Contacts;
using Godwit.Pool.Meetings;
using Godwit.Pool.Permissions;

namespace Godwit.Pool.Homes;

/// <summary>A user's data as loaded from the back end and changed since; publications and single values stand beside it in <see cref="HomeMemory"/>.</summary>
internal sealed class HomeContents
{
    private readonly ActiveHome _active;

    /// <param name="active">Is told of the permissions.</param>
    public HomeContents(UserData loaded, ActiveHome active)
    {
        _active = active;
        Contacts = ContactRules.Whole(new ContactList(loaded.Account.ContactsDelta, loaded.Groups, loaded.Contacts));
        Access = PermissionRules.Whole(new AccessState(loaded.Account.AclDelta, loaded.Aces, loaded.Containers, loaded.Members));
        Subscribers = loaded.Subscribers;
        Meetings = loaded.Meetings;
    }

    public ContactList Contacts { get; set; }

    public AccessState Access
    {
        get;
        set => _active.Permissions = field = value;
    }

    public ImmutableArray<Subscriber> Subscribers { get; set; }

    public ImmutableArray<Meeting> Meetings { get; }

    public Subscriber? FindSubscriber(string address)
    {
        foreach (var subscriber in Subscribers)
            if (subscriber.Address == address) return subscriber;
        return null;
    }
}
