using Godwit.Admin;
using Godwit.Admin.Moves;
using Godwit.Scenarios.Forests;
using Xunit;

namespace Godwit.Scenarios.AdminApi;

/// <summary>/api/v1/moves/{id}/users: a move's users a page at a time.</summary>
public sealed class MoveUsersApiTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Users_of_a_move_come_in_pages_with_the_state_of_each()
    {
        await using var forest = await TestForest.Start(new TestForestOptions { DemoUsers = 30 });
        var pool = (await forest.Admin.Users(Cancel)).Where(u => u.Home == TestForest.Lcs01).Select(u => u.Address).ToList();
        var id = (await forest.Admin.Move(
            new StartMove(TestForest.R2Pool) { Users = [.. pool, "erin@godwit.test"], Terms = new MoveTermsView { StartAfter = TimeProvider.System.GetUtcNow().AddHours(2) } }, Cancel)).Id;

        Assert.Equal((pool.Count, 1, 2), await States("waiting", "unchanged"));
        var seen = new List<string>();
        var page = await Read(new MoveUsersQuery(Limit: 4));
        while (true)
        {
            Assert.InRange(page.Users.Count, 1, 4);
            seen.AddRange(page.Users.Select(u => u.Address));
            if (page.Next is not { } next) break;
            page = await Read(new MoveUsersQuery(After: next, Limit: 4));
        }

        Assert.Equal(pool.Append("erin@godwit.test").Order(StringComparer.Ordinal), seen);
        var there = await Read(new MoveUsersQuery("unchanged"));
        Assert.Equal("erin@godwit.test", Assert.Single(there.Users).Address);
        Assert.Null(there.Next);

        await forest.Admin.Steer(id, "cancel", Cancel);
        await foreach (var _ in forest.Admin.Watch(id, Cancel))
        {
        }

        Assert.Equal((pool.Count, 1, 2), await States("failed", "unchanged"));
        Assert.Equal(pool.Count, (await Read(new MoveUsersQuery("cancelled"))).Users.Count);
        Assert.Empty((await Read(new MoveUsersQuery("moved"))).Users);

        Task<MoveUsersView> Read(MoveUsersQuery query) => forest.Admin.MoveUsers(id, query, Cancel);

        async Task<(int First, int Second, int Kinds)> States(string first, string second)
        {
            var states = (await Read(new MoveUsersQuery(Limit: 1))).States;
            return (states.GetValueOrDefault(first), states.GetValueOrDefault(second), states.Count);
        }
    }

    [Fact]
    public async Task What_cannot_be_shown_is_said()
    {
        await using var forest = await TestForest.Start(new TestForestOptions { DemoUsers = 6 });
        var id = (await forest.Admin.Move(new StartMove(TestForest.R2Pool) { Users = ["erin@godwit.test"] }, Cancel)).Id;

        Assert.Equal((404, "There is no move none; 'godwit move list' shows those there are"), await Problem("none", new MoveUsersQuery()));
        Assert.Equal((400, "'gone' is no state of a user in a move"), await Problem(id, new MoveUsersQuery("gone")));
        Assert.Equal((400, "A page has 1 to 1000 users"), await Problem(id, new MoveUsersQuery(Limit: 0)));

        async Task<(int Status, string Detail)> Problem(string move, MoveUsersQuery query)
        {
            var problem = await Assert.ThrowsAsync<AdminException>(() => forest.Admin.MoveUsers(move, query, Cancel));
            return (problem.Status, problem.Message);
        }
    }
}
