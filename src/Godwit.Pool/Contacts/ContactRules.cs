using System.Collections.Immutable;
using Godwit.Pool.Pools;

namespace Godwit.Pool.Contacts;

/// <summary>Refused (the list stays), or done: the list after, what changed in it, and the id of a group that was added.</summary>
public sealed record ContactsOutcome(ContactsRefusal? Refusal, ContactList After, ContactsDelta? Delta, int? GroupId);

/// <summary>
/// What may be done to a contact list and what it does ([MS-SIP] §3.7). One version for contacts and groups together: a change must carry the
/// current one and raises it by 1, even when it finds nothing to change, because clients count every request that was answered with 200.
/// </summary>
public static class ContactRules
{
    /// <summary>Group 1, made by the server; clients show it as "Other Contacts".</summary>
    public static readonly ContactGroup OtherContacts = new(1, "~", "");

    public static ContactsOutcome Apply(ContactList list, ContactsCommand command, PoolLimits limits) =>
        command.Delta != list.Delta ? Refused(list, ContactsRefusal.WrongDelta) : command switch
        {
            ContactsCommand.SetContact set => SetContact(list, set.Contact, limits),
            ContactsCommand.DeleteContact delete => DeleteContact(list, delete.Uri),
            ContactsCommand.AddGroup add => AddGroup(list, add.Name, add.ExternalUri, limits),
            ContactsCommand.ModifyGroup modify => ModifyGroup(list, modify.Group, limits),
            ContactsCommand.DeleteGroup delete => DeleteGroup(list, delete.Id),
            _ => throw new ArgumentOutOfRangeException(nameof(command)),
        };

    /// <summary>A list as it must be: with group 1, and no contact without a group. What an import or a hand in the database left out is put right.</summary>
    public static ContactList Whole(ContactList list) => list with
    {
        Groups = list.Groups.Any(g => g.Id == OtherContacts.Id) ? list.Groups : list.Groups.Insert(0, OtherContacts),
        Contacts = list.Contacts.All(c => c.Groups.Length > 0)
            ? list.Contacts
            : [.. list.Contacts.Select(c => c.Groups.Length > 0 ? c : c with { Groups = [OtherContacts.Id] })],
    };

    private static ContactsOutcome SetContact(ContactList list, Contact asked, PoolLimits limits)
    {
        var uri = WithoutScheme(asked.Uri);
        if (uri.Length > limits.UriLength || asked.Name.Length > limits.NameLength || asked.ExternalUri.Length > limits.ExternalUriLength
            || asked.Extension?.Length > limits.ExtensionLength) return Refused(list, ContactsRefusal.TooLong);
        if (!IsUri(uri)) return Refused(list, ContactsRefusal.InvalidUri);

        var groups = asked.Groups.IsDefaultOrEmpty ? [OtherContacts.Id] : asked.Groups.Distinct().Order().ToImmutableArray();
        foreach (var id in groups)
            if (list.Groups.All(g => g.Id != id)) return Refused(list, ContactsRefusal.NoSuchGroup);

        var at = IndexOf(list, uri);
        if (at < 0 && list.Contacts.Length >= limits.Contacts) return Refused(list, ContactsRefusal.ContactLimit);

        // The stored spelling stays: a URI that only differs in case is the same contact, and its row's key.
        var contact = asked with { Uri = at < 0 ? uri : list.Contacts[at].Uri, Groups = groups, Extension = asked.Extension ?? (at < 0 ? null : list.Contacts[at].Extension) };
        return at < 0
            ? Done(list with { Contacts = list.Contacts.Add(contact) }, d => d with { AddedContacts = [contact] })
            : Done(list with { Contacts = list.Contacts.SetItem(at, contact) }, d => d with { ModifiedContacts = [contact] });
    }

    private static ContactsOutcome DeleteContact(ContactList list, string asked)
    {
        var at = IndexOf(list, WithoutScheme(asked));
        return at < 0
            ? Refused(list, ContactsRefusal.NoSuchContact)
            : Done(list with { Contacts = list.Contacts.RemoveAt(at) }, d => d with { DeletedContacts = [list.Contacts[at].Uri] });
    }

    private static ContactsOutcome AddGroup(ContactList list, string name, string externalUri, PoolLimits limits)
    {
        // Clients that think there is no group yet ask for this one: it is there.
        if (name == OtherContacts.Name) return Done(list, d => d, OtherContacts.Id);
        if (name.Length > limits.NameLength || externalUri.Length > limits.ExternalUriLength) return Refused(list, ContactsRefusal.TooLong);
        if (IsTaken(list, name, except: 0)) return Refused(list, ContactsRefusal.NameInUse);
        var id = 2;
        while (list.Groups.Any(g => g.Id == id)) id++;
        if (id > limits.Groups) return Refused(list, ContactsRefusal.GroupLimit);
        var group = new ContactGroup(id, name, externalUri);
        return Done(list with { Groups = [.. list.Groups.Add(group).OrderBy(g => g.Id)] }, d => d with { AddedGroups = [group] }, id);
    }

    private static ContactsOutcome ModifyGroup(ContactList list, ContactGroup group, PoolLimits limits)
    {
        var at = IndexOf(list, group.Id);
        if (at < 0) return Refused(list, ContactsRefusal.NoSuchGroup);
        if (group.Id == OtherContacts.Id && group.Name != OtherContacts.Name) return Refused(list, ContactsRefusal.GroupIsFixed);
        if (group.Name.Length > limits.NameLength || group.ExternalUri.Length > limits.ExternalUriLength) return Refused(list, ContactsRefusal.TooLong);
        if (IsTaken(list, group.Name, except: group.Id)) return Refused(list, ContactsRefusal.NameInUse);
        return Done(list with { Groups = list.Groups.SetItem(at, group) }, d => d with { ModifiedGroups = [group] });
    }

    /// <summary>Its contacts leave the group first, in the same change; who was nowhere else goes to group 1.</summary>
    private static ContactsOutcome DeleteGroup(ContactList list, int id)
    {
        if (id == OtherContacts.Id) return Refused(list, ContactsRefusal.GroupIsFixed);
        var at = IndexOf(list, id);
        if (at < 0) return Refused(list, ContactsRefusal.NoSuchGroup);
        var modified = ImmutableArray.CreateBuilder<Contact>();
        var contacts = list.Contacts;
        for (var i = 0; i < contacts.Length; i++)
        {
            if (!contacts[i].Groups.Contains(id)) continue;
            var left = contacts[i].Groups.Remove(id);
            contacts = contacts.SetItem(i, contacts[i] with { Groups = left.IsEmpty ? [OtherContacts.Id] : left });
            modified.Add(contacts[i]);
        }

        return Done(list with { Groups = list.Groups.RemoveAt(at), Contacts = contacts }, d => d with { ModifiedContacts = modified.ToImmutable(), DeletedGroups = [id] });
    }

    private static ContactsOutcome Refused(ContactList list, ContactsRefusal refusal) => new(refusal, list, null, null);

    private static ContactsOutcome Done(ContactList after, Func<ContactsDelta, ContactsDelta> what, int? group = null)
    {
        var next = after with { Delta = after.Delta + 1 };
        return new ContactsOutcome(null, next, what(new ContactsDelta(next.Delta, after.Delta, [], [], [], [], [], [])), group);
    }

    private static bool IsTaken(ContactList list, string name, int except) =>
        list.Groups.Any(g => g.Id != except && string.Equals(g.Name, name, StringComparison.OrdinalIgnoreCase));

    private static int IndexOf(ContactList list, int group)
    {
        for (var i = 0; i < list.Groups.Length; i++)
            if (list.Groups[i].Id == group) return i;
        return -1;
    }

    private static int IndexOf(ContactList list, string uri)
    {
        for (var i = 0; i < list.Contacts.Length; i++)
            if (string.Equals(list.Contacts[i].Uri, uri, StringComparison.OrdinalIgnoreCase)) return i;
        return -1;
    }

    private static string WithoutScheme(string uri) => uri.StartsWith("sip:", StringComparison.OrdinalIgnoreCase) ? uri[4..] : uri;

    /// <summary>Lists of this family hold more than SIP addresses (<c>tel:</c> too), so only what can be no URI at all is refused.</summary>
    private static bool IsUri(string uri)
    {
        if (uri.Length == 0) return false;
        foreach (var c in uri)
            if (c <= ' ' || c == 127 || c is '<' or '>' or '"') return false;
        return true;
    }
}
