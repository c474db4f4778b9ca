using System.Collections.Immutable;
using Godwit.Pool.BackEnds;
using Godwit.Pool.Contacts;
using Godwit.Pool.Meetings;
using Godwit.Pool.Permissions;

namespace Godwit.Pool.Homes;

/// <summary>A user's data as loaded from the back end and changed since; publications and single values stand beside it in <see cref="HomeMemory"/>.</summary>
internal sealed class HomeContents(UserData loaded)
{
    public ContactList Contacts { get; set; } = ContactRules.Whole(new ContactList(loaded.Account.ContactsDelta, loaded.Groups, loaded.Contacts));

    public AccessState Access { get; set; } = PermissionRules.Whole(new AccessState(loaded.Account.AclDelta, loaded.Aces, loaded.Containers, loaded.Members));

    public ImmutableArray<Subscriber> Subscribers { get; set; } = loaded.Subscribers;

    public ImmutableArray<Meeting> Meetings { get; } = loaded.Meetings;

    public Subscriber? FindSubscriber(string address)
    {
        foreach (var subscriber in Subscribers)
            if (subscriber.Address == address) return subscriber;
        return null;
    }
}
