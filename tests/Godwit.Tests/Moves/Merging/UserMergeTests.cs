using System.Collections.Immutable;
using Godwit.Moves;
using Godwit.Moves.Merging;
using Godwit.Moves.Parcels;
using Godwit.Pool.BackEnds;
using Godwit.Pool.Contacts;
using Godwit.Pool.Permissions;
using Godwit.Pool.Pools;
using Godwit.Pool.Presence;

namespace Godwit.Tests.Moves.Merging;

public class UserMergeTests
{
    private const int Seeds = 400;
    private static readonly PoolLimits Roomy = new();
    private static readonly UserData Nobody = UserData.Empty(Edits.Alice);

    [Fact]
    public void Merge_with_itself_is_itself() => ForEach((dice, where) =>
    {
        var (before, user) = (new Edits(dice).Someone(), new Edits(dice).Someone());
        var merged = UserMerge.Merge(before, user, user, false, Roomy);
        Assert.True(Bytes(user).SequenceEqual(Bytes(merged.User)), where);
        Assert.Empty(merged.Conflicts);
    });

    [Fact]
    public void Side_that_did_not_change_follows_the_other() => ForEach((dice, where) =>
    {
        var edits = new Edits(dice);
        var before = edits.Someone();
        var changed = edits.Change(before, 6, 100);
        Assert.True(Bytes(changed).SequenceEqual(Bytes(UserMerge.Merge(before, changed, before, false, Roomy).User)), $"parcel, {where}");
        Assert.True(Bytes(changed).SequenceEqual(Bytes(UserMerge.Merge(before, before, changed, false, Roomy).User)), $"home, {where}");
    });

    [Fact]
    public void Merge_repeated_on_its_result_changes_nothing() => ForEachPair((before, parcel, home, later, where) =>
    {
        var once = UserMerge.Merge(before, parcel, home, later, Roomy).User;
        Assert.True(Bytes(once).SequenceEqual(Bytes(UserMerge.Merge(before, parcel, once, later, Roomy).User)), where);
    });

    [Fact]
    public void Nothing_goes_unless_one_side_deleted_it_and_it_was_there_before() => ForEachPair((before, parcel, home, later, where) =>
    {
        var merged = Keys(UserMerge.Merge(before, parcel, home, later, Roomy).User);
        var (was, there, here) = (Keys(before), Keys(parcel), Keys(home));
        foreach (var key in there.Union(here).Where(k => !merged.Contains(k)))
            Assert.True(was.Contains(key) && !(there.Contains(key) && here.Contains(key)), $"{key} is gone, {where}");
        Assert.All(merged, key => Assert.True(there.Contains(key) || here.Contains(key), $"{key} came from nowhere, {where}"));
    });

    [Fact]
    public void Sides_may_change_places_when_the_later_one_stays_the_later_one() => ForEachPair((before, parcel, home, later, where) =>
    {
        var (one, other) = (UserMerge.Merge(before, parcel, home, later, Roomy).User, UserMerge.Merge(before, home, parcel, !later, Roomy).User);
        Assert.True(Bytes(ByName(one)).SequenceEqual(Bytes(ByName(other))), where);
    });

    [Fact]
    public void Versions_never_stand_for_other_content_than_clients_of_either_side_know_by_them() => ForEachPair((before, parcel, home, later, where) =>
    {
        var merged = UserMerge.Merge(before, parcel, home, later, Roomy).User;
        foreach (var side in new[] { parcel, home })
        {
            Assert.True(merged.Account.ContactsDelta > side.Account.ContactsDelta || (merged.Account.ContactsDelta == side.Account.ContactsDelta && MergedVersion.Same(merged, side, MergedVersion.Contacts)), where);
            foreach (var publication in merged.Publications)
                if (side.Publications.FirstOrDefault(p => (p.Category, p.Instance, p.Container) == (publication.Category, publication.Instance, publication.Container)) is { } known)
                    Assert.True(publication.Version > known.Version || (publication.Version == known.Version && publication.Content == known.Content), where);
        }
    });

    [Fact]
    public void Both_changes_of_two_pools_are_there()
    {
        var before = Nobody with { Contacts = [Contact("bob@godwit.test", "Bob"), Contact("carol@godwit.test", "Carol")] };
        var parcel = before with { Contacts = [Contact("bob@godwit.test", "Bob"), Contact("carol@godwit.test", "Caroline"), Contact("dan@godwit.test", "Dan")] };
        var home = before with { Contacts = [Contact("carol@godwit.test", "Carol"), Contact("eve@godwit.test", "Eve")] };

        var merged = UserMerge.Merge(before, parcel, home, false, Roomy);

        Assert.Equal(["Caroline", "Dan", "Eve"], merged.User.Contacts.Select(c => c.Name).Order(StringComparer.Ordinal));
        Assert.Empty(merged.Conflicts);
    }

    [Theory]
    [InlineData(false, "Bobby")]
    [InlineData(true, "Robert")]
    public void Later_change_of_one_item_stays_and_the_other_is_named(bool parcelIsLater, string stays)
    {
        UserData With(string name) => Nobody with { Contacts = [Contact("bob@godwit.test", name)] };

        var merged = UserMerge.Merge(With("Bob"), With("Robert"), With("Bobby"), parcelIsLater, Roomy);

        Assert.Equal(stays, merged.User.Contacts.Single().Name);
        var conflict = Assert.Single(merged.Conflicts);
        Assert.Contains("Robert", conflict, StringComparison.Ordinal);
        Assert.Contains("Bobby", conflict, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "theirs")]
    [InlineData(-1, "ours")]
    public void Publication_that_was_published_later_stays_whatever_side_it_is_on(int minutes, string stays)
    {
        UserData With(string note, int minute, int version) =>
            Nobody with { Publications = [new Publication("note", 0, 2, version, ExpireType.Static, null, DateTimeOffset.UnixEpoch.AddMinutes(10 + minute), note, null)] };

        var merged = UserMerge.Merge(With("before", -10, 1), With("theirs", minutes, 4), With("ours", 0, 7), false, Roomy);

        Assert.Equal(stays, merged.User.Publications.Single().Content);
        Assert.Equal(stays == "ours" ? 7 : 8, merged.User.Publications.Single().Version);
        Assert.Single(merged.Conflicts);
    }

    [Fact]
    public void Groups_that_got_the_same_id_on_two_pools_are_both_there_with_their_contacts()
    {
        var parcel = Nobody with { Groups = [.. Nobody.Groups, new ContactGroup(2, "Friends", "")], Contacts = [Contact("bob@godwit.test", "Bob", 2)] };
        var home = Nobody with { Groups = [.. Nobody.Groups, new ContactGroup(2, "Work", "")], Contacts = [Contact("carol@godwit.test", "Carol", 2)] };

        var merged = UserMerge.Merge(Nobody, parcel, home, false, Roomy).User;

        Assert.Equal(["~", "Work", "Friends"], merged.Groups.Select(g => g.Name));
        Assert.Equal("Friends", merged.Groups.Single(g => g.Id == merged.Contacts.Single(c => c.Name == "Bob").Groups.Single()).Name);
        Assert.Equal("Work", merged.Groups.Single(g => g.Id == merged.Contacts.Single(c => c.Name == "Carol").Groups.Single()).Name);
    }

    [Fact]
    public void What_the_pool_has_no_room_for_is_named_and_what_she_has_there_stays()
    {
        var home = Nobody with { Contacts = [Contact("eve@godwit.test", "Eve"), Contact("zoe@godwit.test", "Zoe")] };
        var parcel = Nobody with { Contacts = [Contact("bob@godwit.test", "Bob"), Contact("carol@godwit.test", "Carol")] };

        var merged = UserMerge.Merge(Nobody, parcel, home, true, Roomy with { Contacts = 3 });

        Assert.Equal(["Bob", "Eve", "Zoe"], merged.User.Contacts.Select(c => c.Name).Order(StringComparer.Ordinal));
        Assert.Equal(new LostItem("contact", "carol@godwit.test", "Carol"), Assert.Single(merged.NotTaken));
        Assert.Equal(["Eve"], UserMerge.Fit(home, Roomy with { Contacts = 1 }).User.Contacts.Select(c => c.Name));
    }

    [Fact]
    public void Somebody_who_was_let_in_later_is_not_blocked_by_what_comes_late()
    {
        var blocked = Nobody with { Aces = [new Ace(AceType.User, "bob@godwit.test", "BD")], Members = [new ContainerMember(ContainerIds.Blocked, MemberTypes.User, "bob@godwit.test")] };
        var allowed = Nobody with { Aces = [new Ace(AceType.User, "bob@godwit.test", "AA")] };

        Assert.Empty(UserMerge.Merge(Nobody, blocked, allowed, false, Roomy).User.Members);
        Assert.Single(UserMerge.Merge(Nobody, blocked, allowed, true, Roomy).User.Members);
    }

    [Fact]
    public void Enhanced_presence_mode_stays_on_whoever_turned_it_on()
    {
        var rich = Nobody with { Account = Nobody.Account with { RichMode = true } };
        Assert.True(UserMerge.Merge(Nobody, rich, Nobody, false, Roomy).User.Account.RichMode);
        Assert.True(UserMerge.Merge(rich, Nobody, rich, true, Roomy).User.Account.RichMode);
    }

    private static void ForEach(Action<Random, string> test)
    {
        for (var seed = 0; seed < Seeds; seed++) test(new Random(seed), $"seed {seed}");
    }

    private static void ForEachPair(Action<UserData, UserData, UserData, bool, string> test) => ForEach((dice, where) =>
    {
        var edits = new Edits(dice);
        var before = edits.Someone();
        test(before, edits.Change(before, dice.Next(8), 60), edits.Change(before, dice.Next(8), 60), dice.Next(2) == 0, where);
    });

    private static byte[] Bytes(UserData user) => UserParcels.Pack(user).Content.ToArray();

    private static Contact Contact(string uri, string name, int group = 1) => new(uri, name, [group], true, "", null);

    /// <summary>Groups by what they are called: of a new one it is chance which number it gets.</summary>
    private static HashSet<string> Keys(UserData user) =>
    [
        .. Items.Of(user).Where(i => i.Kind is not "contact group").Select(i => $"{i.Kind} {i.Key}"),
    ];

    private static UserData ByName(UserData user)
    {
        var names = user.Groups.Where(g => g.Id != 1).Select(g => g.Name).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase).ToList();
        int Number(int id) => id == 1 ? 1 : 2 + names.FindIndex(n => n.Equals(user.Groups.Single(g => g.Id == id).Name, StringComparison.OrdinalIgnoreCase));
        return user with
        {
            Groups = [.. user.Groups.DistinctBy(g => g.Name).Select(g => g with { Id = Number(g.Id) })],
            Contacts = [.. user.Contacts.Select(c => c with { Groups = ImmutableArray.CreateRange(c.Groups.Select(Number).Distinct().Order()) })],
            // A number that the other side's clients know for other content costs a version.
            Account = user.Account with { ContactsDelta = 0 },
        };
    }
}
