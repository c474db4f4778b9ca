using Godwit.Admin.Moves;
using Godwit.Real.Tests.Clients;
using Godwit.Real.Tests.Servers;

namespace Godwit.Real.Tests.Plain;

/// <summary>MESSAGE between Linphone, baresip and pidgin-sipe, on one pool and between pools.</summary>
public class PlainMessageTests(Forest forest)
{
    [Theory]
    [InlineData("lcs01", "tcp", "lcs01", "udp")]
    [InlineData("r2pool", "udp", "ocs07", "tls")]
    public async Task Linphone_and_baresip_write_to_each_other(string pool, string transport, string otherPool, string otherTransport)
    {
        var (one, other) = (await New(pool, transport), await New(otherPool, otherTransport));
        await using var linphone = await Linphone.Register(one);
        await using var baresip = await Baresip.Register(other, friend: one.Address);
        await linphone.Say(other.Address, "Hello from Linphone");
        await baresip.Hears(one.Address, "Hello from Linphone");
        await baresip.Say("Hello from baresip");
        await linphone.Hears(other.Address, "Hello from baresip");
    }

    [Theory]
    [InlineData("lcs01", "lcs01")]
    [InlineData("r2pool", "r2pool")]
    [InlineData("ocs07", "r2pool")]
    public async Task Plain_clients_write_to_a_user_of_pidgin_sipe(string pool, string sipePool)
    {
        var sipe = await forest.NewUser(DemoPool.Of(sipePool));
        var (one, other) = (await New(pool, "tcp"), await New(pool, "udp"));
        await using var probe = await forest.SignIn(sipe, DemoPool.Of(sipePool));
        await using var linphone = await Linphone.Register(one);
        await linphone.Say(sipe, "Hello from Linphone");
        await Heard(probe, one.Address, "Hello from Linphone");
        await using var baresip = await Baresip.Register(other, friend: sipe);
        await baresip.Say("Hello from baresip");
        await Heard(probe, other.Address, "Hello from baresip");
    }

    /// <summary>Clients of the family write inside a session, which plain ones do not take: the receiver's pool takes it for them.</summary>
    [Theory]
    [InlineData("lcs01", "lcs01")]
    [InlineData("ocs07", "ocs07")]
    [InlineData("r2pool", "ocs07")]
    [InlineData("lcs01", "r2pool")]
    public async Task Pidgin_sipe_and_Linphone_talk_in_one_window(string pool, string sipePool)
    {
        var sipe = await forest.NewUser(DemoPool.Of(sipePool));
        var account = await New(pool, "tcp");
        await using var probe = await forest.SignIn(sipe, DemoPool.Of(sipePool));
        await using var linphone = await Linphone.Register(account);
        for (var i = 0; i < 3; i++)
        {
            await probe.Do($"typing {account.Address}");
            await probe.Do($"im {account.Address} Grüße {i} <b>&");
            await linphone.Hears(sipe, $"Grüße {i} <b>&");
            await linphone.Say(sipe, $"Hello back {i}");
            await Heard(probe, account.Address, $"Hello back {i}");
        }

        await probe.Do($"im-close {account.Address}");
        await linphone.Say(sipe, "One more thing");
        await Heard(probe, account.Address, "One more thing");
        await probe.Do($"im {account.Address} Which one?");
        await linphone.Hears(sipe, "Which one?");
        Assert.DoesNotContain(probe.Events, e => e.Name == "im-line" && e["kind"] is "error");
    }

    [Theory]
    [InlineData("lcs01", "udp", "r2pool")]
    [InlineData("r2pool", "tls", "r2pool")]
    public async Task Pidgin_sipe_and_baresip_talk(string pool, string transport, string sipePool)
    {
        var sipe = await forest.NewUser(DemoPool.Of(sipePool));
        var account = await New(pool, transport);
        await using var probe = await forest.SignIn(sipe, DemoPool.Of(sipePool));
        await using var baresip = await Baresip.Register(account, friend: sipe);
        await probe.Do($"im {account.Address} Hello baresip");
        await baresip.Hears(sipe, "Hello baresip");
        await baresip.Say("Hello Pidgin");
        await Heard(probe, account.Address, "Hello Pidgin");
    }

    [Theory]
    [InlineData("lcs01")]
    [InlineData("r2pool")]
    public async Task Who_has_a_client_of_each_kind_reads_it_at_both(string pool)
    {
        var (user, both) = (await forest.NewUser(DemoPool.Of(pool)), await forest.NewUser(DemoPool.Of(pool), enhanced: false));
        await using var probe = await forest.SignIn(user, DemoPool.Of(pool));
        await using var desk = await forest.SignIn(both, DemoPool.Of(pool));
        await using var linphone = await Linphone.Register(new Account(forest.Server, both, DemoPool.Of(pool), "tcp"));
        await probe.Do($"im {both} Hello both");
        await linphone.Hears(user, "Hello both");
        await Heard(desk, user, "Hello both");
        await linphone.Say(user, "From my phone");
        await Heard(probe, both, "From my phone");
        await desk.Do($"im {user} From my desk");
        await Heard(probe, both, "From my desk");
    }

    [Fact]
    public async Task A_message_to_a_plain_client_that_has_gone_is_told_as_not_delivered()
    {
        var sipe = await forest.NewUser(DemoPool.R2);
        var account = await New("r2pool", "tcp");
        await using var probe = await forest.SignIn(sipe, DemoPool.R2);
        await using (var linphone = await Linphone.Register(account))
        {
            await probe.Do($"im {account.Address} Hello Linphone");
            await linphone.Hears(sipe, "Hello Linphone");
        }

        await probe.Do($"im {account.Address} Are you there?");
        await probe.Expect("im-line", e => e["kind"] is "error" or "system");
    }

    [Fact]
    public async Task A_conversation_goes_on_when_either_side_is_moved()
    {
        var sipe = await forest.NewUser(DemoPool.Ocs);
        var account = await New("lcs01", "tcp");
        await using var probe = await SipeProbe.SignIn(forest.Client(sipe, DemoPool.Ocs) with { Reconnect = 1 });
        await using var linphone = await Linphone.Register(account);
        await probe.Do($"im {account.Address} Before");
        await linphone.Hears(sipe, "Before");

        linphone.Forget();
        await Move(account.Address, DemoPool.R2);
        await linphone.Expect(Linphone.Ready);
        await probe.Do($"im {account.Address} After you moved");
        await linphone.Hears(sipe, "After you moved");

        probe.Forget();
        await Move(sipe, DemoPool.R2);
        await probe.Expect("connected");
        await probe.Do($"im {account.Address} After I moved");
        await linphone.Hears(sipe, "After I moved");
        await linphone.Say(sipe, "Welcome");
        await Heard(probe, account.Address, "Welcome");
    }

    private async Task Move(string user, DemoPool to)
    {
        var move = await forest.Server.Admin.Move(new StartMove(to.Fqdn) { Users = [user] }, TestContext.Current.CancellationToken);
        await foreach (var _ in forest.Server.Admin.Watch(move.Id, TestContext.Current.CancellationToken)) { }
        Assert.Equal(1, (await forest.Server.Admin.MoveReport(move.Id, TestContext.Current.CancellationToken)).Moved);
    }

    private static async Task Heard(SipeProbe probe, string from, string text)
    {
        var heard = await probe.Expect("im", e => e["text"] == text);
        Assert.Equal("sip:" + from, heard["from"]);
    }

    private async Task<Account> New(string pool, string transport) =>
        new(forest.Server, await forest.NewUser(DemoPool.Of(pool), enhanced: false), DemoPool.Of(pool), transport);
}
