using Godwit.Moves;
using Godwit.Moves.Planning;
using Godwit.Pool.Pools;
using Godwit.Pool.Users;

namespace Godwit.Tests.Moves.Planning;

public class UndoPlannerTests
{
    private const string Lcs = "lcs01.godwit.test";
    private const string Ocs = "ocs07.godwit.test";
    private const string R2 = "r2pool.godwit.test";

    private static readonly SipAddress Alice = SipAddress.Parse("alice@godwit.test");
    private static readonly DateTimeOffset Now = new(2026, 8, 12, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_user_who_is_where_the_move_brought_her_goes_back_the_ordinary_way()
    {
        var plan = Plan();
        Assert.Equal((MoveRoute.Ordinary, null, R2, Lcs), (plan.Route, plan.Refusal, plan.Source, plan.Target));
    }

    [Fact]
    public void A_user_who_was_not_in_the_move_is_refused() => Refused(MoveRefusal.NotMoved, "'godwit move report m1'", Plan(trip: t => t with { Was = null }));

    [Theory]
    [InlineData(MoveOutcome.Refused)]
    [InlineData(MoveOutcome.Failed)]
    [InlineData(MoveOutcome.Unchanged)]
    public void Who_was_not_moved_has_nothing_to_be_undone(MoveOutcome outcome) =>
        Refused(MoveRefusal.NotMoved, "nothing to undo", Plan(trip: t => t with { Was = t.Was! with { Outcome = outcome } }));

    [Fact]
    public void A_move_that_has_not_ended_for_her_comes_first() => Refused(MoveRefusal.InMoveAlready, "has not ended", Plan(trip: t => t with { Was = t.Was! with { Outcome = MoveOutcome.Pending } }));

    [Fact]
    public void Who_is_back_already_is_left_alone_and_told_by_which_move()
    {
        var plan = Plan(home: Lcs, trip: t => t with { Was = t.Was! with { Outcome = MoveOutcome.Undone, UndoneBy = "m2" } });
        Assert.Equal((MoveRoute.AlreadyThere, null, false), (plan.Route, plan.Refusal, plan.Goes));
        Assert.Contains("m2", plan.Reason, StringComparison.Ordinal);
        Refused(MoveRefusal.UndoneAlready, "'godwit move undo m2'", Plan(home: Ocs, trip: t => t with { Was = t.Was! with { Outcome = MoveOutcome.Undone, UndoneBy = "m2" } }));
    }

    [Fact]
    public void After_the_window_an_ordinary_move_is_offered()
    {
        Assert.Null(Plan(trip: t => t with { Move = t.Move with { Until = Now } }).Refusal);
        Refused(MoveRefusal.UndoWindowOver, "'godwit move --to lcs01.godwit.test --user alice@godwit.test'", Plan(trip: t => t with { Move = t.Move with { Until = Now.AddTicks(-1) } }));
    }

    [Fact]
    public void Who_was_moved_again_is_refused_and_the_later_move_named() =>
        Refused(MoveRefusal.MovedAgain, "to ocs07.godwit.test, by move m3; undo that first: 'godwit move undo m3 --user alice@godwit.test'", Plan(home: Ocs, trip: t => t with { Since = new LaterMove("m3", Ocs) }));

    [Fact]
    public void Who_lives_elsewhere_without_a_move_is_refused() => Refused(MoveRefusal.ElsewhereNow, "the directory says ocs07.godwit.test now", Plan(home: Ocs));

    [Fact]
    public void Who_lives_at_the_former_home_already_is_left_alone() => Assert.Equal(MoveRoute.AlreadyThere, Plan(home: Lcs).Route);

    [Fact]
    public void Who_became_unassigned_because_her_pool_was_retired_may_still_go_back()
    {
        Refused(MoveRefusal.ElsewhereNow, "unassigned", Plan(home: null));
        var plan = Plan(home: null, trip: t => t with { Move = t.Move with { Pools = t.Move.Pools.Remove(R2) } });
        Assert.Equal((MoveRoute.Ordinary, null, R2), (plan.Route, plan.Refusal, plan.Source));
    }

    [Fact]
    public void A_former_home_that_was_retired_is_named_and_another_pool_offered() =>
        Refused(MoveRefusal.FormerPoolGone, "'godwit move --to POOL --user alice@godwit.test'", Plan(former: Pool(Lcs, PoolGeneration.Lcs2005Sp1) with { Record = null }));

    [Fact]
    public void A_former_home_that_is_down_takes_her_only_by_force()
    {
        var down = Pool(Lcs, PoolGeneration.Lcs2005Sp1) with { Available = false };
        Refused(MoveRefusal.TargetNotAvailable, Lcs, Plan(former: down));
        Assert.Equal(MoveRoute.TargetDown, Plan(former: down, force: true).Route);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Enhanced_presence_keeps_her_from_an_LCS_pool_forced_or_not_and_she_is_told_what_it_would_cost_and_where_else_she_can_go(bool force)
    {
        var survey = new UserSurvey(true, 5, 1, 0, 2, 3, 0);
        var plan = Plan(survey: survey, force: force);
        Refused(MoveRefusal.RichModeToLcs, "she would lose: enhanced presence data (3 publications, 2 container members).", plan);
        Assert.Contains("'godwit move --to ocs07.godwit.test --user alice@godwit.test'", plan.Reason, StringComparison.Ordinal);
        Refused(MoveRefusal.RichModeToLcs, "No other pool of this forest has it.", Plan(survey: survey, trip: t => t with { Move = t.Move with { Newer = [R2] } }));
    }

    [Fact]
    public void Who_was_unassigned_becomes_unassigned_again()
    {
        var plan = Unassign();
        Assert.Equal((MoveRoute.Unassigning, null, R2, "", R2), (plan.Route, plan.Refusal, plan.Home, plan.Target, plan.Source));
        Assert.Equal(MoveRoute.AlreadyThere, Unassign(home: null).Route);
        Refused(MoveRefusal.SourceNotAvailable, R2, Unassign(up: false));
        Assert.Equal(MoveRoute.Unassigning, Unassign(up: false, force: true).Route);
    }

    private static PlannedUser Unassign(string? home = R2, bool up = true, bool force = false) =>
        UndoPlanner.Plan(Trip(null) with { To = home is null ? null : R2 }, Facts(home, Pool(R2, PoolGeneration.Ocs2007R2) with { Available = up }, null), null, force);

    private static PlannedUser Plan(string? home = R2, Func<UndoTrip, UndoTrip>? trip = null, PoolFacts? former = null, UserSurvey? survey = null, bool force = false) =>
        UndoPlanner.Plan(trip?.Invoke(Trip(Lcs)) ?? Trip(Lcs), Facts(home, Pool(R2, PoolGeneration.Ocs2007R2), survey), former ?? Pool(Lcs, PoolGeneration.Lcs2005Sp1), force);

    private static UndoTrip Trip(string? from) =>
        new(new UndoneMove("m1", Now, Now.AddDays(1), [Lcs, Ocs, R2], [Ocs, R2]), new UserOutcome(Alice, MoveOutcome.Moved, from, null, []), R2, null);

    private static UserFacts Facts(string? home, PoolFacts source, UserSurvey? survey) =>
        new(Alice, new DirectoryUser(1, "CN=Alice", Alice, "alice", "Alice", null, true, home, null, DirectoryUser.EnhancedPresenceFlag, 1), null, source, survey);

    private static PoolFacts Pool(string fqdn, PoolGeneration generation) => new(fqdn, new PoolRecord(fqdn, generation, PoolEdition.Standard, "CN=" + fqdn), true, new PoolLimits());

    private static void Refused(MoveRefusal refusal, string says, PlannedUser plan)
    {
        Assert.Equal(refusal, plan.Refusal);
        Assert.Contains(says, plan.Reason, StringComparison.Ordinal);
        Assert.EndsWith(".", plan.Reason, StringComparison.Ordinal);
    }
}
