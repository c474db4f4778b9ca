using Godwit.Admin.Moves;
using Godwit.Real.Tests.Clients;
using Godwit.Real.Tests.Servers;

namespace Godwit.Real.Tests.Day;

public class MoveTests(Forest forest)
{
    [Theory]
    [InlineData("lcs01", "r2pool")]
    [InlineData("lcs01", "ocs07")]
    [InlineData("ocs07", "r2pool")]
    [InlineData("r2pool", "ocs07")]
    public async Task A_signed_in_client_comes_over_by_itself_with_all_its_contacts(string from, string to)
    {
        var (source, target) = (DemoPool.Of(from), DemoPool.Of(to));
        var (user, friend, blocked) = (await forest.NewUser(source), await forest.NewUser(target), await forest.NewUser(target));
        await using var client = await SipeProbe.SignIn(forest.Client(user, source) with { Reconnect = 1 });
        await using var friendly = await forest.SignIn(friend, target);
        await client.Do($"add {friend} Friends");
        await client.IsTold("<addedContact", friend);
        await client.Do($"alias {friend} Old friend");
        await client.IsTold("<modifiedContact", friend, "Old friend");
        await client.Do($"add {blocked} Others");
        await client.IsTold("<addedContact", blocked);
        client.Forget();
        await client.Do($"block {blocked}");
        await client.IsTold("BENOTIFY", blocked);
        client.Forget();

        var report = await Move(user, target);
        Assert.Equal("moved", report.Outcome);
        Assert.Empty(report.Lost);

        Assert.False((await client.Expect("connection-error")).IsTrue("fatal"));
        await client.Expect("connected");
        var list = await client.ExpectContacts(l => l.Buddies.Any(b => b.Who == friend && b.Group == "Friends" && b.Alias == "Old friend"));
        Assert.Contains(list.Buddies, b => b.Who == blocked && b.Group == "Others");
        // Both pools that are moved to show a block in the buddy list, however it was made.
        await client.ExpectContacts(l => l.Buddies.Any(b => b.Who == blocked && b.Blocked));
        Assert.DoesNotContain(client.Events, e => e.Name == "buddy-removed");
        Assert.Equal(target.Fqdn, (await forest.Server.Admin.User(user, TestContext.Current.CancellationToken)).Home);

        // She is reachable at her new home, and can write.
        await friendly.Do($"im {user} Landed?");
        Assert.Equal("Landed?", (await client.Expect("im"))["text"]);
        await client.Do($"im {friend} Landed.");
        Assert.Equal("Landed.", (await friendly.Expect("im"))["text"]);
        await client.Do($"add {await forest.NewUser(target)} \"New here\"");
        await client.ExpectContacts(l => l.Groups.Contains("New here"));
    }

    [Fact]
    public async Task Messages_sent_during_the_move_arrive_once()
    {
        var (user, friend) = (await forest.NewUser(DemoPool.Lcs), await forest.NewUser(DemoPool.R2));
        await using var client = await SipeProbe.SignIn(forest.Client(user, DemoPool.Lcs) with { Reconnect = 1 });
        await using var friendly = await forest.SignIn(friend, DemoPool.R2);
        await friendly.Do($"im {user} before");
        Assert.Equal("before", (await client.Expect("im"))["text"]);

        var moving = Move(user, DemoPool.R2);
        for (var i = 0; i < 5; i++) await friendly.Do($"im {user} during {i}");
        Assert.Equal("moved", (await moving).Outcome);
        await client.Expect("connected", e => e == client.Events.Last(c => c.Name == "connected"));

        await friendly.Do($"im {user} after");
        await client.Expect("im", e => e["text"] == "after");
        // Each text was heard once, or its sender was told that it was not delivered.
        for (var i = 0; i < 5; i++)
        {
            var heard = client.Events.Count(e => e.Name == "im" && e["text"] == $"during {i}");
            Assert.True(heard == 1 || (heard == 0 && friendly.Events.Any(e => e.Name == "im-line" && e["kind"] == "error" && e["text"].Contains($"during {i}", StringComparison.Ordinal))), $"during {i} was heard {heard} times");
        }
    }

    [Fact]
    public async Task A_user_in_enhanced_mode_is_not_moved_to_LCS_2005_SP1()
    {
        var user = await forest.NewUser(DemoPool.R2);
        await using var client = await forest.SignIn(user, DemoPool.R2);
        var report = await Move(user, DemoPool.Lcs);
        Assert.Equal("refused", report.Outcome);
        Assert.NotEmpty(report.Reason);
        Assert.Equal(DemoPool.R2.Fqdn, (await forest.Server.Admin.User(user, TestContext.Current.CancellationToken)).Home);
        await client.ExpectContacts(_ => true);
    }

    [Fact]
    public async Task An_unassigned_user_who_is_moved_can_sign_in()
    {
        var user = await forest.NewUser(null);
        Assert.Equal("moved", (await Move(user, DemoPool.Ocs)).Outcome);
        await using var client = await forest.SignIn(user, DemoPool.Ocs);
        await client.ExpectContacts(_ => true);
    }

    private async Task<MovedUserView> Move(string user, DemoPool target)
    {
        var cancel = TestContext.Current.CancellationToken;
        var move = await forest.Server.Admin.Move(new StartMove(target.Fqdn) { Users = [user] }, cancel);
        if (move.State == "running")
            await foreach (var _ in forest.Server.Admin.Watch(move.Id, cancel))
            {
            }

        return (await forest.Server.Admin.MoveReport(move.Id, cancel)).Users.Single();
    }
}
