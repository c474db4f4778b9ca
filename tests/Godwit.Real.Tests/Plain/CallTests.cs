using Godwit.Real.Tests.Servers;

namespace Godwit.Real.Tests.Plain;

/// <summary>Calls with sound between Linphone and baresip, through the relay.</summary>
public class CallTests(Forest forest)
{
    private const string Calls = "Receiving new incoming call from";

    [Theory]
    [InlineData("lcs01", "tcp", "lcs01", "udp")]
    [InlineData("r2pool", "tls", "ocs07", "tcp")]
    [InlineData("ocs07", "udp", "lcs01", "tls")]
    public async Task Linphone_calls_baresip_and_hangs_up(string pool, string transport, string otherPool, string otherTransport)
    {
        var (caller, callee) = (await New(pool, transport), await New(otherPool, otherTransport));
        await using var linphone = await Linphone.Register(caller);
        await using var baresip = await Baresip.Register(callee, parameters: "answermode=auto");
        await linphone.Do($"call sip:{callee.Address}");
        await linphone.Expect(" connected.");
        await baresip.Expect("Call established");
        await linphone.Do("terminate");
        await baresip.Expect("session closed");
        await linphone.Expect("ended (No error)");
    }

    [Theory]
    [InlineData("lcs01", "udp", "lcs01", "tcp")]
    [InlineData("ocs07", "tcp", "r2pool", "udp")]
    public async Task Baresip_calls_Linphone_and_Linphone_hangs_up(string pool, string transport, string otherPool, string otherTransport)
    {
        var (caller, callee) = (await New(pool, transport), await New(otherPool, otherTransport));
        await using var baresip = await Baresip.Register(caller);
        await using var linphone = await Linphone.Register(callee);
        await baresip.Call(callee.Address);
        await linphone.Expect(Calls);
        await linphone.Do("answer");
        await baresip.Expect("Call established");
        await linphone.Expect(" connected.");
        await linphone.Do("terminate");
        await baresip.Expect("session closed");
    }

    [Fact]
    public async Task The_caller_gives_up()
    {
        var (caller, callee) = (await New("lcs01", "tcp"), await New("lcs01", "udp"));
        await using var linphone = await Linphone.Register(caller);
        await using var baresip = await Baresip.Register(callee);
        await linphone.Do($"call sip:{callee.Address}");
        await linphone.Expect(" ringing.");
        await linphone.Do("terminate");
        await baresip.Expect("487 Request Terminated");
        await linphone.Expect("SIP/2.0 487");
    }

    [Fact]
    public async Task The_called_one_declines()
    {
        var (caller, callee) = (await New("r2pool", "udp"), await New("r2pool", "tcp"));
        await using var baresip = await Baresip.Register(caller);
        await using var linphone = await Linphone.Register(callee);
        await baresip.Call(callee.Address);
        await linphone.Expect(Calls);
        await linphone.Do("terminate");
        await baresip.Expect("session closed: 603", "session closed: 486");
    }

    [Fact]
    public async Task Who_does_not_answer_is_not_there_in_the_end()
    {
        var (caller, callee) = (await New("ocs07", "udp"), await New("ocs07", "tcp"));
        await using var baresip = await Baresip.Register(caller);
        await using var linphone = await Linphone.Register(callee, ringsFor: 3);
        await baresip.Call(callee.Address);
        await linphone.Expect(Calls);
        await baresip.Expect("session closed: 4", "session closed: 6");
    }

    [Fact]
    public async Task A_call_to_somebody_without_a_device_is_480()
    {
        var (caller, callee) = (await New("lcs01", "udp"), await New("r2pool", "udp"));
        await using var baresip = await Baresip.Register(caller);
        await baresip.Call(callee.Address);
        await baresip.Expect("session closed: 480");
    }

    [Fact]
    public async Task Both_devices_ring_and_the_other_one_stops_when_one_answers()
    {
        var (caller, callee) = (await New("lcs01", "tcp"), await New("lcs01", "tcp"));
        await using var linphone = await Linphone.Register(callee);
        await using var baresip = await Baresip.Register(callee with { Transport = "udp" });
        await using var other = await Linphone.Register(caller);
        await other.Do($"call sip:{callee.Address}");
        await linphone.Expect(Calls);
        await baresip.Expect("180 Ringing");
        await linphone.Do("answer");
        await other.Expect(" connected.");
        await baresip.Expect("CANCEL sip:");
        await baresip.Expect("487 Request Terminated");
        await other.Do("terminate");
        await linphone.Expect("ended (No error)");
    }

    private async Task<Account> New(string pool, string transport) =>
        new(forest.Server, await forest.NewUser(DemoPool.Of(pool), enhanced: false), DemoPool.Of(pool), transport);
}
