using System.Collections.Immutable;
using Godwit.Pool.BackEnds;
using Godwit.Pool.Contacts;
using Godwit.Pool.Meetings;
using Godwit.Pool.Permissions;
using Godwit.Pool.Presence;
using Godwit.Pool.Users;

namespace Godwit.Tests.Moves.Merging;

/// <summary>A user, and what she does at one pool after the other: few keys, so that both sides meet.</summary>
internal sealed class Edits(Random dice)
{
    private static readonly DateTimeOffset Noon = new(2026, 8, 12, 12, 0, 0, TimeSpan.Zero);

    private int _version;

    public static readonly SipAddress Alice = SipAddress.Parse("alice@godwit.test");

    public UserData Someone() => Enumerable.Range(0, 30).Aggregate(UserData.Empty(Alice), (user, _) => Edit(user, dice.Next(50)));

    /// <summary>So many changes, each with the version that it makes, as a pool does it.</summary>
    public UserData Change(UserData user, int times, int minute) => Enumerable.Range(0, times).Aggregate(user, (u, _) => Edit(u, minute + dice.Next(5)));

    private UserData Edit(UserData user, int minute) => dice.Next(9) switch
    {
        0 => Grouped(user, new ContactGroup(dice.Next(2, 5), "group" + dice.Next(100), "")),
        1 => Counted(WithoutGroup(user, dice.Next(2, 5))),
        2 or 3 => Counted(user with { Contacts = Put(user.Contacts, new Contact($"user{dice.Next(8)}@godwit.test", "name" + dice.Next(100), InSomeGroup(user), dice.Next(2) == 0, "", null), c => c.Uri) }),
        4 => Counted(user with { Contacts = user.Contacts.RemoveAll(c => c.Uri == $"user{dice.Next(8)}@godwit.test") }),
        5 => user with { Aces = Put(user.Aces, new Ace(AceType.User, $"user{dice.Next(5)}@godwit.test", dice.Next(2) == 0 ? "AA" : "PA"), a => a.Mask), Account = user.Account with { AclDelta = user.Account.AclDelta + 1 } },
        6 => Member(user),
        7 => Published(user, minute),
        _ => Others(user),
    };

    /// <summary>No pool lets two groups have the same name.</summary>
    private static UserData Grouped(UserData user, ContactGroup group) =>
        user.Groups.Any(g => g.Id != group.Id && g.Name == group.Name) ? user : Counted(user with { Groups = Put(user.Groups, group, g => g.Id) });

    private UserData Member(UserData user)
    {
        var container = dice.Next(1, 4) * 100;
        var member = new ContainerMember(container, MemberTypes.User, $"user{dice.Next(5)}@godwit.test");
        var version = (user.Containers.FirstOrDefault(c => c.Container == container)?.Version ?? 0) + 1;
        return user with
        {
            Members = dice.Next(3) == 0 ? user.Members.Remove(member) : user.Members.Contains(member) ? user.Members : user.Members.Add(member),
            Containers = Put(user.Containers, new ContainerVersion(container, version), c => c.Container),
        };
    }

    private UserData Published(UserData user, int minute)
    {
        var (category, instance) = (dice.Next(2) == 0 ? "note" : "state", dice.Next(3));
        if (dice.Next(4) == 0) return user with { Publications = user.Publications.RemoveAll(p => p.Category == category && p.Instance == instance) };
        var one = new Publication(category, instance, 2, ++_version, ExpireType.Static, null, Noon.AddMinutes(minute), $"<x>{dice.Next(1000)}</x>", null);
        return user with { Publications = Put(user.Publications, one, p => (p.Category, p.Instance)) };
    }

    private UserData Others(UserData user) => dice.Next(5) switch
    {
        0 => user with { Meetings = Put(user.Meetings, new Meeting($"meeting{dice.Next(4)}", "subject" + dice.Next(100), null, Noon, ""), m => m.Id) },
        1 => user with { Meetings = user.Meetings.RemoveAll(m => m.Id == $"meeting{dice.Next(4)}") },
        2 => user with { Subscribers = Put(user.Subscribers, new Subscriber($"user{dice.Next(5)}@godwit.test", "somebody", dice.Next(2) == 0), s => s.Address) },
        3 => user with { Account = user.Account with { LegacyUserInfo = $"<userInfo>{dice.Next(100)}</userInfo>" } },
        _ => user with { Account = user.Account with { RichMode = user.Account.RichMode || dice.Next(4) == 0 } },
    };

    private static UserData WithoutGroup(UserData user, int id) => user with
    {
        Groups = user.Groups.RemoveAll(g => g.Id == id),
        Contacts = [.. user.Contacts.Select(c => c.Groups.Remove(id) is { IsEmpty: false } left ? c with { Groups = left } : c with { Groups = [1] })],
    };

    private ImmutableArray<int> InSomeGroup(UserData user) => [user.Groups[dice.Next(user.Groups.Length)].Id];

    private static UserData Counted(UserData user) => user with { Account = user.Account with { ContactsDelta = user.Account.ContactsDelta + 1 } };

    private static ImmutableArray<T> Put<T, TKey>(ImmutableArray<T> rows, T row, Func<T, TKey> key) => [.. rows.Where(r => !Equals(key(r), key(row))), row];
}
