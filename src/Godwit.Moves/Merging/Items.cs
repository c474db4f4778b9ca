using System.Globalization;
using Godwit.Moves.Parcels;
using Godwit.Pool.BackEnds;
using Godwit.Pool.Contacts;
using Godwit.Pool.Meetings;
using Godwit.Pool.Permissions;
using Godwit.Pool.Presence;

namespace Godwit.Moves.Merging;

/// <summary>A user's rows as items that people know.</summary>
public static class Items
{
    public static LostItem Of(ContactGroup group) => new("contact group", group.Id.ToString(CultureInfo.InvariantCulture), group.Name);

    public static LostItem Of(Contact contact) => new("contact", contact.Uri, contact.Name.Length > 0 ? contact.Name : contact.Uri);

    public static LostItem Of(Ace ace) => Plain("allow/block entry", ace.Mask.Length > 0 ? $"{ParcelTexts.Text(ace.Type)} {ace.Mask}" : ParcelTexts.Text(ace.Type));

    public static LostItem Of(ContainerMember member) =>
        Plain("container member", string.Create(CultureInfo.InvariantCulture, $"{member.Type}{(member.Value.Length > 0 ? " " : "")}{member.Value} in {member.Container}"));

    public static LostItem Of(Publication publication) =>
        Plain("publication", string.Create(CultureInfo.InvariantCulture, $"{publication.Category} {publication.Instance} in {publication.Container}"));

    public static LostItem Of(Subscriber subscriber) => new("subscriber", subscriber.Address, subscriber.DisplayName.Length > 0 ? subscriber.DisplayName : subscriber.Address);

    public static LostItem Of(Meeting meeting) => new("meeting", meeting.Id, meeting.Subject.Length > 0 ? meeting.Subject : meeting.Id);

    /// <summary>Everything but what the server makes by itself.</summary>
    public static IEnumerable<LostItem> Of(UserData user) =>
    [
        .. user.Contacts.Select(Of), .. user.Groups.Where(g => g.Id != ContactRules.OtherContacts.Id).Select(Of), .. user.Aces.Select(Of), .. user.Meetings.Select(Of),
        .. user.Members.Select(Of), .. user.Publications.Select(Of), .. user.Subscribers.Select(Of),
    ];

    private static LostItem Plain(string kind, string key) => new(kind, key, key);
}
