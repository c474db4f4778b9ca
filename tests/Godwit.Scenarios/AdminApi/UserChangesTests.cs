using Godwit.Admin;
using Godwit.Admin.Forest;
using Godwit.Admin.Users;
using Godwit.Moves;
using Godwit.Pool.Users;
using Godwit.Scenarios.Forests;
using Xunit;

namespace Godwit.Scenarios.AdminApi;

/// <summary>Users are configured and deleted, alone and many at once.</summary>
public sealed class UserChangesTests
{
    private static readonly SipAddress Alice = SipAddress.Parse("alice@godwit.test");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_set_is_shown_and_stays_over_a_restart_and_what_is_not_named_stays_as_it_was()
    {
        await using var forest = await TestForest.Start(new TestForestOptions { DemoUsers = 6 });

        await forest.Admin.Set("erin@godwit.test", new SetUser { Federation = true, RemoteAccess = true, PublicIm = true, AnonymousMeetings = true, Archiving = "federated" }, null, Cancel);
        var erin = await forest.Admin.Set("erin@godwit.test", new SetUser { PublicIm = false }, null, Cancel);
        await forest.Restart();

        Assert.Equal(new UserOptionsView { Federation = true, RemoteAccess = true, AnonymousMeetings = true, Archiving = "federated" }, erin.Options);
        Assert.Equal(erin with { Attributes = null }, await forest.Admin.User("erin@godwit.test", Cancel) with { Attributes = null });
        Assert.True(erin.EnhancedPresence.Enabled);
    }

    [Fact]
    public async Task Ways_of_archiving_are_those_of_her_pool()
    {
        await using var forest = await TestForest.Start(new TestForestOptions { DemoUsers = 6 });

        Assert.Equal("without-body", (await forest.Admin.Set("alice@godwit.test", new SetUser { Archiving = "without-body" }, null, Cancel)).Options.Archiving);
        Assert.Equal(
            "'internal' is not a way of archiving that her pool knows; write one of default, always, never, without-body",
            (await Assert.ThrowsAsync<AdminException>(() => forest.Admin.Set("alice@godwit.test", new SetUser { Archiving = "internal" }, null, Cancel))).Message);
        Assert.Equal(400, (await Assert.ThrowsAsync<AdminException>(() => forest.Admin.Set("erin@godwit.test", new SetUser { Archiving = "never" }, null, Cancel))).Status);
    }

    [Fact]
    public async Task A_change_of_what_somebody_else_has_changed_is_refused()
    {
        await using var forest = await TestForest.Start(new TestForestOptions { DemoUsers = 6 });
        var seen = await forest.Admin.User("erin@godwit.test", Cancel);
        var after = await forest.Admin.Set("erin@godwit.test", new SetUser { Federation = true }, seen.Revision, Cancel);

        var refusal = await Assert.ThrowsAsync<AdminException>(() => forest.Admin.Set("erin@godwit.test", new SetUser { Enabled = false }, seen.Revision, Cancel));

        Assert.Equal(412, refusal.Status);
        Assert.True(after.Revision > seen.Revision);
        Assert.True((await forest.Admin.User("erin@godwit.test", Cancel)).Enabled);
    }

    [Fact]
    public async Task Many_are_configured_and_those_who_can_not_be_are_named()
    {
        await using var forest = await TestForest.Start(new TestForestOptions { DemoUsers = 6 });

        var result = await forest.Admin.Configure(new ConfigureUsers(new SetUser { Archiving = "all", Enabled = false }) { Users = ["alice@godwit.test", "erin@godwit.test", "who@godwit.test"] }, Cancel);

        Assert.Equal((1, 2), (result.Done, result.Refused));
        Assert.Equal(["alice@godwit.test", "who@godwit.test"], result.Problems.Select(p => p.Address));
        Assert.Equal(["erin@godwit.test"], (await forest.Admin.Users(new UserQuery { Enabled = false }, Cancel)).Users.Select(u => u.Address));
    }

    [Fact]
    public async Task A_deleted_user_has_no_data_anywhere_and_her_account_can_be_enabled_again()
    {
        await using var forest = await TestForest.Start(new TestForestOptions { DemoUsers = 6 });
        var back = forest.Host.Rack.Find(TestForest.Lcs01)!.BackEnd;
        Assert.NotNull((await back.ReadBack([Alice], Cancel))[0]);

        Assert.Equal(new DeletedUserView("alice@godwit.test", TestForest.Lcs01, "deleted"), await forest.Admin.Delete("alice@godwit.test", false, Cancel));

        Assert.Equal(404, (await Assert.ThrowsAsync<AdminException>(() => forest.Admin.User("alice@godwit.test", Cancel))).Status);
        Assert.Null((await back.ReadBack([Alice], Cancel))[0]);
        Assert.Equal(6, (await forest.Admin.Forest.Overview(Cancel)).Accounts);
        Assert.Equal(409, (await Assert.ThrowsAsync<AdminException>(() => forest.Admin.Forest.Enable(new EnableAccount("alice", "alice.two@godwit.test", TestForest.R2Pool, true), Cancel))).Status);
        await forest.Restart();

        var again = await forest.Admin.Forest.Enable(new EnableAccount("alice", "alice@godwit.test", TestForest.R2Pool, true), Cancel);
        Assert.Equal((TestForest.R2Pool, "Alice Andersson"), (again.Home, again.DisplayName));
        Assert.Equal(5, (await forest.Admin.Forest.Overview(Cancel)).Accounts);
        Assert.Equal(0, (await forest.Admin.Doctor(new Admin.Moves.AskDoctor(false), Cancel)).Found);
    }

    [Fact]
    public async Task Nobody_is_deleted_whose_pool_is_out_of_reach_unless_by_force()
    {
        await using var forest = await TestForest.Start(new TestForestOptions { DemoUsers = 6 });
        await forest.Admin.StopPool(TestForest.Lcs01, Cancel);

        var refused = await forest.Admin.Delete(new DeleteUsers { From = TestForest.Lcs01 }, Cancel);
        Assert.Equal((0, 2), (refused.Done, refused.Refused));
        Assert.Equal(6, (await forest.Admin.Users(new UserQuery(), Cancel)).Total);

        var forced = await forest.Admin.Delete(new DeleteUsers(Force: true) { From = TestForest.Lcs01 }, Cancel);
        Assert.Equal((2, 0), (forced.Done, forced.Refused));
        Assert.All(forced.Problems, p => Assert.Contains(TestForest.Lcs01, p.Reason, StringComparison.Ordinal));
        Assert.Equal(4, (await forest.Admin.Users(new UserQuery(), Cancel)).Total);
    }
}
