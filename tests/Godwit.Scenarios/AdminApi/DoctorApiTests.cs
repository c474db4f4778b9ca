using Godwit.Admin;
using Godwit.Admin.Moves;
using Godwit.Moves;
using Godwit.Pool.Users;
using Godwit.Scenarios.Forests;
using Xunit;

namespace Godwit.Scenarios.AdminApi;

public sealed class DoctorApiTests
{
    private static readonly SipAddress Alice = SipAddress.Parse("alice@godwit.test");
    private static readonly SipAddress Carol = SipAddress.Parse("carol@godwit.test");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Damage_is_explained_and_mended_only_when_it_is_asked_for()
    {
        await using var forest = await TestForest.Start(new TestForestOptions { DemoUsers = 6 });
        Assert.Equal(0, (await forest.Admin.Doctor(new AskDoctor(false), Cancel)).Found);
        var (lcs, ocs, r2) = (BackEnd(forest, TestForest.Lcs01), BackEnd(forest, TestForest.Ocs07), BackEnd(forest, TestForest.R2Pool));
        // Alice's data is carried to another pool by nobody's order; carol's is there twice.
        var data = await lcs.Export([Alice], Cancel);
        await r2.Import(data, Cancel);
        await r2.Settle([Alice], Cancel);
        await lcs.Delete([Alice], Cancel);
        await r2.Import(await ocs.Export([Carol], Cancel), Cancel);

        var found = await forest.Admin.Doctor(new AskDoctor(false), Cancel);
        Assert.Equal([("alice@godwit.test", "data-elsewhere"), ("carol@godwit.test", "stray-arrival")], found.Findings.Select(f => (f.User, f.Kind)));
        Assert.Equal((2, 0, 1), (found.Found, found.Mended, found.Kinds["stray-arrival"]));
        Assert.Equal(2, (await forest.Admin.LastDoctor(Cancel)).Found);
        Assert.Equal(["1 data-elsewhere", "1 stray-arrival"], (await forest.Admin.Pool(TestForest.R2Pool, Cancel)).Warnings.Order(StringComparer.Ordinal));
        Assert.Null((await lcs.ReadBack([Alice], Cancel))[0]);

        var mended = await forest.Admin.Doctor(new AskDoctor(true), Cancel);
        Assert.Equal((2, 2), (mended.Found, mended.Mended));
        Assert.Equal(data[0].Digest.ToArray(), (await lcs.ReadBack([Alice], Cancel))[0]!.Value.ToArray());
        Assert.Equal([new UserCopy(Alice, UserCopyState.Homed, null)], await lcs.CopiesOf([Alice], Cancel));
        Assert.Equal(UserCopyState.Left, Assert.Single(await r2.CopiesOf([Alice, Carol], Cancel)).State);
        Assert.Equal(0, (await forest.Admin.Doctor(new AskDoctor(true), Cancel)).Found);
        Assert.Contains("move.mend", await File.ReadAllTextAsync(Path.Combine(forest.DataFolder, "audit.jsonl"), Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_word_that_is_no_address_is_refused()
    {
        await using var forest = await TestForest.Start();
        Assert.Equal(400, (await Assert.ThrowsAsync<AdminException>(() => forest.Admin.Doctor(new AskDoctor(false) { Users = ["al ice"] }, Cancel))).Status);
    }

    private static IBackEnd BackEnd(TestForest forest, string pool) => forest.Host.Rack.Find(pool)!.BackEnd;
}
