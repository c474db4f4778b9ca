using Godwit.Admin.Files;
using Godwit.Admin.Moves;
using Godwit.Moves;
using Godwit.Moves.Parcels;
using Godwit.Pool.BackEnds;
using Godwit.Pool.Contacts;
using Godwit.Pool.Pools;
using Godwit.Pool.Users;
using Godwit.Scenarios.Clients;
using Godwit.Scenarios.Forests;
using Xunit;

namespace Godwit.Scenarios.AdminApi;

/// <summary>A pool dies, its users are moved by force, and it comes back.</summary>
public class ForcedMovesTests
{
    private static readonly SipAddress Alice = SipAddress.Parse("alice@godwit.test");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task User_of_a_dead_pool_has_what_the_vault_has_is_told_how_old_it_is_and_gets_the_rest_when_the_pool_is_back()
    {
        await using var forest = await TestForest.Start(new TestForestOptions { DemoUsers = 6, Unauthenticated = true });
        var dead = forest.Host.Rack.Find(TestForest.Lcs01)!;
        var before = (await Contacts(forest, TestForest.Lcs01)).ToList();

        // In good order the vault gets everything; what is done after that dies with the pool.
        await forest.Admin.StopPool(TestForest.Lcs01, Cancel);
        await forest.Admin.StartPool(TestForest.Lcs01, Cancel);
        await AddContact(forest, TestForest.Lcs01, "late@godwit.test");
        await dead.Stop(Cancel);

        var planned = (await forest.Admin.Move(new StartMove(TestForest.R2Pool) { Users = [Alice.Value], Force = true, DryRun = true }, Cancel)).Users.Single();
        Assert.Contains($"the user would have {before.Count} contacts", planned.Reason, StringComparison.Ordinal);
        var forced = await Force(forest);
        Assert.Equal(forced.Lost, planned.Lost);
        Assert.Contains($"{before.Count} contacts", forced.Reason, StringComparison.Ordinal);
        Assert.Contains("as of", forced.Reason, StringComparison.Ordinal);
        Assert.Contains(forced.Lost, l => l.Contains(TestForest.Lcs01, StringComparison.Ordinal));
        Assert.Equal(before, await Contacts(forest, TestForest.R2Pool));
        using (var client = await RawClient.Connect(forest.Tcp(TestForest.R2Pool), Alice.Value))
        {
            await client.Register("Linphone/5.0");
            var told = await client.Receive("MESSAGE ");
            Assert.Contains("as of", told, StringComparison.Ordinal);
            await client.Answer(told, "200 OK");
        }

        await AddContact(forest, TestForest.R2Pool, "new@godwit.test");
        await forest.Host.Rack.Start(dead, Cancel);

        Assert.Equal([.. before.Append("late@godwit.test").Append("new@godwit.test").Order(StringComparer.Ordinal)], await Contacts(forest, TestForest.R2Pool));
        var report = await forest.Admin.MoveReport(forced.Move, Cancel);
        Assert.True(report.Users.Single() is { Lost: [], LostItems: [], Conflicts: [] } user && user.Reason.Contains("has followed", StringComparison.Ordinal), report.ToString());
    }

    /// <summary>Whoever exports in time needs no import afterwards.</summary>
    [Fact]
    public async Task What_was_exported_last_is_what_the_user_of_a_dead_pool_has()
    {
        await using var forest = await TestForest.Start(new TestForestOptions { DemoUsers = 6, Unauthenticated = true });
        var dead = forest.Host.Rack.Find(TestForest.Lcs01)!;
        await forest.Admin.StopPool(TestForest.Lcs01, Cancel);
        await forest.Admin.StartPool(TestForest.Lcs01, Cancel);
        await AddContact(forest, TestForest.Lcs01, "exported@godwit.test");
        var exported = await Contacts(forest, TestForest.Lcs01);
        await forest.Admin.Files.Export(new ExportOrder("csuserdata", TestForest.Lcs01, []), Stream.Null, _ => { }, Cancel);
        await AddContact(forest, TestForest.Lcs01, "late@godwit.test");
        await dead.Stop(Cancel);

        Assert.Contains("as of", (await Force(forest)).Reason, StringComparison.Ordinal);
        Assert.Equal(exported, await Contacts(forest, TestForest.R2Pool));
        await forest.Host.Rack.Start(dead, Cancel);
        Assert.Equal([.. exported.Append("late@godwit.test").Order(StringComparer.Ordinal)], await Contacts(forest, TestForest.R2Pool));
    }

    private static async Task<(string Move, string Reason, IReadOnlyList<string> Lost)> Force(TestForest forest)
    {
        var started = await forest.Admin.Move(new StartMove(TestForest.R2Pool) { Users = [Alice.Value], Force = true }, Cancel);
        await foreach (var _ in forest.Admin.Watch(started.Id, Cancel)) { }
        var user = (await forest.Admin.MoveReport(started.Id, Cancel)).Users.Single();
        Assert.Equal("moved", user.Outcome);
        return (started.Id, user.Reason, user.Lost);
    }

    private static async Task AddContact(TestForest forest, string pool, string contact) => await forest.Host.Rack.Find(pool)!.BackEnd.Deliver(
        [new LateParcel(UserParcels.Pack(UserData.Empty(Alice) with { Contacts = [new Contact(contact, "", [1], true, "", null)] }), null, false)], new PoolLimits(), Cancel);

    private static async Task<IEnumerable<string>> Contacts(TestForest forest, string pool) =>
        UserParcels.Read((await forest.Host.Rack.Find(pool)!.BackEnd.Export([Alice], Cancel))[0].Content.Span).Contacts.Select(c => c.Uri).Order(StringComparer.Ordinal);
}
