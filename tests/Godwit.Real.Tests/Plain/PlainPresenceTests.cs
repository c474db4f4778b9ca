using Godwit.Real.Tests.Servers;

namespace Godwit.Real.Tests.Plain;

/// <summary>Plain clients see presence (RFC 3856, PIDF) and are seen.</summary>
public class PlainPresenceTests(Forest forest)
{
    [Theory]
    [InlineData("lcs01", "lcs01")]
    [InlineData("r2pool", "r2pool")]
    [InlineData("ocs07", "r2pool")]
    public async Task Plain_clients_see_a_user_of_pidgin_sipe_come_and_go(string pool, string sipePool)
    {
        var sipe = await forest.NewUser(DemoPool.Of(sipePool));
        await using var linphone = await Linphone.Register(await New(pool, "tcp"), friend: sipe);
        await using var baresip = await Baresip.Register(await New(pool, "udp"), friend: sipe);
        await linphone.Expect($"<sip:{sipe}> is Offline");
        await using var probe = await forest.SignIn(sipe, DemoPool.Of(sipePool));
        await linphone.Expect($"<sip:{sipe}> is Online", $"<sip:{sipe}> is Available");
        await baresip.Expect("<basic>open</basic>");
        linphone.Forget();
        await probe.SignOut();
        await linphone.Expect($"<sip:{sipe}> is Offline");
        // It tells of changes only.
        await baresip.Expect($"<sip:{sipe}> changed status from");
    }

    [Theory]
    [InlineData("lcs01", "lcs01")]
    [InlineData("r2pool", "r2pool")]
    [InlineData("ocs07", "r2pool")]
    public async Task A_user_of_pidgin_sipe_and_baresip_see_Linphone(string pool, string sipePool)
    {
        var sipe = await forest.NewUser(DemoPool.Of(sipePool));
        var account = await New(pool, "tcp");
        await using var probe = await forest.SignIn(sipe, DemoPool.Of(sipePool));
        await using var baresip = await Baresip.Register(await New(pool, "udp"), friend: account.Address);
        await probe.Do($"add {account.Address}");
        await using (await Linphone.Register(account))
        {
            await probe.Expect("buddy-signed-on", e => e.ToString()!.Contains(account.Address, StringComparison.Ordinal));
            await baresip.Expect("<basic>open</basic>");
        }
    }

    private async Task<Account> New(string pool, string transport) =>
        new(forest.Server, await forest.NewUser(DemoPool.Of(pool), enhanced: false), DemoPool.Of(pool), transport);
}
