using System.Collections.Immutable;
using Godwit.Pool.BackEnds;
using Godwit.Pool.Contacts;
using Godwit.Pool.Pools;

namespace Godwit.Moves.Merging;

/// <summary>
/// Contact groups and contacts. A group is the same where it has an id that all knew before, or else the name that the home's has; a new one whose id the
/// home gave to another group gets a free id, and its contacts follow.
/// </summary>
internal static class ContactMerge
{
    private static readonly StringComparer Names = StringComparer.OrdinalIgnoreCase;

    public static (ImmutableArray<ContactGroup> Groups, ImmutableArray<Contact> Contacts) Of(ThreeWay way, UserData before, UserData parcel, UserData home, PoolLimits limits)
    {
        var ids = Ids(way, before, parcel, home, limits);
        var there = parcel.Groups.Where(g => ids.ContainsKey(g.Id)).Select(g => g with { Id = ids[g.Id] }).OrderBy(g => before.Groups.Any(b => b.Id == g.Id) ? 0 : 1);
        var groups = way.Rows(before.Groups, there, home.Groups, g => g.Id, null, Items.Of, (old, other, here) => Group(way, old, other, here));
        var known = groups.Select(g => g.Id).ToHashSet();
        var contacts = way.Rows(
            before.Contacts, parcel.Contacts.Select(c => c with { Groups = [.. c.Groups.Where(ids.ContainsKey).Select(id => ids[id])] }), home.Contacts,
            c => c.Uri, Names, Items.Of, (old, other, here) => Contact(way, old, other, here), SameContact.One);
        way.Fit(contacts, limits.Contacts, c => home.Contacts.Any(h => Names.Equals(h.Uri, c.Uri)), Items.Of);
        return ([.. groups.OrderBy(g => g.Id)], [.. contacts.Select(c => InGroups(c, known))]);
    }

    /// <summary>What each group of the parcel is called here; those that find no room are missing.</summary>
    private static Dictionary<int, int> Ids(ThreeWay way, UserData before, UserData parcel, UserData home, PoolLimits limits)
    {
        var taken = before.Groups.Concat(home.Groups).Select(g => g.Id).ToHashSet();
        var ids = parcel.Groups.Where(g => before.Groups.Any(b => b.Id == g.Id) || g.Id == ContactRules.OtherContacts.Id).DistinctBy(g => g.Id).ToDictionary(g => g.Id, g => g.Id);
        // A name that the home has left as it was is not news of the home's: the parcel may have given it to another group.
        List<ContactGroup> news = [.. home.Groups.Where(h => before.Groups.FirstOrDefault(b => b.Id == h.Id)?.Name != h.Name)];
        foreach (var group in parcel.Groups.Where(g => !ids.ContainsKey(g.Id)).OrderBy(g => g.Id).ToList())
        {
            if (news.Where(h => Names.Equals(h.Name, group.Name)).MinBy(h => h.Id == group.Id ? 0 : 1) is { } same) ids[group.Id] = same.Id;
            else if (taken.Add(group.Id)) ids[group.Id] = group.Id;
            else if (Enumerable.Range(2, Math.Max(0, limits.Groups - 1)).FirstOrDefault(taken.Add) is > 0 and var free) ids[group.Id] = free;
            else way.Notes.DoesNotFit(Items.Of(group));
        }

        return ids;
    }

    private static ContactGroup Group(ThreeWay way, ContactGroup? old, ContactGroup parcel, ContactGroup home)
    {
        void Conflict(string kept, string other) => way.Notes.Changed(Items.Of(home), kept, other);
        // Found by its name, maybe in another case: the home's spelling stays.
        var name = old is null ? home.Name : way.Value(old.Name, parcel.Name, home.Name, Conflict);
        return home with { Name = name, ExternalUri = way.Value(old?.ExternalUri ?? "", parcel.ExternalUri, home.ExternalUri, Conflict) };
    }

    private static Contact Contact(ThreeWay way, Contact? old, Contact parcel, Contact home)
    {
        void Conflict<T>(T kept, T other) => way.Notes.Changed(Items.Of(home), $"{kept}", $"{other}");
        var was = old?.Groups ?? [];
        return home with
        {
            Name = way.Value(old?.Name ?? "", parcel.Name, home.Name, Conflict),
            Subscribed = way.Value(old?.Subscribed ?? false, parcel.Subscribed, home.Subscribed, Conflict),
            ExternalUri = way.Value(old?.ExternalUri ?? "", parcel.ExternalUri, home.ExternalUri, Conflict),
            Extension = way.Value(old?.Extension, parcel.Extension, home.Extension, Conflict),
            Groups = [.. home.Groups.Where(g => parcel.Groups.Contains(g) || !was.Contains(g)).Union(parcel.Groups.Where(g => !was.Contains(g))).Order()],
        };
    }

    private static Contact InGroups(Contact contact, HashSet<int> known)
    {
        if (contact.Groups.Length > 0 && contact.Groups.All(known.Contains)) return contact;
        ImmutableArray<int> left = [.. contact.Groups.Where(known.Contains)];
        return contact with { Groups = left.IsEmpty ? [ContactRules.OtherContacts.Id] : left };
    }

    /// <summary>Group ids by value, the URI without case.</summary>
    private sealed class SameContact : IEqualityComparer<Contact>
    {
        public static readonly SameContact One = new();

        public bool Equals(Contact? x, Contact? y) =>
            x is not null && y is not null && x.Name == y.Name && x.Subscribed == y.Subscribed && x.ExternalUri == y.ExternalUri && x.Extension == y.Extension && x.Groups.Order().SequenceEqual(y.Groups.Order());

        public int GetHashCode(Contact obj) => Names.GetHashCode(obj.Uri);
    }
}
