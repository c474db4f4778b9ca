using Godwit.Admin.Users;
using Godwit.Real.Tests.Clients;
using Godwit.Real.Tests.Servers;

namespace Godwit.Real.Tests.Day;

/// <summary>What clients see of the directory: people who are looked for, and contact cards.</summary>
public class DirectoryTests(Forest forest)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(PoolMode.All), MemberType = typeof(PoolMode))]
    public async Task People_are_found_by_name_and_mail(PoolMode mode)
    {
        await using var client = await forest.SignIn(await forest.NewUser(mode.Pool, mode.Enhanced), mode.Pool);
        await client.ExpectContacts(_ => true);
        Assert.Contains("carol@godwit.test", (await client.Ask("search given=Caro surname=Castil", "search-results")).Text);
        Assert.Contains("erin@godwit.test", (await client.Ask("search email=erin@god", "search-results")).Text);
    }

    [Theory]
    [MemberData(nameof(PoolMode.All), MemberType = typeof(PoolMode))]
    public async Task A_card_that_changes_in_the_directory_is_seen_by_who_watches(PoolMode mode)
    {
        var (user, watcher) = (await forest.NewUser(DemoPool.R2), await forest.NewUser(mode.Pool, mode.Enhanced));
        await using var watching = await forest.SignIn(watcher, mode.Pool);
        await watching.Do($"add {user} Watched");
        await using var client = await forest.SignIn(user, DemoPool.R2);
        await watching.Expect("buddy-signed-on", e => e.Buddy.Who == user);
        await forest.Server.Admin.SetAttributes(user, new SetAttributes(new Dictionary<string, string?> { ["displayName"] = "Nadia Newname", ["mail"] = "nadia@example.org", ["title"] = "Captain" }), Cancel);
        string[] shown = ["Nadia Newname", "nadia@example.org"];
        await watching.IsTold(mode.Enhanced ? [.. shown, "Captain"] : shown);
    }
}
