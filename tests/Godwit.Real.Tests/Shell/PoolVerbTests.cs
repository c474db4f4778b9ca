using System.Net;
using System.Net.Sockets;
using Godwit.Real.Tests.Clients;
using Godwit.Real.Tests.Servers;

namespace Godwit.Real.Tests.Shell;

/// <summary>Outages, and moves that are forced through them.</summary>
[Collection(ShellCollection.Name)]
public class PoolVerbTests(ShellForest forest)
{
    [Fact]
    public async Task List_and_show_have_generation_edition_users_and_state()
    {
        var pools = (await forest.Shell("pool list --json")).Ended(0).Json.EnumerateArray().ToList();
        Assert.Equal(
            [(DemoPool.Lcs.Fqdn, "LCS 2005 SP1"), (DemoPool.Ocs.Fqdn, "OCS 2007"), (DemoPool.R2.Fqdn, "OCS 2007 R2")],
            pools.Select(p => (p.GetProperty("fqdn").GetString()!, p.GetProperty("generation").GetString()!)));
        Assert.All(pools, p => Assert.Equal(("Standard Edition", "running"), (p.GetProperty("edition").GetString(), p.GetProperty("state").GetString())));
        Assert.True(pools[0].GetProperty("users").GetInt32() >= 4);

        Assert.Equal(DemoPool.Lcs.Fqdn, (await forest.Shell("pool show LCS01.godwit.test --json")).Ended(0).Json.GetProperty("fqdn").GetString());
        Assert.Contains("no.godwit.test", (await forest.Shell("pool show no.godwit.test")).Ended(1).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stopped_pool_has_no_listeners_and_a_started_one_has_them_again()
    {
        Assert.True(await Listens(DemoPool.Ocs));
        await Stopped(DemoPool.Ocs, async () =>
        {
            Assert.Equal("stopped", (await forest.Shell("pool show ocs07.godwit.test --json")).Ended(0).Json.GetProperty("state").GetString());
            Assert.False(await Listens(DemoPool.Ocs));
            (await forest.Shell("pool stop ocs07.godwit.test")).Ended(0);
        });
        Assert.True(await Listens(DemoPool.Ocs));
        (await forest.Shell("pool start ocs07.godwit.test")).Ended(0);
    }

    [Fact]
    public async Task To_a_stopped_pool_users_move_only_by_force_at_once_and_their_data_arrives_when_it_starts()
    {
        var user = await UserWithContact(DemoPool.Lcs);
        await Stopped(DemoPool.R2, async () =>
        {
            var refused = (await forest.Shell($"move --to r2pool.godwit.test --user {user} --json")).Ended(1).Json;
            Assert.Equal((0, 1, 0), ShellForest.Numbers(refused));
            Assert.Contains("r2pool.godwit.test is not available", ShellForest.Lines(refused).Single().Reason, StringComparison.Ordinal);
            Assert.Equal(DemoPool.Lcs.Fqdn, await forest.Home(user));

            var forced = (await forest.Shell($"move --to r2pool.godwit.test --user {user} --force --json")).Ended(0).Json;
            var line = ShellForest.Lines(forced).Single();
            Assert.Equal("moved", line.Outcome);
            Assert.Contains(line.Lost, l => l.Contains("contact", StringComparison.Ordinal));
            Assert.Equal(DemoPool.R2.Fqdn, await forest.Home(user));
        });
        await HasContact(user, DemoPool.R2);
    }

    [Fact]
    public async Task From_a_stopped_pool_users_move_only_by_force_and_their_data_follows_when_it_starts()
    {
        var user = await UserWithContact(DemoPool.Ocs);
        await Stopped(DemoPool.Ocs, async () =>
        {
            var refused = (await forest.Shell($"move --to r2pool.godwit.test --user {user} --json")).Ended(1).Json;
            Assert.Contains("ocs07.godwit.test is not available", ShellForest.Lines(refused).Single().Reason, StringComparison.Ordinal);

            var forced = (await forest.Shell($"move --to r2pool.godwit.test --user {user} --force --json")).Ended(0).Json;
            Assert.NotEmpty(ShellForest.Lines(forced).Single().Lost);
            Assert.Equal(DemoPool.R2.Fqdn, await forest.Home(user));
        });
        await HasContact(user, DemoPool.R2);
    }

    [Fact]
    public async Task User_of_a_stopped_pool_sees_her_contacts_elsewhere_at_once_is_told_how_old_they_are_and_keeps_what_she_adds()
    {
        var user = await UserWithContact(DemoPool.Ocs);
        var friend = await forest.NewUser(DemoPool.R2);
        await Stopped(DemoPool.Ocs, async () =>
        {
            var forced = (await forest.Shell($"move --to r2pool.godwit.test --user {user} --force --json")).Ended(0).Json;
            Assert.Contains("as of", ShellForest.Lines(forced).Single().Reason, StringComparison.Ordinal);

            await using (var client = await SipeProbe.SignIn(Forest.Client(forest.Server, user, DemoPool.R2)))
            {
                await client.ExpectContacts(l => l.Buddies.Any(b => b.Who == "carol@godwit.test" && b.Group == "Friends"));
                Assert.Contains("as of", (await client.Expect("im")).Text, StringComparison.Ordinal);
            }

            await forest.Server.AddContact(user, DemoPool.R2, friend, "New");
        });
        await HasContact(user, DemoPool.R2);
        await forest.Server.ExpectContact(user, DemoPool.R2, friend, "New");
    }

    [Fact]
    public async Task With_both_pools_up_force_loses_nothing()
    {
        var user = await UserWithContact(DemoPool.Lcs);
        var forced = (await forest.Shell($"move --to r2pool.godwit.test --user {user} --force --json")).Ended(0).Json;
        Assert.Empty(ShellForest.Lines(forced).Single().Lost);
        await HasContact(user, DemoPool.R2);
    }

    /// <summary>Does it while a pool is down, and starts the pool again whatever happens.</summary>
    private async Task Stopped(DemoPool pool, Func<Task> act)
    {
        Assert.Equal("stopped", (await forest.Shell($"pool stop {pool.Fqdn} --json")).Ended(0).Json.GetProperty("state").GetString());
        try
        {
            await act();
        }
        finally
        {
            Assert.Equal("running", (await forest.Shell($"pool start {pool.Fqdn} --json")).Ended(0).Json.GetProperty("state").GetString());
        }
    }

    private async Task<string> UserWithContact(DemoPool pool)
    {
        var user = await forest.NewUser(pool);
        await forest.Server.AddContact(user, pool, "carol@godwit.test", "Friends");
        return user;
    }

    private Task HasContact(string user, DemoPool pool) => forest.Server.ExpectContact(user, pool, "carol@godwit.test", "Friends");

    private async Task<bool> Listens(DemoPool pool)
    {
        foreach (var transport in (string[])["tcp", "tls"])
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, pool.Port(forest.Server.PortBase, transport)), TestContext.Current.CancellationToken);
            }
            catch (SocketException)
            {
                return false;
            }
        }

        return true;
    }
}
