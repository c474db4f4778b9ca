using Godwit.Moves;
using Godwit.Moves.Planning;
using Godwit.Pool.Pools;
using Godwit.Pool.Users;

namespace Godwit.Tests.Moves.Planning;

public class MovePlannerTests
{
    private const string Target = "r2pool.godwit.test";
    private const string Source = "lcs01.godwit.test";

    private static readonly SipAddress Alice = SipAddress.Parse("alice@godwit.test");

    [Fact]
    public void User_with_both_pools_up_goes_the_ordinary_way()
    {
        var plan = Plan();
        Assert.Null(plan.Refusal);
        Assert.Equal(MoveRoute.Ordinary, plan.Route);
        Assert.Empty(plan.Lost);
    }

    [Fact]
    public void Force_with_both_pools_up_is_an_ordinary_move() => Assert.Equal(MoveRoute.Ordinary, Plan(force: true).Route);

    [Fact]
    public void Unknown_pool_is_refused() => Refused(MoveRefusal.UnknownPool, "godwit pool list", Plan(target: new PoolFacts("nowhere.godwit.test", null, false, new PoolLimits())));

    [Fact]
    public void Unknown_user_is_refused() =>
        Refused(MoveRefusal.UnknownUser, "alice@godwit.test", MovePlanner.Plan(new UserFacts(Alice, null, null, null, null), Pool(Target, PoolGeneration.Ocs2007R2), false));

    [Fact]
    public void Disabled_user_is_refused() => Refused(MoveRefusal.NotEnabled, "godwit user enable alice@godwit.test", Plan(user: u => u with { Enabled = false }));

    [Fact]
    public void User_in_a_move_is_refused() => Refused(MoveRefusal.InMoveAlready, "another move, 7, to ocs07.godwit.test", Plan(facts: f => f with { Move = new MoveClaim("7", "ocs07.godwit.test", "lcs01.godwit.test") }));

    [Fact]
    public void User_on_the_way_to_the_same_pool_joins_that_move_even_when_her_home_has_changed()
    {
        var plan = Plan(facts: f => f with { Move = new MoveClaim("7", Target.ToUpperInvariant(), "lcs01.godwit.test"), User = f.User! with { HomePool = Target } });
        Assert.Equal((MoveRoute.Joined, "7", "lcs01.godwit.test", null), (plan.Route, plan.Joins, plan.Home, plan.Refusal));
    }

    [Theory]
    [InlineData(Target)]
    [InlineData("R2Pool.Godwit.Test")]
    public void For_a_user_who_is_there_already_nothing_is_done(string home)
    {
        // Neither being disabled nor a pool that is down stands in the way of nothing.
        var plan = Plan(user: u => u with { HomePool = home, Enabled = false }, target: Pool(Target, PoolGeneration.Ocs2007R2, up: false));
        Assert.Equal((MoveRoute.AlreadyThere, null, false), (plan.Route, plan.Refusal, plan.Goes));
        Assert.Equal($"The user is homed on {Target} already; nothing had to be done.", plan.Reason);
    }

    [Theory]
    [InlineData("bjørn")]
    [InlineData("al#ice")]
    public void Invalid_address_is_refused_and_the_character_named(string user)
    {
        // A directory may hold what SipAddress.TryParse lets through and a SIP URI does not.
        Assert.True(SipAddress.TryParse(user + "@godwit.test", out var address));
        var bad = AddressRule.FirstInvalid(address);
        Assert.NotNull(bad);
        Refused(MoveRefusal.InvalidAddress, $"'{bad}'", Plan(facts: f => f with { Address = address }));
    }

    [Theory]
    [InlineData("alice@godwit.test", null)]
    [InlineData("a.b-c_d+1%20@x-1.example.org", null)]
    [InlineData("alice@god_wit.test", '_')]
    [InlineData("alice@-godwit.test", '-')]
    [InlineData("alice@godwit.test.", '.')]
    public void Address_rule_names_the_first_invalid_character(string address, char? bad) => Assert.Equal(bad, AddressRule.FirstInvalid(SipAddress.Parse(address)));

    [Fact]
    public void Target_that_is_down_is_refused_without_force() => Refused(MoveRefusal.TargetNotAvailable, Target, Plan(target: Pool(Target, PoolGeneration.Ocs2007R2, up: false)));

    [Fact]
    public void Source_that_is_down_is_refused_without_force() => Refused(MoveRefusal.SourceNotAvailable, Source, Plan(source: Pool(Source, PoolGeneration.Lcs2005Sp1, up: false)));

    [Fact]
    public void Force_to_a_dead_target_says_item_by_item_what_is_lost()
    {
        var plan = Plan(target: Pool(Target, PoolGeneration.Ocs2007R2, up: false), survey: new UserSurvey(true, 50, 5, 10, 2, 30, 3), force: true);
        Assert.Equal(MoveRoute.TargetDown, plan.Route);
        Assert.Equal(["50 contacts", "5 contact groups", "10 allow/block entries", "3 meetings", "enhanced presence data (30 publications, 2 container members)"], plan.Lost);
    }

    [Fact]
    public void One_item_is_not_spoken_of_as_many() =>
        Assert.Equal(["1 contact", "1 allow/block entry", "1 meeting"], LostItems.Of(new UserSurvey(false, 1, 0, 1, 0, 0, 1)));

    [Fact]
    public void Force_from_a_dead_source_says_that_all_is_lost_until_it_returns()
    {
        var plan = Plan(source: Pool("ocs07.godwit.test", PoolGeneration.Ocs2007, up: false), force: true);
        Assert.Equal(MoveRoute.SourceDown, plan.Route);
        Assert.Equal(["contacts, allow/block entries, meetings and enhanced presence data that are on ocs07.godwit.test"], plan.Lost);
    }

    [Fact]
    public void Unassigned_user_needs_no_source()
    {
        var plan = Plan(user: u => u with { HomePool = null }, facts: f => f with { Source = null });
        Assert.Equal(MoveRoute.Unassigned, plan.Route);
        Assert.Null(plan.Home);
    }

    [Fact]
    public void Unassigned_user_is_copied_from_the_retired_pool_that_kept_her_data()
    {
        var plan = Plan(user: u => u with { HomePool = null }, source: Pool("old.godwit.test", PoolGeneration.Lcs2005Sp1) with { Record = null });
        Assert.Equal((MoveRoute.Ordinary, null, "old.godwit.test"), (plan.Route, plan.Home, plan.Source));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void RichMode_user_is_refused_by_an_LCS_pool_forced_or_not(bool force) => Refused(
        MoveRefusal.RichModeToLcs, "enhanced presence mode",
        Plan(source: Pool("ocs07.godwit.test", PoolGeneration.Ocs2007), target: Pool(Target, PoolGeneration.Lcs2005Sp1), survey: UserSurvey.Nothing with { RichMode = true }, force: force));

    [Fact]
    public void User_without_the_mode_may_go_back_to_an_LCS_pool() =>
        Assert.Null(Plan(source: Pool("ocs07.godwit.test", PoolGeneration.Ocs2007), target: Pool(Target, PoolGeneration.Lcs2005Sp1), survey: UserSurvey.Nothing).Refusal);

    [Fact]
    public void Mode_that_cannot_be_read_counts_as_set_for_who_may_have_it()
    {
        var down = Pool("ocs07.godwit.test", PoolGeneration.Ocs2007, up: false);
        var lcs = Pool(Target, PoolGeneration.Lcs2005Sp1);
        Refused(MoveRefusal.RichModeUnknown, "can't be asked", Plan(source: down, target: lcs, force: true));
        Assert.Null(Plan(user: u => u with { OptionFlags = 0 }, source: down, target: lcs, force: true).Refusal);
    }

    [Fact]
    public void Data_over_the_targets_limits_is_refused_with_both_numbers()
    {
        var small = Pool(Target, PoolGeneration.Ocs2007) with { Limits = new PoolLimits { Contacts = 100, Groups = 10 } };
        Refused(MoveRefusal.TooManyContacts, "150 contacts and r2pool.godwit.test takes at most 100", Plan(target: small, survey: UserSurvey.Nothing with { Contacts = 150 }));
        Refused(MoveRefusal.TooManyGroups, "12 contact groups", Plan(target: small, survey: UserSurvey.Nothing with { Groups = 12 }));
        Assert.Null(Plan(target: small, survey: UserSurvey.Nothing with { Contacts = 100, Groups = 9 }).Refusal);
    }

    private static PoolFacts Pool(string fqdn, PoolGeneration generation, bool up = true) =>
        new(fqdn, new PoolRecord(fqdn, generation, PoolEdition.Standard, "CN=" + fqdn), up, new PoolLimits());

    private static PlannedUser Plan(
        Func<DirectoryUser, DirectoryUser>? user = null, Func<UserFacts, UserFacts>? facts = null, PoolFacts? source = null, PoolFacts? target = null, UserSurvey? survey = null, bool force = false)
    {
        source ??= Pool(Source, PoolGeneration.Lcs2005Sp1);
        var alice = new DirectoryUser(1, "CN=Alice", Alice, "alice", "Alice", null, true, source.Fqdn, null, DirectoryUser.EnhancedPresenceFlag, 1);
        var known = new UserFacts(Alice, user?.Invoke(alice) ?? alice, null, source, survey);
        return MovePlanner.Plan(facts?.Invoke(known) ?? known, target ?? Pool(Target, PoolGeneration.Ocs2007R2), force);
    }

    private static void Refused(MoveRefusal refusal, string says, PlannedUser plan)
    {
        Assert.Equal(refusal, plan.Refusal);
        Assert.Contains(says, plan.Reason, StringComparison.Ordinal);
        Assert.EndsWith(".", plan.Reason, StringComparison.Ordinal);
    }
}
