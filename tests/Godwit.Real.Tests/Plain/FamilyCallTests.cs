using Godwit.Real.Tests.Clients;
using Godwit.Real.Tests.Servers;

namespace Godwit.Real.Tests.Plain;

/// <summary>
/// Calls between plain clients and pidgin-sipe: what either says of a call reaches the other through the relay. Sound does not: SIPE wants ICE and encryption,
/// and takes a plain offer with a medium that it has switched off.
/// </summary>
public class FamilyCallTests(Forest forest)
{
    [Theory]
    [InlineData("r2pool", "tcp", "r2pool")]
    [InlineData("lcs01", "udp", "ocs07")]
    public async Task Linphone_calls_pidgin_sipe_which_rings_and_takes_the_call(string pool, string transport, string sipePool)
    {
        var (sipe, account) = (await forest.NewUser(DemoPool.Of(sipePool)), await New(pool, transport));
        await using var probe = await forest.SignIn(sipe, DemoPool.Of(sipePool));
        await using var linphone = await Linphone.Register(account);
        await linphone.Do($"call sip:{sipe}");
        Assert.Equal("sip:" + account.Address, (await probe.Expect("call"))["who"]);
        await linphone.Expect(" ringing.");
        await linphone.Expect(" connected.");
        // There is nothing that both could speak: Linphone ends what SIPE took.
        await probe.IsTold("BYE sip:");
        await probe.Expect("call-state", e => e["state"] == "end");
    }

    [Theory]
    [InlineData("r2pool", "r2pool")]
    [InlineData("ocs07", "lcs01")]
    public async Task A_call_that_pidgin_sipe_rejects_is_603(string pool, string sipePool)
    {
        var (sipe, account) = (await forest.NewUser(DemoPool.Of(sipePool)), await New(pool, "tcp"));
        await using var probe = await SipeProbe.SignIn(forest.Client(sipe, DemoPool.Of(sipePool)) with { Calls = IncomingCall.Rejected });
        await using var baresip = await Baresip.Register(account);
        await baresip.Call(sipe);
        await probe.Expect("call");
        await baresip.Expect("session closed: 603");
    }

    [Theory]
    [InlineData("r2pool", "r2pool")]
    [InlineData("lcs01", "r2pool")]
    public async Task Who_gives_up_while_pidgin_sipe_rings_hears_487(string pool, string sipePool)
    {
        var (sipe, account) = (await forest.NewUser(DemoPool.Of(sipePool)), await New(pool, "tcp"));
        await using var probe = await SipeProbe.SignIn(forest.Client(sipe, DemoPool.Of(sipePool)) with { Calls = IncomingCall.Rings });
        await using var linphone = await Linphone.Register(account);
        await linphone.Do($"call sip:{sipe}");
        await probe.Expect("call");
        await linphone.Expect(" ringing.");
        await linphone.Do("terminate");
        await probe.IsTold("CANCEL sip:");
        await linphone.Expect("SIP/2.0 487");
        await probe.Expect("call-state", e => e["state"] == "end");
    }

    [Theory]
    [InlineData("r2pool", "r2pool")]
    [InlineData("lcs01", "ocs07")]
    public async Task Who_is_in_a_call_is_busy_for_plain_clients_and_for_pidgin_sipe(string pool, string sipePool)
    {
        var (sipe, callee, caller) = (await forest.NewUser(DemoPool.Of(sipePool)), await New(pool, "tcp"), await New("ocs07", "udp"));
        await using var busy = await Baresip.Register(callee, parameters: "answermode=auto", mostCalls: 1);
        await using var talker = await Linphone.Register(caller);
        await talker.Do($"call sip:{callee.Address}");
        await talker.Expect(" connected.");

        await using var baresip = await Baresip.Register(await New(pool, "udp"));
        await baresip.Call(callee.Address);
        await baresip.Expect("session closed: 486");
        await using var linphone = await Linphone.Register(await New(pool, "tcp"));
        await linphone.Do($"call sip:{callee.Address}");
        await linphone.Expect("SIP/2.0 486");
        await using var probe = await forest.SignIn(sipe, DemoPool.Of(sipePool));
        await probe.Do($"call {callee.Address}");
        await probe.IsTold("SIP/2.0 486", "INVITE");
        await probe.Expect("call-state", e => e["state"] == "end");
    }

    private async Task<Account> New(string pool, string transport) =>
        new(forest.Server, await forest.NewUser(DemoPool.Of(pool), enhanced: false), DemoPool.Of(pool), transport);
}
