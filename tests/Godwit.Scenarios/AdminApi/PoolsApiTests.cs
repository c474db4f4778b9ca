using System.Net.Sockets;
using Godwit.Admin;
using Godwit.Admin.Moves;
using Godwit.Admin.Pools;
using Godwit.Scenarios.Forests;
using Xunit;

namespace Godwit.Scenarios.AdminApi;

public sealed class PoolsApiTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pools_are_listed_with_generation_edition_users_and_state()
    {
        await using var forest = await TestForest.Start(new TestForestOptions { DemoUsers = 6 });

        var pools = await forest.Admin.Pools(Cancel);

        Assert.Equal(
            [
                (TestForest.Lcs01, "LCS 2005 SP1", "Standard Edition", 2, "running"),
                (TestForest.Ocs07, "OCS 2007", "Standard Edition", 2, "running"),
                (TestForest.R2Pool, "OCS 2007 R2", "Standard Edition", 2, "running"),
            ],
            pools.Select(p => (p.Fqdn, p.Generation, p.Edition, p.Users, p.State)));
        Assert.Equal([$"tcp {forest.Tcp(TestForest.Lcs01)}", $"tls {forest.Tls(TestForest.Lcs01)}", $"udp {forest.Udp(TestForest.Lcs01)}", $"web {forest.Groups(TestForest.Lcs01).Authority}"], pools[0].Listeners);
    }

    [Fact]
    public async Task A_stopped_pool_listens_no_more_until_it_is_started()
    {
        await using var forest = await TestForest.Start();
        Assert.True(await Listens(forest));

        Assert.Equal("stopped", (await forest.Admin.StopPool(TestForest.Ocs07, Cancel)).State);
        Assert.False(await Listens(forest));
        Assert.Equal("stopped", (await forest.Admin.StopPool(TestForest.Ocs07, Cancel)).State);

        Assert.Equal("running", (await forest.Admin.StartPool(TestForest.Ocs07, Cancel)).State);
        Assert.True(await Listens(forest));
        Assert.Equal("running", (await forest.Admin.StartPool(TestForest.Ocs07, Cancel)).State);
    }

    [Fact]
    public async Task A_pool_with_users_is_retired_only_by_force_and_stays_retired()
    {
        await using var forest = await TestForest.Start(new TestForestOptions { DemoUsers = 6 });

        var refused = await forest.Admin.RetirePool(TestForest.Ocs07, false, Cancel);
        Assert.False(refused.Retired);
        Assert.Equal(["carol@godwit.test", "dave@godwit.test"], refused.Users);
        Assert.StartsWith("2 users are homed on ocs07.godwit.test, so it was not retired", refused.Reason, StringComparison.Ordinal);

        var retired = await forest.Admin.RetirePool(TestForest.Ocs07, true, Cancel);
        Assert.True(retired.Retired);
        Assert.Equal("", (await forest.Admin.User("carol@godwit.test", Cancel)).Home);
        Assert.Equal("There is no pool ocs07.godwit.test; 'godwit pool list' shows those there are", (await Assert.ThrowsAsync<AdminException>(() => forest.Admin.Pool(TestForest.Ocs07, Cancel))).Message);

        await forest.Restart();
        Assert.Equal(2, (await forest.Admin.Pools(Cancel)).Count);
        Assert.Equal("", (await forest.Admin.User("carol@godwit.test", Cancel)).Home);
    }

    [Fact]
    public async Task An_empty_pool_is_retired_without_force()
    {
        await using var forest = await TestForest.Start();

        Assert.True((await forest.Admin.RetirePool(TestForest.R2Pool, false, Cancel)).Retired);
        Assert.Equal(2, (await forest.Admin.Pools(Cancel)).Count);
    }

    [Fact]
    public async Task Data_of_a_retired_pool_is_deleted_only_when_it_is_said_so_and_what_is_all_that_users_have_only_when_that_is_said()
    {
        await using var forest = await TestForest.Start(new TestForestOptions { DemoUsers = 6 });
        var move = await forest.Admin.Move(new StartMove(TestForest.R2Pool) { Users = ["carol@godwit.test"] }, Cancel);
        await foreach (var _ in forest.Admin.Watch(move.Id, Cancel))
        {
        }

        Assert.Equal("Data is deleted only by force", (await Assert.ThrowsAsync<AdminException>(() => forest.Admin.RetirePool(TestForest.Ocs07, new RetirePool(false) { DeleteData = "all" }, Cancel))).Message);
        var retired = await forest.Admin.RetirePool(TestForest.Ocs07, new RetirePool(true) { DeleteData = "elsewhere" }, Cancel);
        Assert.Equal((true, 1), (retired.Retired, retired.Deleted));
        Assert.Equal(["carol@godwit.test"], retired.UndoCopies);
        Assert.Contains("data of 1 users deleted", retired.Reason, StringComparison.Ordinal);
        var left = Assert.Single(await forest.Admin.RetiredPools(Cancel));
        Assert.Equal((TestForest.Ocs07, 1, 0), (left.Fqdn, left.Users, left.UndoCopies));

        // What was not deleted comes along.
        var next = await forest.Admin.Move(new StartMove(TestForest.R2Pool) { Unassigned = true }, Cancel);
        Assert.Equal("dave@godwit.test", Assert.Single(next.Users).Address);

        var all = await forest.Admin.RetirePool(TestForest.Lcs01, new RetirePool(true) { DeleteData = "all" }, Cancel);
        Assert.Equal((true, 2), (all.Retired, all.Deleted));
        Assert.NotEmpty(all.DeletedItems);
    }

    private static async Task<bool> Listens(TestForest forest)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(forest.Tcp(TestForest.Ocs07), Cancel);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
