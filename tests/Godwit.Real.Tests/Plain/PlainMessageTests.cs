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

    [Theory]
    [InlineData("lcs01", "lcs01")]
    [InlineData("r2pool", "r2pool")]
    [InlineData("r2pool", "ocs07")]
    public async Task A_user_of_pidgin_sipe_writes_to_plain_clients(string pool, string sipePool)
    {
        var sipe = await forest.NewUser(DemoPool.Of(sipePool));
        var (one, other) = (await New(pool, "tcp"), await New(pool, "udp"));
        await using var probe = await forest.SignIn(sipe, DemoPool.Of(sipePool));
        await using var linphone = await Linphone.Register(one);
        await probe.Do($"im {one.Address} Hello Linphone");
        await linphone.Hears(sipe, "Hello Linphone");
        await using var baresip = await Baresip.Register(other);
        await probe.Do($"im {other.Address} Hello baresip");
        await baresip.Hears(sipe, "Hello baresip");
    }

    private static async Task Heard(SipeProbe probe, string from, string text)
    {
        var heard = await probe.Expect("im", e => e["text"] == text);
        Assert.Equal("sip:" + from, heard["from"]);
    }

    private async Task<Account> New(string pool, string transport) =>
        new(forest.Server, await forest.NewUser(DemoPool.Of(pool), enhanced: false), DemoPool.Of(pool), transport);
}
