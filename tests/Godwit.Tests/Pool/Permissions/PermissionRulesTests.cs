using System.Collections.Frozen;
using System.Collections.Immutable;
using CsCheck;
using Godwit.Pool.Permissions;
using Godwit.Pool.Pools;
using Godwit.Pool.Users;
using static Godwit.Pool.Permissions.ContainerIds;

namespace Godwit.Tests.Pool.Permissions;

public class PermissionRulesTests
{
    private static readonly string[] Rights = ["AA", "BD", "DD", "PP", "AD", "BB", ""];
    private static readonly PoolLimits Limits = new();
    private static readonly PoolIdentity Pool = new("pool", PoolGeneration.Ocs2007R2, new[] { "godwit.test" }.ToFrozenSet());
    private static readonly SipAddress Bob = SipAddress.Parse("bob@godwit.test");
    private static readonly SipAddress Stranger = SipAddress.Parse("sam@else.where");

    private static Ace BobAce(string rights) => new(AceType.User, "bob@godwit.test", rights);

    private static ContainerMember Member(int container, string type = "user", string value = "bob@godwit.test") => new(container, type, value);

    private static AccessState SetAce(AccessState state, Ace ace) => PermissionRules.SetAce(state, ace, state.AclDelta, Limits) is { Refusal: null } outcome ? outcome.After : throw new InvalidOperationException();

    private static PermissionsOutcome Change(AccessState state, int container, ContainerMember[] add, ContainerMember[] remove, int? version = null) =>
        PermissionRules.SetContainerMembers(state, [new ContainerCommand(container, version ?? state.VersionOf(container), [.. add], [.. remove])], Limits);

    private static AccessState Add(AccessState state, ContainerMember member) => Change(state, member.Container, [member], []).After;

    private static AccessState Remove(AccessState state, ContainerMember member) => Change(state, member.Container, [], [member]).After;

    [Fact]
    public void A_blocking_ace_shows_as_membership_of_the_blocked_container()
    {
        var state = SetAce(AccessState.Empty, new Ace(AceType.User, "sip:Bob@godwit.test", "BD"));
        Assert.Equal(Member(Blocked), Assert.Single(state.Members));
        Assert.Equal((2, 1), (state.AclDelta, state.VersionOf(Blocked)));
        state = SetAce(state, BobAce("AA"));
        Assert.Empty(state.Members);
        Assert.Equal(BobAce("AA"), Assert.Single(state.Aces));
        Assert.Equal((3, 2), (state.AclDelta, state.VersionOf(Blocked)));
    }

    [Fact]
    public void Membership_of_the_blocked_container_shows_as_a_blocking_ace()
    {
        var state = Add(AccessState.Empty, Member(Blocked));
        Assert.Equal(BobAce("BD"), Assert.Single(state.Aces));
        Assert.Equal((2, 1), (state.AclDelta, state.VersionOf(Blocked)));
        state = Remove(state, Member(Blocked));
        Assert.Empty(state.Aces);
        Assert.Equal((3, 2), (state.AclDelta, state.VersionOf(Blocked)));
    }

    [Fact]
    public void Domains_and_everyone_are_blocked_on_both_faces_too()
    {
        var state = SetAce(SetAce(AccessState.Empty, new Ace(AceType.Domain, "Else.Where", "BD")), new Ace(AceType.All, "", "DD"));
        Assert.Equal([Member(Blocked, "domain", "else.where"), Member(Blocked, "everyone", "")], state.Members);
        state = Remove(Remove(state, Member(Blocked, "domain", "ELSE.where")), Member(Blocked, "everyone", ""));
        Assert.Empty(state.Aces);
        Assert.Equal(new Ace(AceType.All, "", "BD"), Assert.Single(Add(state, Member(Blocked, "everyone", "")).Aces));
    }

    [Fact]
    public void What_has_only_one_face_leaves_the_other_alone()
    {
        var state = Add(SetAce(AccessState.Empty, BobAce("AD")), Member(Blocked, "sameEnterprise", ""));
        Assert.Equal(BobAce("AD"), Assert.Single(state.Aces));
        Assert.Equal("sameEnterprise", Assert.Single(state.Members).Type);
        Assert.Equal(2, state.AclDelta);
        Assert.Equal(2, Add(state, Member(Personal)).AclDelta);
    }

    [Fact]
    public void Who_is_given_a_level_is_no_longer_asked_about() =>
        Assert.Equal(BobAce("AA"), Assert.Single(Add(SetAce(AccessState.Empty, BobAce("PP")), Member(Company)).Aces));

    [Fact]
    public void An_ace_goes_away_by_empty_rights()
    {
        var state = SetAce(SetAce(AccessState.Empty, BobAce("BD")), BobAce(""));
        Assert.Empty(state.Aces);
        Assert.Empty(state.Members);
        Assert.Equal(3, state.AclDelta);
    }

    [Theory]
    [InlineData(AceType.User, "bob", "AA", PermissionsRefusal.InvalidMask)]
    [InlineData(AceType.User, "", "AA", PermissionsRefusal.InvalidMask)]
    [InlineData(AceType.Domain, "a@b", "AA", PermissionsRefusal.InvalidMask)]
    [InlineData(AceType.Domain, "", "AA", PermissionsRefusal.InvalidMask)]
    [InlineData(AceType.User, "bob@godwit.test", "A", PermissionsRefusal.InvalidRights)]
    [InlineData(AceType.User, "bob@godwit.test", "AX", PermissionsRefusal.InvalidRights)]
    [InlineData(AceType.User, "bob@godwit.test", "AAA", PermissionsRefusal.InvalidRights)]
    public void What_makes_no_sense_is_refused(AceType type, string mask, string rights, PermissionsRefusal refusal)
    {
        var outcome = PermissionRules.SetAce(AccessState.Empty, new Ace(type, mask, rights), 1, Limits);
        Assert.Equal(refusal, outcome.Refusal);
        Assert.Same(AccessState.Empty, outcome.After);
    }

    [Fact]
    public void Versions_must_fit_and_the_wrong_one_is_named()
    {
        Assert.Equal(PermissionsRefusal.WrongDelta, PermissionRules.SetAce(AccessState.Empty, BobAce("BD"), 7, Limits).Refusal);
        var state = Add(AccessState.Empty, Member(Team));
        var outcome = Change(state, Team, [Member(Team)], [], version: 0);
        Assert.Equal((PermissionsRefusal.WrongDelta, Team, 1), (outcome.Refusal!.Value, outcome.WrongContainer!.Value, outcome.CurrentVersion!.Value));
        Assert.Equal(PermissionsRefusal.NoSuchContainer, Change(state, 77, [Member(77)], []).Refusal);
        Assert.Equal(PermissionsRefusal.InvalidMask, Change(state, Team, [Member(Team, "user", "nobody")], []).Refusal);
        Assert.Equal(PermissionsRefusal.InvalidMask, Change(state, Team, [Member(Team, "martians", "")], []).Refusal);
    }

    [Fact]
    public void A_move_between_containers_is_one_request()
    {
        var state = Add(AccessState.Empty, Member(Team));
        var outcome = PermissionRules.SetContainerMembers(
            state, [new ContainerCommand(Team, 1, [], [Member(Team)]), new ContainerCommand(Blocked, 0, [Member(Blocked)], [])], Limits);
        Assert.Equal(Member(Blocked), Assert.Single(outcome.After.Members));
        Assert.Equal((2, 1), (outcome.After.VersionOf(Team), outcome.After.VersionOf(Blocked)));
    }

    [Fact]
    public void There_is_a_limit_to_entries()
    {
        var limits = new PoolLimits { Aces = 1, Members = 1 };
        var state = PermissionRules.SetAce(AccessState.Empty, BobAce("BD"), 1, limits).After;
        Assert.Equal(PermissionsRefusal.LimitReached, PermissionRules.SetAce(state, new Ace(AceType.User, "c@d", "AA"), 2, limits).Refusal);
        Assert.Equal(PermissionsRefusal.LimitReached, PermissionRules.SetContainerMembers(state, [new ContainerCommand(Team, 0, [Member(Team)], [])], limits).Refusal);
    }

    [Fact]
    public void Without_entries_colleagues_have_the_company_level_and_strangers_the_public_one()
    {
        Assert.Equal(new Access(true, true, false, Company), Access.Of(AccessState.Empty, Bob, Pool));
        Assert.Equal(new Access(true, true, false, Public), Access.Of(AccessState.Empty, Stranger, Pool));
    }

    [Fact]
    public void The_most_specific_entry_decides()
    {
        var state = Add(Add(AccessState.Empty, Member(Team, "sameEnterprise", "")), Member(Public, "everyone", ""));
        Assert.Equal(Team, Access.Of(state, Bob, Pool).Container);
        Assert.Equal(Public, Access.Of(state, Stranger, Pool).Container);
        state = Add(state, Member(Personal, "domain", "godwit.test"));
        Assert.Equal(Personal, Access.Of(state, Bob, Pool).Container);
        state = Add(state, Member(Blocked));
        Assert.Equal(new Access(false, false, false, Blocked), Access.Of(state, Bob, Pool));
    }

    [Fact]
    public void Who_is_allowed_by_name_is_not_blocked_with_all_others()
    {
        var state = SetAce(SetAce(AccessState.Empty, new Ace(AceType.All, "", "BD")), BobAce("AA"));
        Assert.Equal(new Access(true, true, false, Company), Access.Of(state, Bob, Pool));
        Assert.False(Access.Of(state, Stranger, Pool).SeesPresence);
        Assert.False(Access.Of(state, Stranger, Pool).MayCommunicate);
    }

    [Fact]
    public void Prompt_holds_presence_back_until_the_user_decides()
    {
        var state = SetAce(AccessState.Empty, new Ace(AceType.All, "", "PP"));
        Assert.Equal(new Access(false, true, true, Company), Access.Of(state, Bob, Pool));
        Assert.True(Access.Of(SetAce(state, BobAce("AA")), Bob, Pool).SeesPresence);
    }

    [Fact]
    public void To_see_and_to_communicate_are_two_rights() =>
        Assert.Equal(new Access(true, false, false, Company), Access.Of(SetAce(AccessState.Empty, BobAce("AD")), Bob, Pool));

    [Fact]
    public void Faces_that_an_import_left_apart_are_brought_together()
    {
        var state = PermissionRules.Whole(new AccessState(5, [BobAce("BD")], [], [Member(Blocked, "domain", "else.where")]));
        Assert.Equal(2, state.Aces.Length);
        Assert.Equal(2, state.Members.Length);
        Assert.Equal(5, state.AclDelta);
    }

    /// <summary>Whatever is done through either face: both say the same, versions never fall, and rows of the difference give the state.</summary>
    [Fact]
    public void Both_faces_always_agree() =>
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 3], Gen.Int[0, 6].Select(i => Rights[i]), Gen.Int[0, 4].Select(i => SearchOrder[i])).Array[0, 60].Sample(steps =>
    {
        var state = AccessState.Empty;
        foreach (var (what, who, rights, container) in steps)
        {
            var (aceType, mask, memberType) = who switch
            {
                0 => (AceType.All, "", "everyone"),
                1 => (AceType.Domain, "else.where", "domain"),
                _ => (AceType.User, $"u{who}@godwit.test", "user"),
            };
            var before = state;
            state = what switch
            {
                0 => SetAce(state, new Ace(aceType, mask, rights)),
                1 => Add(state, Member(container, memberType, mask)),
                _ => Remove(state, Member(container, memberType, mask)),
            };

            var byAce = state.Aces.Where(a => PermissionRules.Blocks(a.Rights)).Select(a => (a.Type.ToString(), a.Mask)).Order();
            var byMember = state.Members.Where(m => m.Container == Blocked)
                .Select(m => (m.Type switch { "user" => "User", "domain" => "Domain", _ => "All" }, m.Value)).Order();
            Assert.Equal(byAce, byMember);
            Assert.Equal(state, PermissionRules.Whole(state));
            Assert.True(state.AclDelta >= before.AclDelta && state.VersionOf(Blocked) >= before.VersionOf(Blocked));
            if (!state.Aces.SequenceEqual(before.Aces)) Assert.Equal(before.AclDelta + 1, state.AclDelta);
            if (!byMember.SequenceEqual(before.Members.Where(m => m.Container == Blocked).Select(m => (m.Type switch { "user" => "User", "domain" => "Domain", _ => "All" }, m.Value)).Order()))
                Assert.Equal(before.VersionOf(Blocked) + 1, state.VersionOf(Blocked));

            var rows = AccessDifference.Between(before, state);
            Assert.Equal(
                state.Members.Select(m => m.ToString()).Order(),
                before.Members.Except(rows.DroppedMembers).Concat(rows.PutMembers).Select(m => m.ToString()).Order());
            Assert.Equal(
                state.Aces.Select(a => a.ToString()).Order(),
                before.Aces.Where(a => rows.DroppedAces.Concat(rows.PutAces).All(r => (r.Type, r.Mask) != (a.Type, a.Mask))).Concat(rows.PutAces).Select(a => a.ToString()).Order());
        }
    });
}
