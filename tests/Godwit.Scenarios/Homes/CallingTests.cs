using Godwit.Pool.Presence;
using static Godwit.Scenarios.Homes.TestPool;

namespace Godwit.Scenarios.Homes;

/// <summary>What a user's clients say of her decides whether she counts as calling, when nothing is known of the call itself.</summary>
public class CallingTests(R2Pool pool) : IClassFixture<R2Pool>
{
    private static PublishCommand State(string type, int number, string? activity, long instance, int version = 0) => new(
        "state", instance, 3, version, type == "machineState" ? ExpireType.Endpoint : ExpireType.Static, null,
        $"<state xmlns=\"http://schemas.microsoft.com/2006/09/sip/state\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"{type}\"><availability>{number}</availability>{(activity is null ? "" : $"<activity token=\"{activity}\"/>")}</state>");

    [Theory]
    [InlineData("on-the-phone", 6500, true)]
    [InlineData("in-a-conference", 7000, true)]
    [InlineData("in-a-meeting", 6500, false)]
    [InlineData(null, 9500, false)]
    public async Task Who_says_that_she_is_in_a_call_or_conference_is_calling_until_she_says_otherwise(string? activity, int number, bool calling)
    {
        var alice = await pool.NewUser(name: $"alice{number}{(calling ? "c" : "")}");
        var home = pool.Home(alice);
        await home.SignIn(Register(alice));
        await home.Publish(Key(alice), [State("machineState", 3500, null, 1)]);
        Assert.False(await home.IsCalling());
        await home.Publish(Key(alice), [State("phoneState", number, activity, 2)]);
        Assert.Equal(calling, await home.IsCalling());
        await home.Publish(Key(alice), [State("phoneState", 3500, null, 2, version: 1)]);
        Assert.False(await home.IsCalling());
    }

    [Fact]
    public async Task Who_has_signed_out_is_not_calling_whatever_she_said()
    {
        var alice = await pool.NewUser();
        var home = pool.Home(alice);
        await home.SignIn(Register(alice));
        await home.Publish(Key(alice), [State("machineState", 3500, null, 1), State("phoneState", 6500, "on-the-phone", 2)]);
        Assert.True(await home.IsCalling());
        await home.SignOut(Key(alice), null);
        Assert.False(await home.IsCalling());
    }
}
