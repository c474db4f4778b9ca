using System.Text.Json;
using Godwit.Admin;
using Godwit.Admin.Audit;
using Godwit.Scenarios.Forests;
using Xunit;

namespace Godwit.Scenarios.AdminApi;

/// <summary>The record of administrative acts, read over the API.</summary>
public sealed class AuditApiTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Acts_are_found_newest_first_page_by_page_and_exported_oldest_first()
    {
        await using var forest = await TestForest.Start(new TestForestOptions { DemoUsers = 6 });
        foreach (var name in new[] { "bob", "carol", "dave" }) await forest.Admin.SetEnabled($"{name}@godwit.test", false, Cancel);
        await forest.Admin.SetEnabled("bob@godwit.test", true, Cancel);
        await Assert.ThrowsAsync<AdminException>(() => forest.Admin.Add(new Admin.Users.AddUser("bob@godwit.test", "", "pw", true), Cancel));

        var first = await forest.Admin.Audit.Read(new AuditQuery { Limit = 2 }, Cancel);
        var second = await forest.Admin.Audit.Read(new AuditQuery { Limit = 2, Before = first.Next }, Cancel);
        var third = await forest.Admin.Audit.Read(new AuditQuery { Limit = 2, Before = second.Next }, Cancel);

        Assert.Equal(
            ["user.add bob refused", "user.enable bob done", "user.disable dave done", "user.disable carol done", "user.disable bob done"],
            first.Entries.Concat(second.Entries).Concat(third.Entries).Select(e => $"{e.Act} {e.Subject.Split('@')[0]} {e.Result}"));
        Assert.Null(third.Next);
        Assert.Equal(["dave@godwit.test", "carol@godwit.test"], (await forest.Admin.Audit.Read(new AuditQuery { Act = "*.disable", Subject = "?a*" }, Cancel)).Entries.Select(e => e.Subject));
        Assert.Equal("local", Assert.Single((await forest.Admin.Audit.Read(new AuditQuery { Result = "refused", Who = "local" }, Cancel)).Entries).Who);
        Assert.Empty((await forest.Admin.Audit.Read(new AuditQuery { Until = first.Entries[^1].At.AddDays(-1) }, Cancel)).Entries);

        var lines = (await Export(forest, "jsonl")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("user.disable", JsonDocument.Parse(lines[0]).RootElement.GetProperty("act").GetString());
        Assert.Equal(5, lines.Length);
        Assert.Equal(6, (await Export(forest, "csv")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
    }

    private static async Task<string> Export(TestForest forest, string format)
    {
        using var to = new MemoryStream();
        await forest.Admin.Audit.Export(new AuditQuery(), format, () => to, Cancel);
        return System.Text.Encoding.UTF8.GetString(to.ToArray());
    }
}
