using Godwit.Real.Tests.Clients;
using Godwit.Real.Tests.Servers;

namespace Godwit.Real.Tests.Day;

public class RefusedSignInTests(Forest forest)
{
    public static TheoryData<string> Pools => ["lcs01", "ocs07", "r2pool"];

    [Theory]
    [MemberData(nameof(Pools))]
    public async Task A_wrong_password_is_told_as_such(string pool)
    {
        var user = await forest.NewUser(DemoPool.Of(pool));
        await using var client = SipeProbe.Start(forest.Client(user, DemoPool.Of(pool)) with { Password = "wrong" });
        var error = await client.Expect("connection-error");
        Assert.Equal("authentication-failed", error["reason"]);
        Assert.True(error.IsTrue("fatal"));
    }

    [Fact]
    public async Task Within_25_wrong_passwords_the_server_answers_otherwise_and_the_user_gets_in_afterwards()
    {
        var user = await forest.NewUser(DemoPool.R2);
        var texts = new List<string>();
        for (var i = 0; i < 25 && !texts.Any(t => t.Contains("Too many", StringComparison.Ordinal)); i++)
        {
            await using var client = SipeProbe.Start(forest.Client(user, DemoPool.R2) with { Password = "wrong" });
            texts.Add((await client.Expect("connection-error"))["text"]);
        }

        Assert.Contains(texts, t => t.Contains("Too many", StringComparison.Ordinal));
        while (true)
        {
            await using var client = SipeProbe.Start(forest.Client(user, DemoPool.R2));
            await Task.WhenAny(client.Expect("connected"), client.Expect("connection-error"));
            if (client.Events.Any(e => e.Name == "connected")) break;
            Assert.Contains("Too many", client.Events.First(e => e.Name == "connection-error")["text"], StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Pools))]
    public async Task An_unknown_user_is_not_found(string pool) =>
        await Refused(forest.Client("nobody-at-all@godwit.test", DemoPool.Of(pool)), "not known");

    [Theory]
    [MemberData(nameof(Pools))]
    public async Task A_disabled_user_is_refused_with_a_reason(string pool)
    {
        var user = await forest.NewUser(DemoPool.Of(pool));
        await forest.Server.Admin.SetEnabled(user, false, TestContext.Current.CancellationToken);
        await Refused(forest.Client(user, DemoPool.Of(pool)), "disabled");
    }

    [Fact]
    public async Task A_signed_in_user_who_is_disabled_is_signed_out_at_once()
    {
        var user = await forest.NewUser(DemoPool.R2);
        await using var client = await forest.SignIn(user, DemoPool.R2);
        await forest.Server.Admin.SetEnabled(user, false, TestContext.Current.CancellationToken);
        await client.Expect("connection-error");
    }

    [Theory]
    [MemberData(nameof(Pools))]
    public async Task An_unassigned_user_is_refused_with_a_reason(string pool)
    {
        var user = await forest.NewUser(null);
        await Refused(forest.Client(user, DemoPool.Of(pool)), "assigned");
    }

    [Theory]
    [InlineData("lcs01", "ocs07", "tcp")]
    [InlineData("lcs01", "r2pool", "tls")]
    [InlineData("ocs07", "r2pool", "tcp")]
    [InlineData("ocs07", "lcs01", "tls")]
    [InlineData("r2pool", "lcs01", "tcp")]
    [InlineData("r2pool", "ocs07", "tls")]
    public async Task A_user_homed_elsewhere_is_sent_there(string asked, string home, string transport)
    {
        var user = await forest.NewUser(DemoPool.Of(home));
        await using var client = await SipeProbe.SignIn(forest.Client(user, DemoPool.Of(asked), transport));
        var contact = $"Contact: <sip:127.0.0.1:{DemoPool.Of(home).Port(forest.Server.PortBase, transport)};transport={transport}>";
        Assert.Contains(client.Events, e => e.Name == ProbeEvent.Received && e.Text.StartsWith("SIP/2.0 301", StringComparison.Ordinal) && e.Text.Contains(contact, StringComparison.OrdinalIgnoreCase));
        await client.ExpectContacts(_ => true);
    }

    private static async Task Refused(ProbeOptions options, string reason)
    {
        await using var client = SipeProbe.Start(options);
        var error = await client.Expect("connection-error");
        Assert.Contains(reason, error["text"], StringComparison.OrdinalIgnoreCase);
        Assert.True(error.IsTrue("fatal"));
    }
}
