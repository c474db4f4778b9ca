using Godwit.Real.Tests.Clients;
using Godwit.Real.Tests.Servers;

namespace Godwit.Real.Tests.Day;

public class MessageTests(Forest forest)
{
    [Theory]
    [MemberData(nameof(PoolMode.All), MemberType = typeof(PoolMode))]
    public async Task Messages_go_both_ways_with_typing(PoolMode mode)
    {
        var (user, other) = (await forest.NewUser(mode.Pool, mode.Enhanced), await forest.NewUser(mode.Pool, mode.Enhanced));
        await using var here = await forest.SignIn(user, mode.Pool);
        await using var there = await forest.SignIn(other, mode.Pool);
        await Talk(here, user, there, other);
    }

    [Theory]
    [InlineData("lcs01", "ocs07")]
    [InlineData("lcs01", "r2pool")]
    [InlineData("ocs07", "r2pool")]
    [InlineData("r2pool", "lcs01")]
    [InlineData("r2pool", "ocs07")]
    [InlineData("ocs07", "lcs01")]
    public async Task Messages_go_both_ways_between_pools(string from, string to)
    {
        var (user, other) = (await forest.NewUser(DemoPool.Of(from)), await forest.NewUser(DemoPool.Of(to)));
        await using var here = await forest.SignIn(user, DemoPool.Of(from));
        await using var there = await forest.SignIn(other, DemoPool.Of(to));
        await Talk(here, user, there, other);
    }

    [Theory]
    [MemberData(nameof(PoolMode.All), MemberType = typeof(PoolMode))]
    public async Task Text_with_umlauts_markup_and_emoji_arrives_as_it_was(PoolMode mode)
    {
        const string Text = "Grüße <b>& \"Küsse\"</b> 🐦 100 %";
        var (user, other) = (await forest.NewUser(mode.Pool, mode.Enhanced), await forest.NewUser(mode.Pool, mode.Enhanced));
        await using var here = await forest.SignIn(user, mode.Pool);
        await using var there = await forest.SignIn(other, mode.Pool);
        await here.Do($"im {other} {Text}");
        Assert.Equal(Text, (await there.Expect("im"))["text"]);
    }

    [Theory]
    [MemberData(nameof(PoolMode.All), MemberType = typeof(PoolMode))]
    public async Task A_message_to_someone_who_is_not_there_is_told_as_not_delivered(PoolMode mode)
    {
        var (user, other) = (await forest.NewUser(mode.Pool, mode.Enhanced), await forest.NewUser(mode.Pool, mode.Enhanced));
        await using var client = await forest.SignIn(user, mode.Pool);
        await client.Do($"im {other} Are you there?");
        await client.Expect("im-line", e => e["kind"] is "error" or "system");
    }

    [Fact]
    public async Task A_user_with_two_clients_gets_the_message_and_can_answer()
    {
        var (user, other) = (await forest.NewUser(DemoPool.R2), await forest.NewUser(DemoPool.R2));
        await using var here = await forest.SignIn(user, DemoPool.R2);
        await using var one = await forest.SignIn(other, DemoPool.R2);
        await using var two = await SipeProbe.SignIn(forest.Client(other, DemoPool.R2) with { OnAnotherMachine = true });
        await two.ExpectContacts(_ => true);
        await here.Do($"im {other} Hello both");
        var first = await await Task.WhenAny(one.Expect("im"), two.Expect("im"));
        Assert.Equal("Hello both", first["text"]);
    }

    private static async Task Talk(SipeProbe here, string user, SipeProbe there, string other)
    {
        await here.Do($"im {other} Hello over there");
        var heard = await there.Expect("im");
        Assert.Equal(("sip:" + user, "Hello over there"), (heard["from"], heard["text"]));

        await there.Do($"typing {user}");
        await here.Expect("typing", e => e["who"] == "sip:" + other);
        await there.Do($"im {user} Hello back");
        heard = await here.Expect("im");
        Assert.Equal(("sip:" + other, "Hello back"), (heard["from"], heard["text"]));

        for (var i = 0; i < 3; i++)
        {
            await here.Do($"im {other} ping {i}");
            Assert.Equal($"ping {i}", (await there.Expect("im"))["text"]);
            await there.Do($"im {user} pong {i}");
            Assert.Equal($"pong {i}", (await here.Expect("im"))["text"]);
        }

        Assert.DoesNotContain(here.Events.Concat(there.Events), e => e.Name == "im-line" && e["kind"] == "error");
    }
}
