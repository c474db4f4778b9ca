using Godwit.Admin;
using Godwit.Admin.Files;
using Godwit.Admin.Moves;
using Godwit.Admin.Users;
using Godwit.Files;
using Godwit.Moves;
using Godwit.Moves.Parcels;
using Godwit.Pool.BackEnds;
using Godwit.Pool.Contacts;
using Godwit.Pool.Pools;
using Godwit.Pool.Users;
using Godwit.Scenarios.Forests;
using Xunit;

namespace Godwit.Scenarios.AdminApi;

/// <summary>Forced moves with the users' data from a file that the administrator has.</summary>
public class ForcedDataTests
{
    private static readonly SipAddress Alice = SipAddress.Parse("alice@godwit.test");
    private static readonly SipAddress Nina = SipAddress.Parse("nina@godwit.test");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task User_of_a_dead_pool_has_what_the_file_has_is_told_how_old_it_is_and_gets_the_rest_when_the_pool_is_back()
    {
        await using var forest = await TestForest.Start(new TestForestOptions { DemoUsers = 6, Unauthenticated = true });
        var dead = forest.Host.Rack.Find(TestForest.Lcs01)!;
        var filed = await Data(forest, TestForest.Lcs01);
        await AddContact(forest, TestForest.Lcs01, "late@godwit.test");
        await dead.Stop(Cancel);

        var asOf = TimeProvider.System.GetUtcNow();
        var forced = await forest.Admin.Files.Move(Order([Alice.Value, "bob@godwit.test"], asOf), File(FileUser.Of(filed), Someone("carol@godwit.test")), Cancel);
        Assert.Equal((1, 0), (forced.InFile, forced.LeftOut));
        Assert.Equal(["bob@godwit.test"], forced.NotInFile);

        var user = (await End(forest, forced.Move.Id)).Users.Single(u => u.Address == Alice.Value);
        Assert.Equal("moved", user.Outcome);
        Assert.Contains($"as of {asOf.UtcDateTime:yyyy-MM-dd HH:mm} UTC", user.Reason, StringComparison.Ordinal);
        Assert.Equal(Uris(filed), Uris(await Data(forest, TestForest.R2Pool)));

        await AddContact(forest, TestForest.R2Pool, "new@godwit.test");
        await forest.Host.Rack.Start(dead, Cancel);
        Assert.Equal([.. Uris(filed).Append("late@godwit.test").Append("new@godwit.test").Order(StringComparer.Ordinal)], Uris(await Data(forest, TestForest.R2Pool)));
    }

    [Fact]
    public async Task What_the_vault_has_that_is_newer_than_the_file_goes_before_it()
    {
        await using var forest = await TestForest.Start(new TestForestOptions { DemoUsers = 6, Unauthenticated = true });
        var dead = forest.Host.Rack.Find(TestForest.Lcs01)!;
        await forest.Admin.StopPool(TestForest.Lcs01, Cancel);
        await forest.Admin.StartPool(TestForest.Lcs01, Cancel);
        var known = Uris(await Data(forest, TestForest.Lcs01));
        await dead.Stop(Cancel);

        var forced = await forest.Admin.Files.Move(Order([Alice.Value], TimeProvider.System.GetUtcNow().AddDays(-1)), File(Someone(Alice.Value)), Cancel);
        Assert.Equal("moved", (await End(forest, forced.Move.Id)).Users.Single().Outcome);
        Assert.Equal(known, Uris(await Data(forest, TestForest.R2Pool)));
    }

    [Fact]
    public async Task Unassigned_user_has_what_the_file_has()
    {
        await using var forest = await TestForest.Start(new TestForestOptions { DemoUsers = 6, Unauthenticated = true });
        await forest.Admin.Add(new AddUser(Nina.Value, "", "Passw0rd!", true), Cancel);

        var forced = await forest.Admin.Files.Move(Order([Nina.Value], TimeProvider.System.GetUtcNow().AddDays(-3)), File(Someone(Nina.Value)), Cancel);
        var user = (await End(forest, forced.Move.Id)).Users.Single();
        Assert.Equal(("moved", "The user has 1 contact as of"), (user.Outcome, user.Reason[..28]));
        Assert.Contains("(3 days old), out of a file.", user.Reason, StringComparison.Ordinal);
        Assert.Equal(["filed@godwit.test"], Uris(await Data(forest, TestForest.R2Pool, Nina)));
    }

    [Fact]
    public async Task What_can_not_be_used_is_named_with_its_line_and_why()
    {
        await using var forest = await TestForest.Start(new TestForestOptions { DemoUsers = 6, Unauthenticated = true });
        await forest.Host.Rack.Find(TestForest.Lcs01)!.Stop(Cancel);
        await forest.Admin.Add(new AddUser(Nina.Value, TestForest.R2Pool, "Passw0rd!", true), Cancel);

        var alice = Someone(Alice.Value);
        alice = alice with { Data = alice.Data with { Contacts = [.. alice.Data.Contacts, new Contact("no address", "", [1], true, "", null)] } };
        var forced = await forest.Admin.Files.Move(Order([Alice.Value, Nina.Value], TimeProvider.System.GetUtcNow()), File(alice, Someone(Nina.Value)), Cancel);
        Assert.Equal((1, 2), (forced.InFile, forced.LeftOut));
        Assert.All(forced.Skips, s => Assert.True(s.Line > 0, s.ToString()));
        Assert.Contains(forced.Skips, s => s.Address == Alice.Value && s.Why.Contains("no address", StringComparison.Ordinal));
        Assert.Contains(forced.Skips, s => s.Address == Nina.Value && s.Why == $"{TestForest.R2Pool} answers: what it holds of the user goes along, and not what the file has");
        await End(forest, forced.Move.Id);
    }

    [Fact]
    public async Task What_makes_no_sense_is_refused_in_one_sentence_and_nothing_is_journalled()
    {
        await using var forest = await TestForest.Start(new TestForestOptions { DemoUsers = 6, Unauthenticated = true });
        await forest.Host.Rack.Find(TestForest.Lcs01)!.Stop(Cancel);
        var order = Order([Alice.Value], TimeProvider.System.GetUtcNow());

        await Refused(400, "--force", order with { Move = order.Move with { Force = false } }, File(Someone(Alice.Value)));
        await Refused(400, "dry run", order with { Move = order.Move with { DryRun = true } }, File(Someone(Alice.Value)));
        await Refused(400, "The file has nothing that could be used of the user to be moved; nobody was moved", order, File(Someone("carol@godwit.test")));
        await Refused(400, "no format", order, new MemoryStream("Dear administrator"u8.ToArray()));
        await Refused(404, "There is no pool nowhere.godwit.test", order with { Move = order.Move with { To = "nowhere.godwit.test" } }, File(Someone(Alice.Value)));
        var whole = File(Someone(Alice.Value), Someone("bob@godwit.test"));
        whole.SetLength(whole.Length - 20);
        await Refused(400, "can't be read beyond line", order, whole);
        Assert.Empty(await forest.Admin.Moves(Cancel));

        // Nor does anything of it stand in later.
        await End(forest, (await forest.Admin.Move(order.Move, Cancel)).Id);
        Assert.DoesNotContain("filed@godwit.test", Uris(await Data(forest, TestForest.R2Pool)));

        async Task Refused(int status, string sentence, ForceMove refused, Stream file)
        {
            var e = await Assert.ThrowsAsync<AdminException>(() => forest.Admin.Files.Move(refused, file, Cancel));
            Assert.Equal(status, e.Status);
            Assert.Contains(sentence, e.Message, StringComparison.Ordinal);
        }
    }

    private static ForceMove Order(IReadOnlyList<string> users, DateTimeOffset asOf) => new(new StartMove(TestForest.R2Pool) { Users = users, Force = true }, "auto", asOf);

    private static FileUser Someone(string address) => FileUser.Of(UserData.Empty(SipAddress.Parse(address)) with { Contacts = [new Contact("filed@godwit.test", "", [1], true, "", null)] });

    private static MemoryStream File(params FileUser[] users)
    {
        var file = new MemoryStream();
        using (var writer = FileFormats.Writer(FileFormat.Dbimpexp, file))
        {
            foreach (var user in users) writer.Write(user);
            writer.End();
        }
        // Writers close what they write to.
        var written = new MemoryStream();
        written.Write(file.ToArray());
        written.Position = 0;
        return written;
    }

    private static async Task<MoveView> End(TestForest forest, string id)
    {
        await foreach (var _ in forest.Admin.Watch(id, Cancel)) { }
        return await forest.Admin.MoveReport(id, Cancel);
    }

    private static async Task AddContact(TestForest forest, string pool, string contact) => await forest.Host.Rack.Find(pool)!.BackEnd.Deliver(
        [new LateParcel(UserParcels.Pack(UserData.Empty(Alice) with { Contacts = [new Contact(contact, "", [1], true, "", null)] }), null, false)], new PoolLimits(), Cancel);

    private static async Task<UserData> Data(TestForest forest, string pool, SipAddress? user = null) =>
        UserParcels.Read((await forest.Host.Rack.Find(pool)!.BackEnd.Export([user ?? Alice], Cancel))[0].Content.Span);

    private static IEnumerable<string> Uris(UserData user) => user.Contacts.Select(c => c.Uri).Order(StringComparer.Ordinal);
}
