using System.Collections.Immutable;
using Godwit.Pool.BackEnds;
using Godwit.Pool.Contacts;

namespace Godwit.Files.Merging;

/// <summary>
/// Contacts and groups of a file into those of a user. Group numbers are each list's own: a group is the same when its name and external URI are, and one that is
/// new gets a number that is free.
/// </summary>
internal static class ContactMerge
{
    public static (ImmutableArray<ContactGroup> Groups, ImmutableArray<Contact> Contacts) Apply(UserData before, UserData file)
    {
        var groups = before.Groups.ToList();
        var numbers = new Dictionary<int, int>();
        foreach (var group in file.Groups) numbers[group.Id] = Find(groups, group) ?? Add(groups, group);
        var contacts = before.Contacts.ToList();
        var at = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < contacts.Count; i++) at[contacts[i].Uri] = i;
        foreach (var contact in file.Contacts)
        {
            var mapped = contact with { Groups = [.. contact.Groups.Select(g => numbers.GetValueOrDefault(g, g)).Distinct().Order()] };
            if (at.TryGetValue(contact.Uri, out var place))
            {
                contacts[place] = Update(contacts[place], mapped);
            }
            else
            {
                at[contact.Uri] = contacts.Count;
                contacts.Add(mapped);
            }
        }
        return ([.. groups.OrderBy(g => g.Id)], [.. contacts]);
    }

    public static bool AreSame(ImmutableArray<Contact> some, ImmutableArray<Contact> others) =>
        some.Length == others.Length && InOrder(some).Zip(InOrder(others)).All(pair => pair.First.Groups.SequenceEqual(pair.Second.Groups) && pair.First with { Groups = default } == pair.Second with { Groups = default });

    private static IEnumerable<Contact> InOrder(ImmutableArray<Contact> contacts) => contacts.OrderBy(c => c.Uri, StringComparer.OrdinalIgnoreCase);

    private static int? Find(List<ContactGroup> groups, ContactGroup group)
    {
        if (groups.Contains(group)) return group.Id;
        if (group.Name == ContactRules.OtherContacts.Name) return ContactRules.OtherContacts.Id;
        return groups.Find(g => string.Equals(g.Name, group.Name, StringComparison.OrdinalIgnoreCase) && g.ExternalUri == group.ExternalUri)?.Id;
    }

    private static int Add(List<ContactGroup> groups, ContactGroup group)
    {
        var number = group.Id > 1 && groups.All(g => g.Id != group.Id) ? group.Id : 2;
        while (groups.Any(g => g.Id == number)) number++;
        groups.Add(group with { Id = number });
        return number;
    }

    private static Contact Update(Contact before, Contact file) => before with
    {
        Name = file.Name.Length > 0 ? file.Name : before.Name,
        Groups = [.. before.Groups.Concat(file.Groups).Distinct().Order()],
        Subscribed = before.Subscribed || file.Subscribed,
        ExternalUri = file.ExternalUri.Length > 0 ? file.ExternalUri : before.ExternalUri,
        Extension = file.Extension ?? before.Extension,
    };
}
