using Godwit.Pool.Contacts;
using Godwit.Pool.Meetings;
using Godwit.Pool.Permissions;
using Godwit.Pool.Presence;

namespace Godwit.Pool.BackEnds;

/// <summary>One row's change of a user's data. A list of them is saved in one transaction.</summary>
public abstract record UserChange
{
    public sealed record AccountSet(UserAccount Account) : UserChange;

    public sealed record GroupPut(ContactGroup Group) : UserChange;

    public sealed record GroupDropped(int Id) : UserChange;

    public sealed record ContactPut(Contact Contact) : UserChange;

    public sealed record ContactDropped(string Uri) : UserChange;

    public sealed record AcePut(Ace Ace) : UserChange;

    public sealed record AceDropped(AceType Type, string Mask) : UserChange;

    public sealed record ContainerSet(ContainerVersion Version) : UserChange;

    public sealed record MemberPut(ContainerMember Member) : UserChange;

    public sealed record MemberDropped(ContainerMember Member) : UserChange;

    public sealed record PublicationPut(Publication Publication) : UserChange;

    public sealed record PublicationDropped(string Category, long Instance, int Container) : UserChange;

    public sealed record SubscriberPut(Subscriber Subscriber) : UserChange;

    public sealed record SubscriberDropped(string Address) : UserChange;

    public sealed record MeetingPut(Meeting Meeting) : UserChange;

    public sealed record MeetingDropped(string Id) : UserChange;
}
