using Godwit.Real.Tests.Clients;
using Godwit.Real.Tests.Servers;

namespace Godwit.Real.Tests.Shell;

[Collection(ShellCollection.Name)]
public class UserVerbTests(ShellForest forest)
{
    [Fact]
    public async Task List_has_every_user_with_address_home_enabled_and_enhanced_presence()
    {
        var free = await forest.NewUser(null, enhanced: false);
        var users = (await forest.Shell("user list --json")).Ended(0).Json.EnumerateArray().ToDictionary(u => u.GetProperty("address").GetString()!);
        foreach (var (name, pool) in new[] { ("alice", DemoPool.Lcs), ("bob", DemoPool.Lcs), ("carol", DemoPool.Ocs), ("dave", DemoPool.Ocs), ("erin", DemoPool.R2), ("frank", DemoPool.R2) })
        {
            var user = users[name + "@godwit.test"];
            Assert.Equal(pool.Fqdn, user.GetProperty("home").GetString());
            Assert.True(user.GetProperty("enabled").GetBoolean());
            Assert.Equal("""{"enabled":true,"mode":false}""", user.GetProperty("enhancedPresence").GetRawText());
        }

        Assert.Equal("", users[free].GetProperty("home").GetString());
        Assert.Equal("""{"enabled":false,"mode":false}""", users[free].GetProperty("enhancedPresence").GetRawText());
    }

    [Theory]
    [InlineData("alice@godwit.test")]
    [InlineData("sip:alice@godwit.test")]
    [InlineData("SIP:Alice@Godwit.TEST")]
    public async Task A_user_is_found_by_every_form_of_her_address(string address) =>
        Assert.Equal("alice@godwit.test", (await forest.Shell($"user show {address} --json")).Ended(0).Json.GetProperty("address").GetString());

    [Fact]
    public async Task A_user_who_was_added_can_sign_in_with_her_password_whatever_it_begins_with()
    {
        var added = await forest.Server.Shell("user", "add", "SIP:Nora.New@godwit.test", "--pool", "R2POOL.godwit.test", "--password", "@Curlew 7", "--enhanced-presence", "off", "--json");
        Assert.Equal(("nora.new@godwit.test", DemoPool.R2.Fqdn), (added.Ended(0).Json.GetProperty("address").GetString(), added.Json.GetProperty("home").GetString()));
        Assert.False(added.Json.GetProperty("enhancedPresence").GetProperty("enabled").GetBoolean());
        await using var client = await SipeProbe.SignIn(new ProbeOptions("nora.new@godwit.test", "@Curlew 7", DemoPool.R2.Port(forest.Server.PortBase, "tcp")));

        Assert.Contains("in use", (await forest.Shell("user add nora.new@godwit.test --unassigned --password x")).Ended(1).Error, StringComparison.Ordinal);
        Assert.Contains("no.godwit.test", (await forest.Shell("user add other@godwit.test --pool no.godwit.test --password x")).Ended(1).Error, StringComparison.Ordinal);
        Assert.Contains("elsewhere.test", (await forest.Shell("user add other@elsewhere.test --unassigned --password x")).Ended(1).Error, StringComparison.Ordinal);
        (await forest.Shell("user add other@godwit.test --password x")).Ended(2);
    }

    [Fact]
    public async Task Disabling_signs_her_out_at_once_and_enabling_lets_her_in_again()
    {
        var user = await forest.NewUser(DemoPool.Lcs);
        var options = Forest.Client(forest.Server, user, DemoPool.Lcs);
        await using (var client = await SipeProbe.SignIn(options))
        {
            Assert.False((await forest.Shell($"user disable sip:{user} --json")).Ended(0).Json.GetProperty("enabled").GetBoolean());
            await client.Expect("connection-error");
        }

        await using (var refused = SipeProbe.Start(options)) await refused.Expect("connection-error");
        (await forest.Shell($"user enable {user}")).Ended(0);
        await using var again = await SipeProbe.SignIn(options);
        (await forest.Shell("user disable nobody@godwit.test")).Ended(1);
    }
}
