using Godwit.Real.Tests.Servers;

namespace Godwit.Real.Tests.Plain;

/// <summary>Call flows message by message, played by SIPp at both ends.</summary>
public class CallFlowTests(Forest forest)
{
    public static TheoryData<string, string> Places => new() { { "lcs01", "lcs01" }, { "r2pool", "r2pool" }, { "ocs07", "r2pool" } };

    [Theory]
    [MemberData(nameof(Places))]
    public Task A_call_with_a_re_INVITE(string pool, string otherPool) => Play("call", pool, otherPool);

    [Theory]
    [MemberData(nameof(Places))]
    public Task Reliable_provisional_answers_UPDATE_and_REFER(string pool, string otherPool) => Play("early", pool, otherPool);

    [Theory]
    [MemberData(nameof(Places))]
    public Task A_call_that_is_given_up(string pool, string otherPool) => Play("cancel", pool, otherPool);

    [Theory]
    [InlineData("486", "486 Busy Here", "lcs01", "lcs01")]
    [InlineData("486", "486 Busy Here", "ocs07", "r2pool")]
    [InlineData("603", "603 Decline", "r2pool", "r2pool")]
    [InlineData("480", "480 Temporarily Unavailable", "r2pool", "lcs01")]
    public async Task A_call_that_is_refused(string status, string answer, string pool, string otherPool)
    {
        var (caller, callee) = (await Phone(pool), await Phone(otherPool));
        await Task.WhenAll(callee.Phone.Run("refused-uas", caller.Address, answer), caller.Phone.Run("refused-uac", callee.Address, status));
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task Of_two_devices_one_answers_and_the_other_one_gets_CANCEL(string pool, string otherPool)
    {
        var (caller, callee) = (await Phone(pool), await Phone(otherPool));
        var second = await Sipp.Register(Account(callee.Address, otherPool));
        await Task.WhenAll(
            callee.Phone.Run("fork-uas", caller.Address), second.Run("cancel-uas", caller.Address), caller.Phone.Run("fork-uac", callee.Address));
    }

    /// <summary>Nothing is kept: who signs in afterwards gets nothing of it.</summary>
    [Theory]
    [MemberData(nameof(Places))]
    public async Task A_message_to_a_user_without_a_device_is_480_with_the_reason_and_is_not_kept(string pool, string otherPool)
    {
        var (caller, callee) = (await Phone(pool), await forest.NewUser(DemoPool.Of(otherPool), enhanced: false));
        await caller.Phone.Run("message-uac", callee);
        await using var client = await Baresip.Register(Account(callee, otherPool));
        // What came first would be heard first.
        await using var other = await Baresip.Register(Account(caller.Address, pool), friend: callee);
        await other.Say("Now you are there");
        await client.Hears(caller.Address, "Now you are there");
        Assert.DoesNotContain("Are you there?", client.Output, StringComparison.Ordinal);
    }

    private async Task Play(string flow, string pool, string otherPool)
    {
        var (caller, callee) = (await Phone(pool), await Phone(otherPool));
        await Task.WhenAll(callee.Phone.Run(flow + "-uas", caller.Address), caller.Phone.Run(flow + "-uac", callee.Address));
    }

    private async Task<(Sipp Phone, string Address)> Phone(string pool)
    {
        var address = await forest.NewUser(DemoPool.Of(pool), enhanced: false);
        return (await Sipp.Register(Account(address, pool)), address);
    }

    private Account Account(string address, string pool) => new(forest.Server, address, DemoPool.Of(pool), "udp");
}
