using Godwit.Pool.Users;

namespace Godwit.Doors.Tests.Directories;

/// <summary>Groups, and the attributes of contact cards.</summary>
public abstract partial class DirectoryContract
{
    private Task<EditResult> PutGroup(string mail, IReadOnlyList<SipAddress> users, params string[] groups) =>
        Editor.PutGroup(new GroupEdit(mail, "Group of " + mail, "Groups", users, groups), Cancel);

    private async Task<GroupMembers> MembersOf(string mail) => await Groups.Members((await Groups.Find(mail, Cancel))!.Id, 100, Cancel);

    [Fact]
    public async Task A_group_is_found_by_mail_in_any_case_with_its_members_also_after_a_restart()
    {
        await Add(Alice, Lcs);
        await Add(Bob, R2);
        Assert.Equal(EditResult.Done, await PutGroup("leads@godwit.test", [Bob]));
        Assert.Equal(EditResult.Done, await PutGroup("Sales@godwit.test", [Bob, Alice, Bob], "LEADS@godwit.test"));
        for (var round = 0; round < 2; round++)
        {
            var group = (await Groups.Find("sales@GODWIT.test", Cancel))!;
            Assert.Equal(("Sales@godwit.test", "Group of Sales@godwit.test"), (group.Mail, group.DisplayName));
            Assert.True(DistinguishedName.Parse(group.Dn).IsUnder(DistinguishedName.Parse("ou=Groups,dc=godwit,dc=test")));
            var members = await MembersOf("sales@godwit.test");
            Assert.Equal([Alice, Bob], members.Users);
            Assert.Equal("leads@godwit.test", Assert.Single(members.Groups).Mail);
            await Reopen();
        }

        Assert.Null(await Groups.Find("sales", Cancel));
        Assert.Null(await Groups.Find("%@godwit.test", Cancel));
    }

    [Fact]
    public async Task A_group_that_is_put_again_has_the_new_members_only()
    {
        await Add(Alice, Lcs);
        await Add(Bob, R2);
        await PutGroup("nested@godwit.test", []);
        await PutGroup("sales@godwit.test", [Alice], "nested@godwit.test");
        var before = await Groups.Find("sales@godwit.test", Cancel);
        await PutGroup("sales@godwit.test", [Bob]);
        Assert.Equal(before!.Id, (await Groups.Find("sales@godwit.test", Cancel))!.Id);
        var members = await MembersOf("sales@godwit.test");
        Assert.Equal([Bob], members.Users);
        Assert.Empty(members.Groups);
    }

    [Fact]
    public async Task A_group_with_a_member_that_is_not_there_is_not_put()
    {
        await Add(Alice, Lcs);
        Assert.Equal(EditResult.NoSuchUser, await PutGroup("sales@godwit.test", [Alice, Bob]));
        Assert.Equal(EditResult.NoSuchGroup, await PutGroup("sales@godwit.test", [Alice], "none@godwit.test"));
        Assert.Null(await Groups.Find("sales@godwit.test", Cancel));
    }

    [Fact]
    public async Task A_group_that_is_removed_is_gone_from_those_that_hold_it()
    {
        await PutGroup("inner@godwit.test", []);
        await PutGroup("outer@godwit.test", [], "inner@godwit.test");
        // Groups may hold each other.
        Assert.Equal(EditResult.Done, await PutGroup("inner@godwit.test", [], "outer@godwit.test"));
        Assert.Equal(EditResult.Done, await Editor.RemoveGroup("INNER@godwit.test", Cancel));
        Assert.Equal(EditResult.NoSuchGroup, await Editor.RemoveGroup("inner@godwit.test", Cancel));
        Assert.Empty((await MembersOf("outer@godwit.test")).Groups);
    }

    [Fact]
    public async Task No_more_members_are_read_than_were_asked_for()
    {
        await Editor.Add([.. Enumerable.Range(10, 20).Select(i => NewUser(SipAddress.Parse($"u{i}@godwit.test"), Lcs))], Cancel);
        await PutGroup("many@godwit.test", [.. Enumerable.Range(10, 20).Select(i => SipAddress.Parse($"u{i}@godwit.test"))]);
        var group = (await Groups.Find("many@godwit.test", Cancel))!;
        Assert.Equal(["u10", "u11", "u12"], (await Groups.Members(group.Id, 3, Cancel)).Users.Select(u => u.User));
        Assert.Empty((await Groups.Members(group.Id + 1000, 3, Cancel)).Users);
    }

    [Fact]
    public async Task Groups_of_one_name_are_two_groups()
    {
        await Editor.PutGroup(new GroupEdit("a@godwit.test", "Sales", "Groups", [], []), Cancel);
        Assert.Equal(EditResult.Done, await Editor.PutGroup(new GroupEdit("b@godwit.test", "Sales", "Groups", [], []), Cancel));
        Assert.NotEqual((await Groups.Find("a@godwit.test", Cancel))!.Dn, (await Groups.Find("b@godwit.test", Cancel))!.Dn);
    }

    [Fact]
    public async Task Changed_attributes_are_in_the_feed_and_what_was_not_named_stays()
    {
        await Add(Alice, Lcs);
        var before = (await Users.Find(Alice, Cancel))!;
        var changes = new Dictionary<string, string?> { ["DisplayName"] = "Alice Berg", ["mail"] = null, ["TELEPHONENUMBER"] = " +1 555 0100 ", ["title"] = "", ["mobile"] = "+1 555 0199" };
        Assert.Equal(EditResult.Done, await Editor.SetAttributes(Alice, changes, Cancel));
        var after = Assert.Single(await Users.ChangesSince(before.Revision, Cancel)).User!;
        Assert.Equal(("Alice Berg", null, before.HomePool, before.Dn), (after.DisplayName, after.Mail, after.HomePool, after.Dn));
        Assert.Equal([("mobile", "+1 555 0199"), ("telephoneNumber", "+1 555 0100")], after.Card.Select(c => (c.Key, c.Value)).Order());
        Assert.False(after.HasCardOf(before));
        Assert.True(after.HasCardOf((await Users.Find(Alice, Cancel))!));
    }

    [Theory]
    [InlineData("msRTCSIP-PrimaryHomeServer", "CN=elsewhere")]
    [InlineData("sAMAccountName", "root")]
    [InlineData("displayName", " ")]
    public async Task Only_what_a_card_is_made_of_can_be_changed_so(string attribute, string value)
    {
        await Add(Alice, Lcs);
        var before = await Users.Find(Alice, Cancel);
        Assert.Equal(EditResult.NoSuchAttribute, await Editor.SetAttributes(Alice, new Dictionary<string, string?> { ["title"] = "Queen", [attribute] = value }, Cancel));
        Assert.Equal("Clerk", (await Users.Find(Alice, Cancel))!.Card["title"]);
        Assert.Equal(before!.Revision, (await Users.Find(Alice, Cancel))!.Revision);
        Assert.Equal(EditResult.NoSuchUser, await Editor.SetAttributes(Bob, new Dictionary<string, string?> { ["title"] = "King" }, Cancel));
    }
}
