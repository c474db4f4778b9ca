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

    /// <summary>Clients of the family write inside a session, which plain ones do not take (488): who writes hears of it.</summary>
    [Theory]
    [InlineData("lcs01", "lcs01")]
    [InlineData("r2pool", "ocs07")]
    public async Task A_message_of_pidgin_sipe_that_a_plain_client_does_not_take_is_told_as_not_delivered(string pool, string sipePool)
    {
        var sipe = await forest.NewUser(DemoPool.Of(sipePool));
        var account = await New(pool, "tcp");
        await using var probe = await forest.SignIn(sipe, DemoPool.Of(sipePool));
        await using var linphone = await Linphone.Register(account);
        await probe.Do($"im {account.Address} Hello Linphone");
        await linphone.Expect("SIP/2.0 488");
        await probe.Expect("im-line", e => e["kind"] is "error" or "system");
    }

    private static async Task Heard(SipeProbe probe, string from, string text)
    {
        var heard = await probe.Expect("im", e => e["text"] == text);
        Assert.Equal("sip:" + from, heard["from"]);
    }

    private async Task<Account> New(string pool, string transport) =>
        new(forest.Server, await forest.NewUser(DemoPool.Of(pool), enhanced: false), DemoPool.Of(pool), transport);
}
