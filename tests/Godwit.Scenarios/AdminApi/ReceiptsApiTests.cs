using Godwit.Admin;
using Godwit.Admin.Moves;
using Godwit.Moves;
using Godwit.Moves.Parcels;
using Godwit.Pool.Users;
using Godwit.Receipts;
using Godwit.Scenarios.Forests;
using Xunit;

namespace Godwit.Scenarios.AdminApi;

public sealed class ReceiptsApiTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_moved_user_has_a_signed_receipt_of_what_left_and_what_arrived()
    {
        await using var forest = await TestForest.Start(new TestForestOptions { DemoUsers = 6 });
        var before = ParcelDigests.Of((await BackEnd(forest, TestForest.Lcs01).Export([SipAddress.Parse("alice@godwit.test")], Cancel))[0]);
        var move = await Move(forest, new StartMove(TestForest.R2Pool) { Users = ["alice@godwit.test", "bob@godwit.test", "erin@godwit.test"] });

        var receipts = await Receipts(forest, move.Id);
        Assert.Equal(["alice@godwit.test", "bob@godwit.test"], receipts.Select(r => r.User.Address));
        var alice = receipts[0];
        Assert.Equal((move.Id, false, TestForest.Lcs01, TestForest.R2Pool, "complete"), (alice.Move.Id, alice.Move.Forced, alice.User.From, alice.User.To, alice.Outcome.Data));
        Assert.Equal((before.Digest, before.Digest), (alice.Source!.Digest, alice.Target!.Digest));
        Assert.Empty(alice.Source.Differences(before));
        Assert.True(alice.Times.Fenced <= alice.Times.Copied && alice.Times.Copied <= alice.Times.Verified && alice.Times.Verified <= alice.Times.Switched && alice.Times.Followed is null);

        Assert.Equal("bob@godwit.test", Assert.Single(await Receipts(forest, move.Id, "sip:Bob@godwit.test")).User.Address);
        Assert.Equal(404, (await Assert.ThrowsAsync<AdminException>(() => Receipts(forest, move.Id, "erin@godwit.test"))).Status);
        Assert.Equal(400, (await Assert.ThrowsAsync<AdminException>(() => Receipts(forest, move.Id, "al ice"))).Status);
        Assert.Equal(404, (await Assert.ThrowsAsync<AdminException>(() => Receipts(forest, "42"))).Status);
    }

    [Fact]
    public async Task What_changed_since_is_told_by_kind_and_so_is_the_undo_copy()
    {
        await using var forest = await TestForest.Start(new TestForestOptions { DemoUsers = 6 });
        var move = await Move(forest, new StartMove(TestForest.R2Pool) { From = TestForest.Lcs01 });
        Assert.All(await Now(forest, move.Id), n => Assert.Equal((TestForest.R2Pool, "same", "same"), (n.Home, n.AtHome.State, n.Undo.State)));

        var back = await Move(forest, new StartMove(TestForest.Ocs07) { Users = ["alice@godwit.test"] });
        Assert.Equal((TestForest.Ocs07, "same"), (await Now(forest, move.Id)).Where(n => n.Receipt.Contains("alice@", StringComparison.Ordinal)).Select(n => (n.Home, n.AtHome.State)).Single());
        await forest.Admin.StopPool(TestForest.R2Pool, Cancel);
        Assert.Equal("unreachable", Assert.Single(await Now(forest, back.Id)).Undo.State);
    }

    [Fact]
    public async Task The_receipt_of_a_forced_move_is_completed_when_the_data_has_followed()
    {
        await using var forest = await TestForest.Start(new TestForestOptions { DemoUsers = 6 });
        await forest.Admin.StopPool(TestForest.Lcs01, Cancel);
        var move = await Move(forest, new StartMove(TestForest.R2Pool) { Users = ["alice@godwit.test"], Force = true });
        var forced = Assert.Single(await Receipts(forest, move.Id));
        Assert.Equal((true, "follows"), (forced.Move.Forced, forced.Outcome.Data));
        Assert.True(forced is { Source: null, Target: null, Times.Followed: null } && forced.Outcome.Lost.Count > 0);

        await forest.Admin.StartPool(TestForest.Lcs01, Cancel);
        var followed = Assert.Single(await Receipts(forest, move.Id));
        Assert.Equal("followed", followed.Outcome.Data);
        Assert.NotNull(followed.Times.Followed);
        Assert.Equal(followed.Source!.Digest, followed.Target!.Digest);
        Assert.Empty(followed.Outcome.Lost);
        Assert.Equal("same", Assert.Single(await Now(forest, move.Id)).AtHome.State);
    }

    [Fact]
    public async Task The_key_stays_when_the_server_starts_again()
    {
        await using var forest = await TestForest.Start(new TestForestOptions { DemoUsers = 6 });
        var key = await forest.Admin.ReceiptKey(Cancel);
        var move = await Move(forest, new StartMove(TestForest.R2Pool) { From = TestForest.Ocs07 });
        await forest.Restart();
        Assert.Equal(key, await forest.Admin.ReceiptKey(Cancel));
        Assert.Equal(2, (await Receipts(forest, move.Id)).Count);
    }

    [Theory]
    [InlineData("csv", "alice@godwit.test,moved,lcs01.godwit.test,r2pool.godwit.test,,\r\n")]
    [InlineData("html", "<th scope=\"row\">alice@godwit.test</th>")]
    public async Task A_report_is_to_be_had_as_a_file(string format, string part)
    {
        await using var forest = await TestForest.Start(new TestForestOptions { DemoUsers = 6 });
        var move = await Move(forest, new StartMove(TestForest.R2Pool) { From = TestForest.Lcs01 });
        var to = new MemoryStream();
        await forest.Admin.Report(move.Id, format, () => to, Cancel);
        Assert.Contains(part, System.Text.Encoding.UTF8.GetString(to.ToArray()), StringComparison.Ordinal);
        Assert.Equal(400, (await Assert.ThrowsAsync<AdminException>(() => forest.Admin.Report(move.Id, "pdf", () => to, Cancel))).Status);
        Assert.Equal(404, (await Assert.ThrowsAsync<AdminException>(() => forest.Admin.Report("42", format, () => to, Cancel))).Status);
    }

    private static IBackEnd BackEnd(TestForest forest, string pool) => forest.Host.Rack.Find(pool)!.BackEnd;

    private static async Task<MoveView> Move(TestForest forest, StartMove move)
    {
        var started = await forest.Admin.Move(move, Cancel);
        await foreach (var _ in forest.Admin.Watch(started.Id, Cancel))
        {
        }

        return await forest.Admin.MoveReport(started.Id, Cancel);
    }

    /// <summary>All of them valid.</summary>
    private static async Task<IReadOnlyList<Receipt>> Receipts(TestForest forest, string move, string? user = null)
    {
        var key = ReceiptPublicKey.OfPem(await forest.Admin.ReceiptKey(Cancel))!;
        var findings = await forest.Admin.Receipts(move, user, Cancel).Select(line => ReceiptCheck.Check(line, key)).ToListAsync(Cancel);
        Assert.All(findings, f => Assert.Equal(ReceiptVerdict.Valid, f.Verdict));
        return [.. findings.Select(f => f.Line!.Receipt).OrderBy(r => r.User.Address, StringComparer.Ordinal)];
    }

    private static async Task<IReadOnlyList<ReceiptNowView>> Now(TestForest forest, string move) => await forest.Admin.ReceiptsNow(move, null, Cancel).ToListAsync(Cancel);
}
