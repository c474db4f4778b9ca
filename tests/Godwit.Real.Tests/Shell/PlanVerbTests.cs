using Godwit.Real.Tests.Servers;

namespace Godwit.Real.Tests.Shell;

[Collection(ShellCollection.Name)]
public class PlanVerbTests(ShellForest forest)
{
    [Fact]
    public async Task A_plan_is_made_looked_at_changed_run_and_forgotten()
    {
        var (one, two, off) = (await forest.NewUser(DemoPool.Lcs), await forest.NewUser(DemoPool.Lcs), await forest.NewUser(DemoPool.Lcs));
        (await forest.Shell($"user disable {off}")).Ended(0);
        var made = (await forest.Shell($"move plan --to r2pool.godwit.test --user {one} --user {two} --user {off} --name spring --json")).Ended(0).Json;
        var id = made.GetProperty("id").GetString()!;
        Assert.Equal((3, 2, 1), (Number("users"), Number("moved"), Number("refused")));
        Assert.Equal("not-enabled", made.GetProperty("users").EnumerateArray().Single(u => u.GetProperty("address").GetString() == off).GetProperty("rule").GetString());
        Assert.True(made.GetProperty("outlook").GetProperty("forecast").GetProperty("seconds").GetDouble() >= 0);
        Assert.Equal(DemoPool.Lcs.Fqdn, await forest.Home(one));

        Assert.Contains(id, (await forest.Shell("move plan list")).Ended(0).Out, StringComparison.Ordinal);
        (await forest.Shell($"move plan exclude {id} --user {one}")).Ended(0);
        (await forest.Shell($"move plan include {id} --user {one}")).Ended(0);
        (await forest.Shell($"move plan exclude {id} --user {off}")).Ended(0);
        (await forest.Shell($"move plan reorder {id} --first {two} --first {one}")).Ended(0);
        (await forest.Shell($"move plan rename {id} autumn")).Ended(0);
        var words = (await forest.Shell($"move plan show {id} --only included")).Ended(0).Out;
        Assert.Contains("autumn", words, StringComparison.Ordinal);
        Assert.True(words.IndexOf(two, StringComparison.Ordinal) < words.IndexOf(one, StringComparison.Ordinal), words);
        Assert.DoesNotContain(off, words, StringComparison.Ordinal);

        var run = (await forest.Shell($"move plan run {id} --json")).Ended(0).Json;
        Assert.Equal((2, 0, 0), ShellForest.Numbers(run.GetProperty("move")));
        Assert.Equal([two, one], ShellForest.Lines(run.GetProperty("move")).Select(l => l.Address));
        Assert.Equal(0, run.GetProperty("differences").GetInt32());
        Assert.Equal((DemoPool.R2.Fqdn, DemoPool.R2.Fqdn, DemoPool.Lcs.Fqdn), (await forest.Home(one), await forest.Home(two), await forest.Home(off)));

        (await forest.Shell($"move plan delete {id}")).Ended(0);
        Assert.Contains(id, (await forest.Shell($"move plan show {id}")).Ended(1).Error, StringComparison.Ordinal);

        int Number(string name) => made.GetProperty("numbers").GetProperty(name).GetInt32();
    }

    [Fact]
    public async Task A_plan_is_run_on_terms_as_a_move_is()
    {
        var user = await forest.NewUser(DemoPool.Lcs);
        var plan = (await forest.Shell($"move plan --to r2pool.godwit.test --user {user} --json")).Ended(0).Json.GetProperty("id").GetString()!;
        Assert.Contains("noon", (await forest.Shell($"move plan run {plan} --window noon")).Ended(1).Error, StringComparison.Ordinal);

        var move = (await forest.Shell($"move plan run {plan} --start-after 2100-01-01T00:00Z --rate 60 --json")).Ended(0).Json.GetProperty("move");
        Assert.Equal(("scheduled", 60), (move.GetProperty("state").GetString(), move.GetProperty("terms").GetProperty("rate").GetInt32()));
        Assert.Equal(DemoPool.Lcs.Fqdn, await forest.Home(user));
        (await forest.Shell($"move cancel {move.GetProperty("id").GetString()}")).Ended(0);
    }

    [Fact]
    public async Task What_is_used_badly_ends_with_2()
    {
        Assert.Contains("--to", (await forest.Shell("move plan --user a@b.test")).Ended(2).Error, StringComparison.Ordinal);
        Assert.Contains("--first", (await forest.Shell("move plan reorder p1")).Ended(2).Error, StringComparison.Ordinal);
        Assert.Contains("--no-wait", (await forest.Shell("move plan run p1 --wait --no-wait")).Ended(2).Error, StringComparison.Ordinal);
        Assert.Contains("somebody", (await forest.Shell("move plan show p1 --only somebody")).Ended(2).Error, StringComparison.Ordinal);
    }
}
