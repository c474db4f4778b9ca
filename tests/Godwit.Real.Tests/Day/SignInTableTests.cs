using Godwit.Real.Tests.Clients;
using Godwit.Real.Tests.Servers;

namespace Godwit.Real.Tests.Day;

/// <summary>The sign-in table: who may sign in with which client where, and what it does to the user's mode.</summary>
public class SignInTableTests(Forest forest)
{
    public static TheoryData<string, string> NewClients => new()
    {
        { "ocs07", UserAgents.Communicator2007 }, { "ocs07", UserAgents.Communicator2007R2 }, { "r2pool", UserAgents.Communicator2007 }, { "r2pool", UserAgents.Communicator2007R2 },
    };

    [Fact]
    public void The_clients_are_those_of_the_table()
    {
        var agents = File.ReadLines(Path.Combine(Places.Root, "tests", "data", "sign-in", "clients.tsv")).Select(l => l.Split('\t')[3]).ToHashSet();
        Assert.All([UserAgents.Communicator2005, UserAgents.Communicator2007, UserAgents.Communicator2007R2], agent => Assert.Contains(agent, agents));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Old_client_on_LCS_2005_SP1_signs_in(bool enabled)
    {
        var user = await forest.NewUser(DemoPool.Lcs, enabled);
        await Admitted(user, DemoPool.Lcs, UserAgents.Communicator2005);
        Assert.False(await Mode(user));
    }

    [Theory]
    [InlineData(UserAgents.Communicator2007, true)]
    [InlineData(UserAgents.Communicator2007, false)]
    [InlineData(UserAgents.Communicator2007R2, true)]
    public async Task New_client_on_LCS_2005_SP1_is_refused(string agent, bool enabled)
    {
        var user = await forest.NewUser(DemoPool.Lcs, enabled);
        await Refused(user, DemoPool.Lcs, agent);
        Assert.False(await Mode(user));
    }

    [Theory]
    [InlineData("ocs07")]
    [InlineData("r2pool")]
    public async Task Old_client_of_a_user_who_is_not_enabled_signs_in(string pool)
    {
        var user = await forest.NewUser(DemoPool.Of(pool), enhanced: false);
        await Admitted(user, DemoPool.Of(pool), UserAgents.Communicator2005);
        Assert.False(await Mode(user));
    }

    [Theory]
    [MemberData(nameof(NewClients))]
    public async Task New_client_of_a_user_who_is_not_enabled_is_refused(string pool, string agent)
    {
        var user = await forest.NewUser(DemoPool.Of(pool), enhanced: false);
        await Refused(user, DemoPool.Of(pool), agent);
        Assert.False(await Mode(user));
    }

    [Theory]
    [InlineData("ocs07")]
    [InlineData("r2pool")]
    public async Task Old_client_of_an_enabled_user_without_the_mode_signs_in(string pool)
    {
        var user = await forest.NewUser(DemoPool.Of(pool));
        await Admitted(user, DemoPool.Of(pool), UserAgents.Communicator2005);
        Assert.False(await Mode(user));
    }

    [Theory]
    [MemberData(nameof(NewClients))]
    public async Task New_client_of_an_enabled_user_signs_in_and_sets_the_mode(string pool, string agent)
    {
        var user = await forest.NewUser(DemoPool.Of(pool));
        await Admitted(user, DemoPool.Of(pool), agent);
        Assert.True(await Mode(user));
        await Admitted(user, DemoPool.Of(pool), agent);
        Assert.True(await Mode(user));
    }

    [Theory]
    [InlineData("ocs07")]
    [InlineData("r2pool")]
    public async Task Old_client_of_a_user_in_the_mode_is_refused(string pool)
    {
        var user = await forest.NewUser(DemoPool.Of(pool));
        await Admitted(user, DemoPool.Of(pool), UserAgents.Communicator2007R2);
        await Refused(user, DemoPool.Of(pool), UserAgents.Communicator2005);
        await Admitted(user, DemoPool.Of(pool), UserAgents.Communicator2007R2);
    }

    [Fact]
    public async Task The_mode_outlives_kill_9()
    {
        await using var server = await GodwitProcess.Start(users: 6);
        var user = await Forest.NewUser(server, DemoPool.R2);
        await using (var client = await SipeProbe.SignIn(Forest.Client(server, user, DemoPool.R2) with { UserAgent = UserAgents.Communicator2007R2 }))
            await server.Kill();
        await server.Run();
        Assert.True((await server.Admin.User(user, TestContext.Current.CancellationToken)).EnhancedPresence.Mode);
        await using var old = SipeProbe.Start(Forest.Client(server, user, DemoPool.R2) with { UserAgent = UserAgents.Communicator2005 });
        Assert.True((await old.Expect("connection-error")).IsTrue("fatal"));
    }

    private async Task Admitted(string user, DemoPool pool, string agent)
    {
        await using var client = await SipeProbe.SignIn(forest.Client(user, pool) with { UserAgent = agent });
        await client.ExpectContacts(_ => true);
        await client.SignOut();
    }

    private async Task Refused(string user, DemoPool pool, string agent)
    {
        await using var client = SipeProbe.Start(forest.Client(user, pool) with { UserAgent = agent });
        var error = await client.Expect("connection-error");
        Assert.True(error.IsTrue("fatal"));
        Assert.StartsWith("You have been rejected by the server: ", error["text"], StringComparison.Ordinal);
    }

    private async Task<bool> Mode(string user) => (await forest.Server.Admin.User(user, TestContext.Current.CancellationToken)).EnhancedPresence.Mode;
}
