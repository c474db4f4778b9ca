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
    private readonly WeakReference<ContactList> _contacts = new(null!);

    /// <param name="active">Is told of the permissions.</param>
    public HomeContents(UserData loaded, ActiveHome active)
    {
        _active = active;
        Contacts = ContactsOf(loaded);
        Access = PermissionRules.Whole(new AccessState(loaded.Account.AclDelta, loaded.Aces, loaded.Containers, loaded.Members));
        Subscribers = loaded.Subscribers;
        Meetings = loaded.Meetings;
    }

    /// <summary>
    /// Null: nobody has used it for a while, and it is to be loaded again. The list is most of a user's data, and only needed when she signs in or changes it.
    /// </summary>
    public ContactList? Contacts
    {
        get => _contacts.TryGetTarget(out var list) ? list : null;
        set => _contacts.SetTarget(value!);
    }

    public AccessState Access
    {
        get;
        set => _active.Permissions = field = value;
    }

    public ImmutableArray<Subscriber> Subscribers { get; set; }

    public ImmutableArray<Meeting> Meetings { get; }

    public static ContactList ContactsOf(UserData loaded) => ContactRules.Whole(new ContactList(loaded.Account.ContactsDelta, loaded.Groups, loaded.Contacts));

    public Subscriber? FindSubscriber(string address)
    {
        foreach (var subscriber in Subscribers)
            if (subscriber.Address == address) return subscriber;
        return null;
    }
}
