using Godwit.Real.Tests.Clients;
using Godwit.Real.Tests.Servers;

namespace Godwit.Real.Tests.Shell;

/// <summary>Which clients users were seen with, and which are let in, with a real client.</summary>
[Collection(ShellCollection.Name)]
public class ClientVerbTests(ShellForest forest)
{
    [Fact]
    public async Task A_client_that_was_blocked_is_refused_with_the_sentence_that_it_shows_and_let_in_again()
    {
        const string Agent = "UCCAPI/3.5.6907.99 OC/3.5.6907.99 (Microsoft Office Communicator 2007 R2)";
        var user = await Forest.NewUser(forest.Server, DemoPool.R2);
        await using (await SipeProbe.SignIn(Forest.Client(forest.Server, user, DemoPool.R2) with { UserAgent = Agent })) { }
        var seen = (await forest.Shell($"user clients {user} --json")).Ended(0).Json;
        Assert.Equal((DemoPool.R2.Fqdn, Agent, "new"), (seen.GetProperty("home").GetString(), seen.GetProperty("clients")[0].GetProperty("userAgent").GetString(), seen.GetProperty("clients")[0].GetProperty("generation").GetString()));
        Assert.Contains(Agent, (await forest.Shell("user clients --pool r2pool.godwit.test")).Ended(0).Out, StringComparison.Ordinal);

        var filter = (await forest.Shell("filter add --pool r2pool.godwit.test --agent OC --client-version 3.5.6907.99 --action block --json")).Ended(0).Json;
        var rule = filter.GetProperty("rules")[0].GetProperty("id").GetInt32();
        Assert.Equal(rule, (await forest.Shell("filter test OC/3.5.6907.99 --pool r2pool.godwit.test --json")).Ended(1).Json.GetProperty("rule").GetInt32());
        await using (var client = SipeProbe.Start(Forest.Client(forest.Server, user, DemoPool.R2) with { UserAgent = Agent }))
        {
            var error = await client.Expect("connection-error");
            Assert.True(error.IsTrue("fatal"));
            Assert.Equal("You have been rejected by the server: You are currently not using the recommended version of the client", error["text"]);
        }

        (await forest.Shell($"filter remove {rule} --pool r2pool.godwit.test")).Ended(0);
        await using (await SipeProbe.SignIn(Forest.Client(forest.Server, user, DemoPool.R2) with { UserAgent = Agent })) { }
    }

    [Fact]
    public async Task The_filter_is_switched_and_has_a_default()
    {
        Assert.Equal("block", (await forest.Shell("filter default block --pool ocs07.godwit.test --json")).Ended(0).Json.GetProperty("defaultAction").GetString());
        (await forest.Shell("filter test Anything/1.0 --pool ocs07.godwit.test")).Ended(1);
        Assert.False((await forest.Shell("filter off --pool ocs07.godwit.test --json")).Ended(0).Json.GetProperty("enabled").GetBoolean());
        (await forest.Shell("filter test Anything/1.0 --pool ocs07.godwit.test")).Ended(0);
        (await forest.Shell("filter default allow --pool ocs07.godwit.test")).Ended(0);
        (await forest.Shell("filter on --pool ocs07.godwit.test")).Ended(0);
        Assert.Contains("LCS 2005 SP1", (await forest.Shell("filter list --pool lcs01.godwit.test")).Ended(1).Error, StringComparison.Ordinal);
        Assert.Contains("ADDRESS or --pool", (await forest.Shell("user clients")).Ended(2).Error, StringComparison.Ordinal);
    }
}
