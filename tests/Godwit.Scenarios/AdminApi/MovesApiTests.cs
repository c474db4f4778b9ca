using Godwit.Admin;
using Godwit.Admin.Moves;
using Godwit.Scenarios.Forests;
using Xunit;

namespace Godwit.Scenarios.AdminApi;

public sealed class MovesApiTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_users_of_a_pool_are_moved_and_the_report_says_so()
    {
        await using var forest = await TestForest.Start(new TestForestOptions { DemoUsers = 30 });

        var move = await Move(forest, new StartMove(TestForest.R2Pool) { From = TestForest.Lcs01 });

        Assert.Equal((10, 0, 0, "finished"), (move.Moved, move.Refused, move.Failed, move.State));
        Assert.All(move.Users, u => Assert.Equal(("moved", TestForest.Lcs01), (u.Outcome, u.From)));
        Assert.Equal(20, (await forest.Admin.Users(Cancel)).Count(u => u.Home == TestForest.R2Pool));
        Assert.Equal([move.Id], (await forest.Admin.Moves(Cancel)).Select(m => m.Id));
    }

    [Fact]
    public async Task A_move_that_is_repeated_changes_nothing_and_refuses_nobody()
    {
        await using var forest = await TestForest.Start(new TestForestOptions { DemoUsers = 6 });
        var move = new StartMove(TestForest.R2Pool) { Users = ["alice@godwit.test", "bob@godwit.test"] };
        Assert.Equal(2, (await Move(forest, move)).Moved);

        var again = await Move(forest, move with { Users = ["alice@godwit.test", "bob@godwit.test", "carol@godwit.test"] });

        Assert.Equal((1, 2, 0, 0, "finished"), (again.Moved, again.Unchanged, again.Refused, again.Failed, again.State));
        Assert.Equal(["unchanged", "unchanged", "moved"], again.Users.Select(u => u.Outcome));
        Assert.Equal("The user is homed on r2pool.godwit.test already; nothing had to be done.", again.Users[0].Reason);
        var listed = (await forest.Admin.Moves(Cancel))[0];
        Assert.Equal((3, 3, 2), (listed.Total, listed.Done, listed.Unchanged));
    }

    [Fact]
    public async Task A_dry_run_says_what_would_happen_and_changes_nothing()
    {
        await using var forest = await TestForest.Start(new TestForestOptions { DemoUsers = 6 });

        var plan = await forest.Admin.Move(new StartMove(TestForest.R2Pool) { Users = ["alice@godwit.test", "SIP:Erin@godwit.test"], DryRun = true }, Cancel);

        Assert.Equal(("planned", ""), (plan.State, plan.Id));
        Assert.Equal([("alice@godwit.test", "moved"), ("erin@godwit.test", "unchanged")], plan.Users.Select(u => (u.Address, u.Outcome)));
        Assert.Equal(TestForest.Lcs01, (await forest.Admin.User("alice@godwit.test", Cancel)).Home);
        Assert.Empty(await forest.Admin.Moves(Cancel));
    }

    [Fact]
    public async Task Moves_and_plans_are_listed_in_pages_newest_first()
    {
        await using var forest = await TestForest.Start(new TestForestOptions { DemoUsers = 6 });
        var move = new StartMove(TestForest.R2Pool) { Users = ["nobody@godwit.test"] };
        List<string> moves = [], plans = [];
        for (var i = 0; i < 3; i++)
        {
            moves.Insert(0, (await forest.Admin.Move(move, Cancel)).Id);
            plans.Insert(0, (await forest.Admin.MakePlan(new MakePlan(move), Cancel)).Id);
        }

        var first = await forest.Admin.Moves(0, 2, Cancel);
        Assert.Equal(3, first.Total);
        Assert.Equal(moves[..2], first.Moves.Select(m => m.Id));
        Assert.Equal(moves[2..], (await forest.Admin.Moves(2, 2, Cancel)).Moves.Select(m => m.Id));
        Assert.Empty((await forest.Admin.Moves(3, 2, Cancel)).Moves);
        Assert.Equal(moves, (await forest.Admin.Moves(Cancel)).Select(m => m.Id));
        var second = await forest.Admin.Plans(1, 1, Cancel);
        Assert.Equal((3, plans[1]), (second.Total, Assert.Single(second.Plans).Id));
        Assert.Equal(plans, (await forest.Admin.Plans(Cancel)).Select(p => p.Id));
        Assert.Equal(400, (await Assert.ThrowsAsync<AdminException>(() => forest.Admin.Moves(0, 1_001, Cancel))).Status);
        Assert.Equal(400, (await Assert.ThrowsAsync<AdminException>(() => forest.Admin.Plans(-1, 10, Cancel))).Status);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task To_a_pool_that_does_not_exist_nothing_is_planned_or_journalled(bool dryRun)
    {
        await using var forest = await TestForest.Start(new TestForestOptions { DemoUsers = 6 });
        var move = new StartMove("nowhere.godwit.test") { Users = ["alice@godwit.test"], DryRun = dryRun };
        foreach (var ask in new Func<Task>[] { () => forest.Admin.Move(move, Cancel), () => forest.Admin.MakePlan(new MakePlan(move), Cancel) })
        {
            var refused = await Assert.ThrowsAsync<AdminException>(ask);
            Assert.Equal((404, "There is no pool nowhere.godwit.test; 'godwit pool list' shows those there are"), (refused.Status, refused.Message));
        }
        Assert.Empty(await forest.Admin.Moves(Cancel));
        Assert.Empty(await forest.Admin.Plans(Cancel));
    }

    [Fact]
    public async Task Unassigned_users_and_organizational_units_can_be_chosen()
    {
        await using var forest = await TestForest.Start(new TestForestOptions { DemoUsers = 6 });
        await forest.AddUser("nina", "");

        Assert.Equal(["nina@godwit.test"], (await Plan(forest, new StartMove(TestForest.R2Pool) { Unassigned = true })).Users.Select(u => u.Address));
        Assert.Equal(6, (await Plan(forest, new StartMove(TestForest.R2Pool) { Ou = "sales" })).Users.Count);
        Assert.Equal(6, (await Plan(forest, new StartMove(TestForest.R2Pool) { Ou = "godwit.test/Sales" })).Users.Count);
        Assert.Equal(["nina@godwit.test"], (await Plan(forest, new StartMove(TestForest.R2Pool) { Ou = "CN=Users,DC=godwit,DC=test" })).Users.Select(u => u.Address));
        Assert.Equal(6, (await Plan(forest, new StartMove(TestForest.R2Pool) { Ou = "OU=Sales,DC=godwit,DC=test" })).Users.Count);
    }

    [Theory]
    [InlineData(null, null, null, false, 400, "Say whom to move in exactly one way: users, from (a pool), ou, or unassigned")]
    [InlineData("alice@godwit.test", null, null, true, 400, "Say whom to move in exactly one way: users, from (a pool), ou, or unassigned")]
    [InlineData("al ice", null, null, false, 400, "'al ice' is not a SIP address like alice@example.org; nobody was moved")]
    [InlineData(null, "no.godwit.test", null, false, 404, "There is no pool no.godwit.test to move users from")]
    [InlineData(null, null, "Nowhere", false, 404, "There is no organizational unit Nowhere with users in it")]
    public async Task A_request_that_makes_no_sense_is_refused_in_one_sentence(string? user, string? from, string? ou, bool unassigned, int status, string sentence)
    {
        await using var forest = await TestForest.Start(new TestForestOptions { DemoUsers = 6 });
        var request = new StartMove(TestForest.R2Pool) { Users = user is null ? null : [user], From = from, Ou = ou, Unassigned = unassigned };

        var refusal = await Assert.ThrowsAsync<AdminException>(() => forest.Admin.Move(request, Cancel));

        Assert.Equal((status, sentence), (refusal.Status, refusal.Message));
    }

    [Fact]
    public async Task A_pool_without_users_gives_a_move_of_nobody()
    {
        await using var forest = await TestForest.Start();

        var move = await Move(forest, new StartMove(TestForest.R2Pool) { From = TestForest.Lcs01 });

        Assert.Equal(("finished", 0), (move.State, move.Users.Count));
    }

    [Fact]
    public async Task Users_of_a_stopped_pool_are_moved_by_force_with_a_word_on_what_is_lost_and_get_it_back_when_the_pool_returns()
    {
        await using var forest = await TestForest.Start(new TestForestOptions { DemoUsers = 6 });
        await forest.Admin.StopPool(TestForest.Lcs01, Cancel);

        var refused = await Move(forest, new StartMove(TestForest.R2Pool) { From = TestForest.Lcs01 });
        Assert.Equal((0, 2), (refused.Moved, refused.Refused + refused.Failed));

        var forced = await Move(forest, new StartMove(TestForest.R2Pool) { From = TestForest.Lcs01, Force = true });
        Assert.Equal(2, forced.Moved);
        Assert.All(forced.Users, u => Assert.NotEmpty(u.Lost));
        Assert.Equal(TestForest.R2Pool, (await forest.Admin.User("alice@godwit.test", Cancel)).Home);

        Assert.Equal("running", (await forest.Admin.StartPool(TestForest.Lcs01, Cancel)).State);
    }

    [Fact]
    public async Task A_move_nobody_knows_is_not_found()
    {
        await using var forest = await TestForest.Start();

        Assert.Equal("There is no move 42; 'godwit move list' shows those there are", (await Assert.ThrowsAsync<AdminException>(() => forest.Admin.MoveReport("42", Cancel))).Message);
        await Assert.ThrowsAsync<AdminException>(async () => await forest.Admin.Watch("42", Cancel).FirstAsync(Cancel));
    }

    private static Task<MoveView> Plan(TestForest forest, StartMove move) => forest.Admin.Move(move with { DryRun = true }, Cancel);

    private static async Task<MoveView> Move(TestForest forest, StartMove move)
    {
        var started = await forest.Admin.Move(move, Cancel);
        await foreach (var progress in forest.Admin.Watch(started.Id, Cancel)) Assert.Equal(started.Id, progress.Id);
        return await forest.Admin.MoveReport(started.Id, Cancel);
    }
}
