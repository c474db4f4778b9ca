using Godwit.Admin;
using Godwit.Admin.Moves;
using Godwit.Scenarios.Forests;
using Xunit;

namespace Godwit.Scenarios.AdminApi;

public sealed class PlansApiTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_plan_is_made_changed_and_run_and_says_what_is_otherwise_by_then()
    {
        await using var forest = await TestForest.Start(new TestForestOptions { DemoUsers = 30 });

        var plan = await forest.Admin.MakePlan(new MakePlan(new StartMove(TestForest.R2Pool) { From = TestForest.Lcs01 }) { Name = "spring" }, Cancel);

        Assert.Equal(("spring", "ready", TestForest.R2Pool, ""), (plan.Name, plan.State, plan.To, plan.MoveId));
        Assert.Equal((10, 10, 0, 0, 1), (plan.Numbers.Users, plan.Numbers.Moved, plan.Numbers.Refused, plan.Numbers.Excluded, plan.Numbers.Batches));
        Assert.Equal((10, 20, "benchmark"), (plan.Outlook!.Forecast.Users, plan.Outlook.Forecast.DirectoryChanges, plan.Outlook.Forecast.Basis));
        Assert.All(plan.Outlook.Forecast.BackEnds, b => Assert.True(b is { RowsRead: > 0, MegabytesRead: > 0, Commits: > 0 }));
        Assert.Equal((0, null), (plan.Outlook.Window.HoursCounted, plan.Outlook.Window.Begins));
        Assert.True(plan.Outlook.Social is { Contacts: > 0, Together: 1 });
        var (alice, last) = ("alice@godwit.test", plan.Users![^1].Address);
        Assert.NotEqual(alice, last);

        Assert.Equal(1, (await forest.Admin.ExcludeFromPlan(plan.Id, [alice], true, Cancel)).Numbers.Excluded);
        await forest.Admin.PutFirstInPlan(plan.Id, [last], Cancel);
        await forest.Admin.RenamePlan(plan.Id, "summer", Cancel);
        await forest.Admin.SetEnabled(last, false, Cancel);
        var run = await forest.Admin.RunPlan(plan.Id, new RunPlan(null), Cancel);
        await foreach (var progress in forest.Admin.Watch(run.Move.Id, Cancel)) Assert.Equal(9, progress.Total);

        Assert.Equal((1, last, "was to be moved, is refused (not-enabled) now"), (run.Differences, run.Changed[0].Address, run.Changed[0].What));
        var move = await forest.Admin.MoveReport(run.Move.Id, Cancel);
        Assert.Equal((8, 1, last), (move.Moved, move.Refused, move.Users[0].Address));
        Assert.Equal(TestForest.Lcs01, (await forest.Admin.User(alice, Cancel)).Home);
        var listed = Assert.Single(await forest.Admin.Plans(Cancel));
        Assert.Equal(("summer", "run", move.Id), (listed.Name, listed.State, listed.MoveId));

        // A later plan knows how fast it went.
        var next = await forest.Admin.MakePlan(new MakePlan(new StartMove(TestForest.R2Pool) { Users = [alice] }), Cancel);
        Assert.Equal("measured", next.Outlook!.Forecast.Basis);
        Assert.True(next.Outlook.Forecast.DirectoryChangesPerSecond > 0);
        await forest.Admin.DeletePlan(next.Id, Cancel);
        Assert.Single(await forest.Admin.Plans(Cancel));
    }

    [Fact]
    public async Task Refusals_have_the_name_of_their_rule_and_a_dry_run_says_the_same()
    {
        await using var forest = await TestForest.Start(new TestForestOptions { DemoUsers = 6 });
        await forest.Admin.SetEnabled("bob@godwit.test", false, Cancel);
        var move = new StartMove(TestForest.R2Pool) { Users = ["nobody@godwit.test", "alice@godwit.test", "bob@godwit.test", "erin@godwit.test"] };

        var plan = await forest.Admin.MakePlan(new MakePlan(move), Cancel);
        var dry = await forest.Admin.Move(move with { DryRun = true }, Cancel);

        Assert.Equal(["alice@godwit.test", "nobody@godwit.test", "bob@godwit.test", "erin@godwit.test"], plan.Users!.Select(u => u.Address));
        Assert.Equal([("moved", "", 1), ("refused", "unknown-user", 0), ("refused", "not-enabled", 0), ("unchanged", "", 0)], plan.Users!.Select(u => (u.Outcome, u.Rule, u.Batch)));
        Assert.Equal(plan.Users!.Select(u => (u.Address, u.Outcome, u.Rule, u.Reason)).Order(), dry.Users.Select(u => (u.Address, u.Outcome, u.Rule!, u.Reason)).Order());
        Assert.Equal(move.Users, dry.Users.Select(u => u.Address));
        Assert.Equal(plan.Outlook!.Forecast.Seconds, dry.Outlook!.Forecast.Seconds);
        Assert.Single(await forest.Admin.Plans(Cancel));

        var refused = await forest.Admin.Plan(plan.Id, new PlanQuery("refused", null, 1), Cancel);
        Assert.Equal("nobody@godwit.test", Assert.Single(refused.Users!).Address);
        Assert.Equal("bob@godwit.test", Assert.Single((await forest.Admin.Plan(plan.Id, new PlanQuery("refused", refused.Next, 1), Cancel)).Users!).Address);
    }

    [Fact]
    public async Task What_makes_no_sense_is_refused_in_one_sentence_and_changes_nothing()
    {
        await using var forest = await TestForest.Start(new TestForestOptions { DemoUsers = 6 });
        var plan = await forest.Admin.MakePlan(new MakePlan(new StartMove(TestForest.R2Pool) { Users = ["alice@godwit.test"] }), Cancel);

        await Refused(404, "There is no plan p1; 'godwit move plan list' shows those there are", forest.Admin.Plan("p1", new PlanQuery(), Cancel));
        await Refused(404, "There is no plan p1; 'godwit move plan list' shows those there are", forest.Admin.RunPlan("p1", new RunPlan(null), Cancel));
        await Refused(404, "The plan has no user bob@godwit.test; nothing was changed", forest.Admin.ExcludeFromPlan(plan.Id, ["alice@godwit.test", "bob@godwit.test"], true, Cancel));
        await Refused(400, "Name at least one user", forest.Admin.PutFirstInPlan(plan.Id, [], Cancel));
        await Refused(400, "'x' is no part of a plan; ask for all, refused, warned, excluded or included", forest.Admin.Plan(plan.Id, new PlanQuery("x"), Cancel));
        Assert.Equal(0, (await forest.Admin.Plan(plan.Id, new PlanQuery(), Cancel)).Numbers.Excluded);
    }

    private static async Task Refused<T>(int status, string sentence, Task<T> call)
    {
        var refusal = await Assert.ThrowsAsync<AdminException>(() => call);
        Assert.Equal((status, sentence), (refusal.Status, refusal.Message));
    }
}
