using System.Collections.Immutable;
using Godwit.Pool.Permissions;

namespace Godwit.Tests.Pool.Permissions;

public sealed class AddedYouTests
{
    private static readonly Subscriber Bob = new("bob@godwit.test", "Bob", false);
    private static readonly Subscriber Carol = new("carol@godwit.test", "Carol", false);
    private static readonly Subscriber Known = new("dave@godwit.test", "Dave", true);

    private static AccessState With(string address, string rights) => AccessState.Empty with { Aces = [new Ace(AceType.User, address, rights)] };

    [Fact]
    public void Who_was_not_acknowledged_and_who_waits_are_asked_about_once_by_address() =>
        Assert.Equal([Bob, Carol], AddedYou.ToAsk(AccessState.Empty, [Carol, Known], [Bob]));

    [Fact]
    public void Who_waits_and_was_not_acknowledged_is_one_person() => Assert.Equal([Bob], AddedYou.ToAsk(AccessState.Empty, [Bob], [Bob]));

    [Theory]
    [InlineData("AA", false)]
    [InlineData("BD", false)]
    [InlineData("PP", true)]
    public void A_decision_is_not_asked_for_again(string rights, bool isAsked) =>
        Assert.Equal(isAsked, !AddedYou.ToAsk(With(Bob.Address, rights), [Bob], []).IsEmpty);

    [Fact]
    public void An_access_level_is_a_decision_and_one_for_all_is_none()
    {
        Assert.Empty(AddedYou.ToAsk(AccessState.Empty with { Members = [new ContainerMember(ContainerIds.Team, MemberTypes.User, Bob.Address)] }, [Bob], []));
        Assert.Equal([Bob], AddedYou.ToAsk(AccessState.Empty with { Aces = [new Ace(AceType.All, "", "AA")] }, [Bob], []));
    }

    [Fact]
    public void An_entry_for_a_person_acknowledges_her_and_nobody_else()
    {
        var change = AccessDifference.Between(AccessState.Empty, With(Bob.Address, "BD"));
        Assert.Equal([Bob with { Acknowledged = true }], AddedYou.Decided([Bob, Carol, Known], change));
        Assert.Empty(AddedYou.Decided([Bob with { Acknowledged = true }], change));
    }

    [Fact]
    public void Taking_an_entry_away_decides_nothing() =>
        Assert.Empty(AddedYou.Decided([Bob], AccessDifference.Between(With(Bob.Address, "BD"), AccessState.Empty)));
}
