using Godwit.Moves.Vault;
using Godwit.Pool.Users;

namespace Godwit.Tests.Moves.Vault;

public class HandedRuleTests
{
    private static readonly SipAddress Alice = SipAddress.Parse("alice@godwit.test");

    [Theory]
    [InlineData("dead.test", false, false, null)]
    [InlineData(null, false, false, null)]
    [InlineData("dead.test", true, false, "dead.test answers")]
    [InlineData("dead.test", true, true, "dead.test answers")]
    [InlineData("dead.test", false, true, "still on its way")]
    [InlineData(null, false, true, "still on its way")]
    public void File_stands_in_for_users_of_a_dead_pool_and_of_none_unless_data_is_on_its_way(string? home, bool isUp, bool awaits, string? why) =>
        Is(why, HandedRule.WhyNot(Alice, new DirectoryUser(1, "CN=Alice", Alice, "alice", "Alice", null, true, home, null, 0, 1), isUp, awaits));

    [Fact]
    public void Nobody_gets_nothing() => Is("There is no user alice@godwit.test", HandedRule.WhyNot(Alice, null, false, false));

    private static void Is(string? part, string? why)
    {
        if (part is null) Assert.Null(why);
        else Assert.Contains(part, why, StringComparison.Ordinal);
    }
}
