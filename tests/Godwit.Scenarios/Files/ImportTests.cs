using System.Text;
using Godwit.Admin.Files;
using Godwit.Admin.Moves;
using Godwit.Scenarios.Clients;
using Godwit.Scenarios.Forests;
using Xunit;

namespace Godwit.Scenarios.Files;

public sealed class ImportTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task<byte[]> Export(TestForest forest, string format, params string[] users)
    {
        using var file = new MemoryStream();
        var count = await forest.Admin.Files.Export(new ExportOrder(format, "", users), file, _ => { }, Cancel);
        Assert.True(count > 0);
        return file.ToArray();
    }

    private static async Task<(ImportView Result, List<ImportSkipView> Skips)> Import(TestForest forest, byte[] file, ImportOrder order)
    {
        var skips = new List<ImportSkipView>();
        ImportView? result = null;
        await foreach (var said in forest.Admin.Files.Import(order, new MemoryStream(file), Cancel))
        {
            if (said.Skip is not null) skips.Add(said.Skip);
            result = said.Result ?? result;
        }
        return (result!, skips);
    }

    [Theory]
    [InlineData("dbimpexp")]
    [InlineData("csuserdata")]
    public async Task The_demo_s_people_go_through_a_file_into_another_forest_and_come_out_the_same(string format)
    {
        byte[] exported;
        await using (var first = await TestForest.Start(new TestForestOptions { DemoUsers = 12 }))
        {
            exported = await Export(first, format);
            var (again, _) = await Import(first, exported, new ImportOrder("auto", "replace", false));
            Assert.Equal((12, 0, 12), (again.Users, again.Imported, again.Unchanged));
        }

        await using var second = await TestForest.Start();
        var (test, _) = await Import(second, exported, new ImportOrder("auto", "replace", true) { Pool = TestForest.Ocs07 });
        Assert.Equal((true, 12, 12), (test.Test, test.Added, test.Imported));
        Assert.Empty(await second.Admin.Users(Cancel));
        var (done, skips) = await Import(second, exported, new ImportOrder("auto", "replace", false) { Pool = TestForest.Ocs07 });
        Assert.Empty(skips);
        Assert.True(done.IsComplete);
        Assert.Equal((12, 12), (done.Added, done.Imported));
        Assert.Equal(exported, await Export(second, format));
        Assert.Contains("users.import", await File.ReadAllTextAsync(Path.Combine(second.DataFolder, "audit.jsonl"), Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bad_user_is_skipped_a_broken_end_is_named_and_everything_before_it_is_done()
    {
        await using var forest = await TestForest.Start();
        await forest.AddUser("anna", TestForest.R2Pool);
        await forest.AddUser("nina", "");
        await forest.AddUser("ida", TestForest.R2Pool);
        await forest.Admin.SetEnabled("ida@godwit.test", false, Cancel);
        var file = Encoding.UTF8.GetBytes(
            """
            <HomedResources xmlns="http://schemas.microsoft.com/RtcServer/2002/11/dbimpexp">
            <HomedResource UserAtHost="bad/name@godwit.test"><Contacts/></HomedResource>
            <HomedResource UserAtHost="nobody@godwit.test"><Contacts/></HomedResource>
            <HomedResource UserAtHost="nina@godwit.test"><Contacts/></HomedResource>
            <HomedResource UserAtHost="ida@godwit.test"><Contacts/></HomedResource>
            <HomedResource UserAtHost="anna@old.test"><Contacts><Contact Buddy="bob@old.test" SubscribePresence="1" Groups="1" DisplayName=""/><Contact Buddy="a b"/></Contacts></HomedResource>
            <HomedResource UserAtHost="
            """);
        var order = new ImportOrder("dbimpexp", "merge", false) { Renames = [new RenameEntry("old.test", "godwit.test")] };

        var (result, skips) = await Import(forest, file, order with { Test = true });
        var untouched = Encoding.Unicode.GetString(await Export(forest, "dbimpexp", "anna@godwit.test"));
        var (done, same) = await Import(forest, file, order);

        Assert.DoesNotContain("bob@godwit.test", untouched, StringComparison.Ordinal);
        Assert.Equal(skips, same);
        Assert.Equal(result with { Test = false }, done with { Skips = result.Skips });
        Assert.Equal([2L, 3, 4, 5, 6], skips.Select(s => s.Line).Order());
        Assert.Contains("--pool", skips.Single(s => s.Line == 3).Why, StringComparison.Ordinal);
        Assert.Contains("no home", skips.Single(s => s.Line == 4).Why, StringComparison.Ordinal);
        Assert.Contains("disabled", skips.Single(s => s.Line == 5).Why, StringComparison.Ordinal);
        Assert.Equal("contact a b", skips.Single(s => s.Line == 6).What);
        Assert.Equal((5, 1, 4, 1), (done.Users, done.Imported, done.Skipped, done.LeftOut));
        Assert.Contains("line 7", done.Problem, StringComparison.Ordinal);
        Assert.Contains("Buddy=\"bob@godwit.test\"", Encoding.Unicode.GetString(await Export(forest, "dbimpexp", "anna@godwit.test")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Imported_users_can_still_be_moved_and_stopped_pools_are_named()
    {
        await using var forest = await TestForest.Start(new TestForestOptions { DemoUsers = 6 });
        var exported = await Export(forest, "dbimpexp", "alice@godwit.test");
        var (_, _) = await Import(forest, exported, new ImportOrder("dbimpexp", "merge", false) { Renames = [new RenameEntry("alice@godwit.test", "bob@godwit.test")] });
        var move = await forest.Admin.Move(new StartMove(TestForest.R2Pool) { Users = ["bob@godwit.test"] }, Cancel);
        await foreach (var _ in forest.Admin.Watch(move.Id, Cancel))
        {
        }
        Assert.Equal(1, (await forest.Admin.MoveReport(move.Id, Cancel)).Moved);

        await forest.Admin.StopPool(TestForest.R2Pool, Cancel);
        var (stopped, skips) = await Import(forest, exported, new ImportOrder("dbimpexp", "replace", false) { Renames = [new RenameEntry("alice@godwit.test", "bob@godwit.test")] });
        Assert.Equal(1, stopped.Skipped);
        Assert.Contains(TestForest.R2Pool, Assert.Single(skips).Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_signed_in_signs_in_again_when_her_data_is_another_and_is_left_in_peace_when_it_is_not()
    {
        const string Old = "LCC/1.3.5470 (Microsoft Office Communicator 2005 1.0.559)";
        await using var forest = await TestForest.Start(new TestForestOptions { Unauthenticated = true, DemoUsers = 6 });
        using var client = await RawClient.Connect(forest.Tcp(TestForest.Ocs07), "carol@godwit.test");
        Assert.Equal(200, RawClient.Status(await client.Register(Old)));

        var (same, _) = await Import(forest, await Export(forest, "dbimpexp", "carol@godwit.test"), new ImportOrder("auto", "replace", false));
        Assert.Equal(1, same.Unchanged);
        Assert.Equal(1, forest.Host.Rack.Find(TestForest.Ocs07)!.SignedIn);

        var rich = Encoding.UTF8.GetBytes("<HomedResources><HomedResource UserAtHost=\"carol@godwit.test\"><Account RichMode=\"1\" ContactsVersion=\"9\" PermissionsVersion=\"1\"/></HomedResource></HomedResources>");
        var (done, _) = await Import(forest, rich, new ImportOrder("auto", "merge", false));
        Assert.Equal(1, done.Imported);
        Assert.Contains("deactivated", await client.Receive("NOTIFY"), StringComparison.Ordinal);
        Assert.Equal(0, forest.Host.Rack.Find(TestForest.Ocs07)!.SignedIn);
        // Her mode is set now: nobody goes by what was known before.
        using var again = await RawClient.Connect(forest.Tcp(TestForest.Ocs07), "carol@godwit.test");
        Assert.NotEqual(200, RawClient.Status(await again.Register(Old)));
    }

    [Fact]
    public async Task A_table_of_users_adds_those_who_are_new_and_changes_the_others()
    {
        await using var forest = await TestForest.Start();
        await forest.AddUser("anna", TestForest.R2Pool);
        var table = Encoding.UTF8.GetBytes(
            "Address,displayName,pool,enabled,extra\r\nanna@godwit.test,\"Berg, \"\"Anna\"\"\",ocs07.godwit.test,false,x\r\nnew@godwit.test,New,ocs07.godwit.test,,\r\nbad,,,,\r\nshort@godwit.test\r\nno@godwit.test,,,maybe,\r\n");
        var (done, skips) = await Import(forest, table, new ImportOrder("auto", "merge", false));
        Assert.Equal(("csv", 5, 3, 1), (done.Format, done.Users, done.Skipped, done.Added));
        Assert.Equal([("pool", 2L), ("user", 4), ("user", 5), ("user", 6)], skips.Select(s => (s.What, s.Line)).OrderBy(s => s.Line));
        var anna = await forest.Admin.User("anna@godwit.test", Cancel);
        Assert.Equal((TestForest.R2Pool, false, "Berg, \"Anna\""), (anna.Home, anna.Enabled, anna.DisplayName));
        Assert.Equal(TestForest.Ocs07, (await forest.Admin.User("new@godwit.test", Cancel)).Home);

        var exported = await Export(forest, "csv");
        Assert.Equal("address,displayName,pool,enabled,enhancedPresence\r\nanna@godwit.test,\"Berg, \"\"Anna\"\"\",r2pool.godwit.test,false,true\r\nnew@godwit.test,New,ocs07.godwit.test,true,true\r\n", Encoding.UTF8.GetString(exported));
        var (again, _) = await Import(forest, exported, new ImportOrder("auto", "merge", false));
        Assert.Equal((2, 0), (again.Unchanged, again.Imported));
        Assert.Equal(exported, await Export(forest, "csv"));
    }
}
