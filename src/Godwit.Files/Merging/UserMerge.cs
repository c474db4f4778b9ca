using System.Collections.Immutable;
using Godwit.Files.Foreign;
using Godwit.Pool.BackEnds;
using Godwit.Pool.Contacts;
using Godwit.Pool.Permissions;
using Godwit.Pool.Presence;

namespace Godwit.Files.Merging;

/// <summary>What becomes of a user's data when a file's is put into it. The same file again changes nothing more.</summary>
public static class UserMerge
{
    public static UserData Apply(UserData stored, FileUser file, ImportMode mode)
    {
        var before = FileUser.Of(stored);
        var data = mode == ImportMode.Replace ? Replace(before.Data, file) : Merge(before.Data, file);
        var foreign = !file.Has(DataKinds.Foreign) ? before.Foreign : mode == ImportMode.Replace ? file.Foreign : ForeignParts.Union(before.Foreign, file.Foreign);
        var account = file.Has(DataKinds.Account) && mode == ImportMode.Replace ? file.Data.Account : Account(before.Data, data, file);
        // One-way, whatever a file says.
        account = account with { RichMode = before.Data.Account.RichMode || file.Data.Account.RichMode };
        return data with { Account = account, Publications = ForeignParts.Join(data.Publications, foreign) };
    }

    private static UserData Replace(UserData before, FileUser file)
    {
        var data = file.Data;
        return before with
        {
            Groups = file.Has(DataKinds.Groups) ? data.Groups : before.Groups,
            Contacts = file.Has(DataKinds.Contacts) ? data.Contacts : before.Contacts,
            Aces = file.Has(DataKinds.Aces) ? data.Aces : before.Aces,
            Containers = file.Has(DataKinds.Containers) ? data.Containers : before.Containers,
            Members = file.Has(DataKinds.Containers) ? data.Members : before.Members,
            Publications = file.Has(DataKinds.Publications) ? data.Publications : before.Publications,
            Subscribers = file.Has(DataKinds.Subscribers) ? data.Subscribers : before.Subscribers,
            Meetings = file.Has(DataKinds.Meetings) ? data.Meetings : before.Meetings,
        };
    }

    private static UserData Merge(UserData before, FileUser file)
    {
        var data = file.Data;
        var (groups, contacts) = ContactMerge.Apply(before, data);
        var members = Union(before.Members, data.Members, m => m);
        return before with
        {
            Groups = groups,
            Contacts = contacts,
            Aces = Union(before.Aces, data.Aces, a => (a.Type, a.Mask)),
            Members = members,
            Containers = Versions(before, data, members),
            Publications = Union(before.Publications, data.Publications, p => (p.Category, p.Instance, p.Container)),
            Subscribers = Union(before.Subscribers, data.Subscribers, s => s.Address),
            Meetings = Union(before.Meetings, data.Meetings, m => m.Id),
        };
    }

    /// <summary>A container that got members is at a version that no client has seen.</summary>
    private static ImmutableArray<ContainerVersion> Versions(UserData before, UserData file, ImmutableArray<ContainerMember> members)
    {
        var grown = members.Except(before.Members).Select(m => m.Container).Distinct().ToHashSet();
        var versions = before.Containers.Select(v => grown.Contains(v.Container) ? v with { Version = v.Version + 1 } : v).ToList();
        foreach (var version in file.Containers)
            if (versions.All(v => v.Container != version.Container)) versions.Add(version);
        return [.. versions];
    }

    /// <summary>Where the file has no versions of its own, or they are not taken over: what changed is at its next version.</summary>
    private static UserAccount Account(UserData before, UserData after, FileUser file)
    {
        var contacts = !before.Groups.ToHashSet().SetEquals(after.Groups) || !ContactMerge.AreSame(before.Contacts, after.Contacts);
        return before.Account with
        {
            ContactsDelta = before.Account.ContactsDelta + (contacts ? 1 : 0),
            AclDelta = before.Account.AclDelta + (before.Aces.ToHashSet().SetEquals(after.Aces) ? 0 : 1),
            LegacyUserInfo = file.Has(DataKinds.Account) ? file.Data.Account.LegacyUserInfo ?? before.Account.LegacyUserInfo : before.Account.LegacyUserInfo,
        };
    }

    /// <summary>Rows keep their places; the file's have the last word of their keys.</summary>
    internal static ImmutableArray<T> Union<T, TKey>(ImmutableArray<T> before, ImmutableArray<T> file, Func<T, TKey> key) where TKey : notnull
    {
        var rows = before.ToList();
        var at = new Dictionary<TKey, int>();
        for (var i = 0; i < rows.Count; i++) at[key(rows[i])] = i;
        foreach (var row in file)
        {
            if (at.TryGetValue(key(row), out var place))
            {
                rows[place] = row;
            }
            else
            {
                at[key(row)] = rows.Count;
                rows.Add(row);
            }
        }
        return [.. rows];
    }
}
