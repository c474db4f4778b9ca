using System.Collections.Immutable;
using CsCheck;
using Godwit.Pool.BackEnds;
using Godwit.Pool.Contacts;
using Godwit.Pool.Meetings;
using Godwit.Pool.Permissions;
using Godwit.Pool.Presence;
using Godwit.Pool.Users;

namespace Godwit.Doors.Tests.Users;

/// <summary>Users with any data that the doors allow.</summary>
public static class AnyUser
{
    private static readonly Gen<string> AnyText = Gen.String[Gen.OneOf(Gen.Char[' ', '~'], Gen.Const('ß'), Gen.Const('é'), Gen.Const('日'), Gen.Const('\uFFFC'), Gen.Const('\n')), 0, 40]
        .Select(Gen.Bool, (text, smile) => smile ? text + "😀" : text);

    private static readonly Gen<string?> MaybeText = AnyText.Select(Gen.Bool, (text, there) => there ? text : null);

    private static readonly Gen<string> AnyName = Gen.String[Gen.OneOf(Gen.Char['a', 'z'], Gen.Char['A', 'Z'], Gen.Char['0', '9'], Gen.Const('.'), Gen.Const('_'), Gen.Const('é'), Gen.Const('\uFF21'), Gen.Const('-')), 1, 12];

    private static readonly Gen<DateTimeOffset> AnyTime = Gen.Long[0, 3_000_000_000_0000000].Select(ticks => DateTimeOffset.UnixEpoch.AddTicks(ticks));

    private static readonly Gen<DateTimeOffset?> MaybeTime = AnyTime.Select(Gen.Bool, (time, there) => there ? time : (DateTimeOffset?)null);

    private static readonly Gen<ContactGroup> Group = Gen.Select(Gen.Int[1, 64], AnyText, AnyText).Select((id, name, uri) => new ContactGroup(id, name, uri));

    private static readonly Gen<Contact> Contact =
        Gen.Select(AnyName, AnyText, Gen.Int[1, 64].Array[0, 4], Gen.Bool, AnyText, MaybeText).Select((uri, name, groups, subscribed, external, extension) =>
            new Contact(uri + "@godwit.test", name, [.. groups.Distinct().Order()], subscribed, external, extension));

    private static readonly Gen<Ace> Ace = Gen.Select(Gen.Enum<AceType>(), AnyName, OneOf("AA", "BD", "DD", "PP")).Select((type, mask, rights) => new Ace(type, mask, rights));

    private static readonly Gen<ContainerVersion> Container = Gen.Select(OneOf(0, 1, 2, 3, 100, 200, 300, 400, 32000), Gen.Int[0, 1000]).Select((id, version) => new ContainerVersion(id, version));

    private static readonly Gen<ContainerMember> Member =
        Gen.Select(OneOf(100, 200, 300, 400, 32000), OneOf("user", "domain", "everyone"), AnyName).Select((id, type, value) => new ContainerMember(id, type, value));

    private static readonly Gen<Publication> Publication =
        Gen.Select(Gen.Select(AnyName, Gen.Long, Gen.Int[0, 400], Gen.Int), Gen.Select(Gen.Enum<ExpireType>(), MaybeTime, AnyTime), Gen.Select(AnyText, MaybeText)).Select((key, times, rest) =>
            new Publication(key.Item1, key.Item2, key.Item3, key.Item4, times.Item1, times.Item2, times.Item3, rest.Item1, rest.Item2));

    private static readonly Gen<Subscriber> Subscriber = Gen.Select(AnyName, AnyText, Gen.Bool).Select((address, name, seen) => new Subscriber(address, name, seen));

    private static readonly Gen<Meeting> Meeting =
        Gen.Select(AnyName, AnyText, MaybeTime, AnyTime, AnyText).Select((id, subject, starts, expires, content) => new Meeting(id, subject, starts, expires, content));

    private static readonly Gen<UserAccount> Account =
        Gen.Select(Gen.Bool, Gen.Int[1, 1000], Gen.Int[1, int.MaxValue], MaybeText).Select((rich, contacts, acl, legacy) => new UserAccount(rich, contacts, acl, legacy));

    public static Gen<UserData> Named(SipAddress address) =>
        Gen.Select(Account, Rows(Group, g => g.Id), Rows(Contact, c => Folded(c.Uri)), Rows(Ace, a => (a.Type, a.Mask)), Rows(Container, c => c.Container), Rows(Member, m => m))
            .Select(Gen.Select(Rows(Publication, p => (p.Category, p.Instance, p.Container)), Rows(Subscriber, s => s.Address), Rows(Meeting, m => m.Id)),
                (first, second) => new UserData(address, first.Item1, first.Item2, first.Item3, first.Item4, first.Item5, first.Item6, second.Item1, second.Item2, second.Item3));

    /// <summary>The changes that make this user from nothing, in any order.</summary>
    public static IReadOnlyList<UserChange> Changes(UserData user, Random order)
    {
        UserChange[] changes =
        [
            new UserChange.AccountSet(user.Account),
            .. user.Groups.Select(g => new UserChange.GroupPut(g)),
            .. user.Contacts.Select(c => new UserChange.ContactPut(c)),
            .. user.Aces.Select(a => new UserChange.AcePut(a)),
            .. user.Containers.Select(c => new UserChange.ContainerSet(c)),
            .. user.Members.Select(m => new UserChange.MemberPut(m)),
            .. user.Publications.Select(p => new UserChange.PublicationPut(p)),
            .. user.Subscribers.Select(s => new UserChange.SubscriberPut(s)),
            .. user.Meetings.Select(m => new UserChange.MeetingPut(m)),
        ];
        order.Shuffle(changes);
        return changes;
    }

    private static Gen<ImmutableArray<T>> Rows<T, TKey>(Gen<T> row, Func<T, TKey> key) => row.Array[0, 12].Select(rows => rows.DistinctBy(key).ToImmutableArray());

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static string Folded(string uri) => new([.. uri.Select(c => char.IsAsciiLetterUpper(c) ? char.ToLowerInvariant(c) : c)]);
}
