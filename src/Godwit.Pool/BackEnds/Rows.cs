using Godwit.Pool.Contacts;
using Godwit.Pool.Permissions;
using Godwit.Pool.Presence;

namespace Godwit.Pool.BackEnds;

/// <summary>What the outcome of a rule is in rows of the back end.</summary>
public static class Rows
{
    public static List<UserChange> Of(ContactsDelta delta, UserAccount account)
    {
        var rows = new List<UserChange>();
        foreach (var group in delta.AddedGroups) rows.Add(new UserChange.GroupPut(group));
        foreach (var group in delta.ModifiedGroups) rows.Add(new UserChange.GroupPut(group));
        foreach (var contact in delta.AddedContacts) rows.Add(new UserChange.ContactPut(contact));
        foreach (var contact in delta.ModifiedContacts) rows.Add(new UserChange.ContactPut(contact));
        foreach (var id in delta.DeletedGroups) rows.Add(new UserChange.GroupDropped(id));
        foreach (var uri in delta.DeletedContacts) rows.Add(new UserChange.ContactDropped(uri));
        rows.Add(new UserChange.AccountSet(account));
        return rows;
    }

    public static List<UserChange> Of(AccessDifference difference, UserAccount account)
    {
        var rows = new List<UserChange>();
        foreach (var ace in difference.DroppedAces) rows.Add(new UserChange.AceDropped(ace.Type, ace.Mask));
        foreach (var ace in difference.PutAces) rows.Add(new UserChange.AcePut(ace));
        foreach (var member in difference.DroppedMembers) rows.Add(new UserChange.MemberDropped(member));
        foreach (var member in difference.PutMembers) rows.Add(new UserChange.MemberPut(member));
        foreach (var version in difference.Versions) rows.Add(new UserChange.ContainerSet(version));
        if (difference.Delta) rows.Add(new UserChange.AccountSet(account));
        return rows;
    }

    public static List<UserChange> Of(PublicationsOutcome outcome)
    {
        var rows = new List<UserChange>();
        foreach (var publication in outcome.Dropped) rows.Add(Dropped(publication));
        foreach (var publication in outcome.Stored) rows.Add(new UserChange.PublicationPut(publication));
        return rows;
    }

    public static UserChange Dropped(Publication publication) =>
        new UserChange.PublicationDropped(publication.Category, publication.Instance, publication.Container);
}
