using Godwit.Admin.Clients;
using Godwit.Admin.Moves;
using Godwit.Scenarios.Forests;
using Xunit;
using static Godwit.Scenarios.Clients.RawClient;

namespace Godwit.Scenarios.Clients;

/// <summary>Pools remember what their users sign in with; it goes with the users, and a dry run warns by it.</summary>
public sealed class SeenClientsTests
{
    private const string Old = "LCC/1.3.5470 (Microsoft Office Communicator 2005 1.0.559)";
    private const string New = "UCCAPI/3.5.6907.0 OC/3.5.6907.0 (Microsoft Office Communicator 2007 R2)";
    private const string Sipe = "Purple/2.14.12 Sipe/1.25.0 (linux-x86_64)";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Task<TestForest> Forest() => TestForest.Start(new TestForestOptions { Unauthenticated = true, DemoUsers = 6 });

    private static async Task SignIn(TestForest forest, string pool, string user, string userAgent)
    {
        using var client = await Connect(forest.Tcp(pool), user);
        Assert.Equal(200, Status(await client.Register(userAgent, categories: userAgent != Old)));
    }

    [Fact]
    public async Task A_users_clients_are_shown_and_go_with_her_over_moves_and_restarts()
    {
        await using var forest = await Forest();
        await SignIn(forest, TestForest.Ocs07, "carol@godwit.test", New);
        await SignIn(forest, TestForest.Ocs07, "carol@godwit.test", Sipe);
        Assert.Equal([(New, "new"), (Sipe, "both")], await Clients(forest, "carol@godwit.test"));

        await Move(forest, "carol@godwit.test", TestForest.R2Pool);
        Assert.Equal([(New, "new"), (Sipe, "both")], await Clients(forest, "carol@godwit.test"));
        await forest.Restart();
        await SignIn(forest, TestForest.R2Pool, "carol@godwit.test", "UCCAPI/3.5 OC/3.6");
        await Move(forest, "carol@godwit.test", TestForest.Ocs07);
        Assert.Equal(3, (await Clients(forest, "carol@godwit.test")).Count);
    }

    [Fact]
    public async Task A_pools_clients_are_counted_by_generation_and_only_of_users_who_live_there()
    {
        await using var forest = await Forest();
        await SignIn(forest, TestForest.R2Pool, "erin@godwit.test", New);
        await SignIn(forest, TestForest.R2Pool, "frank@godwit.test", New);
        await SignIn(forest, TestForest.R2Pool, "frank@godwit.test", Sipe);
        var pool = await forest.Admin.PoolClients(TestForest.R2Pool, Cancel);
        Assert.Equal((2, 2, 0, 2, 1), (pool.Users, pool.Seen, pool.Old, pool.New, pool.Both));
        Assert.Equal([(New, 2), (Sipe, 1)], pool.Clients.Select(c => (c.UserAgent, c.Users)));
        Assert.All(pool.Clients, c => Assert.Equal((0, 0), (c.LastSeen.Minute, c.LastSeen.Second)));

        await Move(forest, "frank@godwit.test", TestForest.Ocs07);
        Assert.Equal([(New, 1)], (await forest.Admin.PoolClients(TestForest.R2Pool, Cancel)).Clients.Select(c => (c.UserAgent, c.Users)));
    }

    [Fact]
    public async Task Who_was_refused_was_not_seen()
    {
        await using var forest = await Forest();
        using var alice = await Connect(forest.Tcp(TestForest.Lcs01), "alice@godwit.test");
        Assert.Equal(403, Status(await alice.Register(New, categories: true)));
        Assert.Empty(await Clients(forest, "alice@godwit.test"));
    }

    [Fact]
    public async Task A_dry_run_says_who_would_be_cut_off_by_her_client()
    {
        await using var forest = await Forest();
        await SignIn(forest, TestForest.Lcs01, "alice@godwit.test", Old);
        await SignIn(forest, TestForest.Lcs01, "bob@godwit.test", Old);
        await forest.Admin.AddClientVersionRule(TestForest.Ocs07, new AddClientVersionRule("LCC", "2.*.*.*", "LSS", "block", ""), Cancel);
        var plan = await forest.Admin.Move(new StartMove(TestForest.Ocs07) { From = TestForest.Lcs01, DryRun = true }, Cancel);
        Assert.Equal(2, plan.Moved);
        Assert.All(plan.Users, u => Assert.Contains($"'{Old}' (last seen ", u.Reason, StringComparison.Ordinal));
        Assert.All(plan.Users, u => Assert.EndsWith("could not sign in: the client version filter of ocs07.godwit.test blocks it.", u.Reason, StringComparison.Ordinal));
        Assert.All((await forest.Admin.Move(new StartMove(TestForest.R2Pool) { From = TestForest.Lcs01, DryRun = true }, Cancel)).Users, u => Assert.Equal("", u.Reason));
    }

    [Fact]
    public async Task The_enhanced_presence_mode_is_set_once_and_survives_every_move()
    {
        await using var forest = await Forest();
        const string Carol = "carol@godwit.test";
        await SignIn(forest, TestForest.Ocs07, Carol, Old);
        Assert.False((await forest.Admin.User(Carol, Cancel)).EnhancedPresence.Mode);
        await SignIn(forest, TestForest.Ocs07, Carol, New);
        foreach (var pool in (string[])[TestForest.R2Pool, TestForest.Ocs07, TestForest.R2Pool])
        {
            Assert.True((await forest.Admin.User(Carol, Cancel)).EnhancedPresence.Mode);
            await Move(forest, Carol, pool);
            using var old = await Connect(forest.Tcp(pool), Carol);
            var refused = await old.Register(Old);
            Assert.Equal(403, Status(refused));
            Assert.StartsWith("2013;", Header(refused, "ms-diagnostics"), StringComparison.Ordinal);
        }

        await forest.Restart();
        Assert.True((await forest.Admin.User(Carol, Cancel)).EnhancedPresence.Mode);
        Assert.Equal(1, (await forest.Admin.Move(new StartMove(TestForest.Lcs01) { Users = [Carol], DryRun = true }, Cancel)).Refused);
    }

    private static async Task<List<(string, string)>> Clients(TestForest forest, string user) =>
        [.. (await forest.Admin.UserClients(user, Cancel)).Clients.Select(c => (c.UserAgent, c.Generation)).OrderByDescending(c => c.UserAgent, StringComparer.Ordinal)];

    private static async Task Move(TestForest forest, string user, string pool)
    {
        var move = await forest.Admin.Move(new StartMove(pool) { Users = [user] }, Cancel);
        await foreach (var _ in forest.Admin.Watch(move.Id, Cancel)) { }
        Assert.Equal(1, (await forest.Admin.MoveReport(move.Id, Cancel)).Moved);
    }
}
