using Godwit.Real.Tests.Clients;
using Godwit.Real.Tests.Servers;

namespace Godwit.Real.Tests.Day;

public class SignInTests(Forest forest)
{
    [Theory]
    [MemberData(nameof(PoolMode.All), MemberType = typeof(PoolMode))]
    public async Task A_client_signs_in_over_TCP(PoolMode mode)
    {
        var user = await forest.NewUser(mode.Pool, mode.Enhanced);
        await using var client = await SipeProbe.SignIn(forest.Client(user, mode.Pool));
        Assert.DoesNotContain(client.Events, e => e.Name == "connection-error");
    }

    [Theory]
    [MemberData(nameof(PoolMode.All), MemberType = typeof(PoolMode))]
    public async Task A_client_signs_in_over_TLS(PoolMode mode)
    {
        var user = await forest.NewUser(mode.Pool, mode.Enhanced);
        await using var client = await SipeProbe.SignIn(forest.Client(user, mode.Pool, "tls"));
        Assert.Contains(client.Events, e => e.Name == "tls-certificate");
    }

    [Theory]
    [InlineData("lcs01", "alice")]
    [InlineData("ocs07", "carol")]
    [InlineData("r2pool", "erin")]
    public async Task A_demo_user_signs_in_with_her_Windows_login_and_sees_the_other_five(string pool, string name)
    {
        var options = forest.Client($"{name}@godwit.test", DemoPool.Of(pool)) with { Login = $"GODWIT\\{name}" };
        await using var client = await SipeProbe.SignIn(options);
        string[] others = ["alice", "bob", "carol", "dave", "erin", "frank"];
        await client.ExpectContacts(list => others.Where(o => o != name).All(o => list.Buddies.Any(b => b.Who == $"{o}@godwit.test")));
    }

    [Fact]
    public async Task A_client_signs_out_and_in_again()
    {
        var user = await forest.NewUser(DemoPool.R2);
        await using (var first = await forest.SignIn(user, DemoPool.R2)) await first.SignOut();
        await using var second = await forest.SignIn(user, DemoPool.R2);
        await second.ExpectContacts(_ => true);
    }

    [Fact]
    public async Task After_a_restart_of_the_server_the_client_that_comes_back_signs_in()
    {
        await using var server = await GodwitProcess.Start(users: 6);
        var user = await Forest.NewUser(server, DemoPool.R2);
        await using var client = await SipeProbe.SignIn(Forest.Client(server, user, DemoPool.R2) with { Reconnect = 1 });
        await server.Kill();
        await client.Expect("connection-error", e => !e.IsTrue("fatal"));
        await server.Run();
        await client.Expect("connected", patience: TimeSpan.FromSeconds(30));
    }
}
