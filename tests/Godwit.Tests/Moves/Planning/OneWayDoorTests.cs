using Godwit.Moves;
using Godwit.Moves.Planning;
using Godwit.Pool.Clients;
using Godwit.Pool.ClientVersions;
using Godwit.Pool.Homes;
using Godwit.Pool.Pools;
using Godwit.Pool.Users;

namespace Godwit.Tests.Moves.Planning;

public class OneWayDoorTests
{
    private static readonly SipAddress Alice = SipAddress.Parse("alice@godwit.test");

    [Theory]
    [InlineData(PoolGeneration.Ocs2007R2, true, false, ClientGeneration.New, DoorPassage.Passes)]
    [InlineData(PoolGeneration.Ocs2007, true, false, ClientGeneration.Both, DoorPassage.Passes)]
    [InlineData(PoolGeneration.Ocs2007R2, true, false, ClientGeneration.Old, DoorPassage.None)]
    [InlineData(PoolGeneration.Ocs2007R2, false, false, ClientGeneration.New, DoorPassage.None)]
    [InlineData(PoolGeneration.Lcs2005Sp1, true, false, ClientGeneration.New, DoorPassage.None)]
    [InlineData(PoolGeneration.Ocs2007R2, false, true, ClientGeneration.Old, DoorPassage.Passed)]
    public void Who_has_not_the_mode_passes_with_a_client_that_will_set_it(PoolGeneration target, bool enabled, bool rich, ClientGeneration client, DoorPassage passage) =>
        Assert.Equal(passage, OneWayDoor.Of(User(enabled, rich, client), Pool(target, ClientVersionFilter.New)));

    [Fact]
    public void A_client_that_the_filter_blocks_sets_nothing()
    {
        var filter = ClientVersionFilter.New.Add(new ClientVersionRule(1, "OC", VersionPattern.Any, VersionComparison.Equal, ClientVersionAction.Block, null));
        Assert.Equal(DoorPassage.None, OneWayDoor.Of(User(true, false, ClientGeneration.New), Pool(PoolGeneration.Ocs2007R2, filter)));
    }

    [Fact]
    public void Who_was_never_seen_is_not_said_to_pass() =>
        Assert.Equal(DoorPassage.None, OneWayDoor.Of(User(true, false, ClientGeneration.New) with { Clients = [] }, Pool(PoolGeneration.Ocs2007R2, ClientVersionFilter.New)));

    [Fact]
    public void Every_rule_has_a_name_of_its_own()
    {
        var names = Enum.GetValues<MoveRefusal>().Select(RuleNames.Of).ToList();
        Assert.Equal(names.Count, names.Distinct().Count());
        Assert.All(names, n => Assert.Matches("^[a-z]+(-[a-z]+)*$", n));
    }

    private static UserFacts User(bool enabled, bool rich, ClientGeneration client) =>
        new(Alice, new DirectoryUser(1, "CN=Alice", Alice, "alice", "Alice", null, true, "ocs07.godwit.test", null, enabled ? DirectoryUser.EnhancedPresenceFlag : 0, 1), null, null, UserSurvey.Nothing with { RichMode = rich })
        {
            Clients = [new SeenClient("OC/2.0.6362.0", client, DateTimeOffset.UnixEpoch)],
        };

    private static PoolFacts Pool(PoolGeneration generation, ClientVersionFilter filter) =>
        new("r2pool.godwit.test", new PoolRecord("r2pool.godwit.test", generation, PoolEdition.Standard, "CN=r2pool"), true, new PoolLimits()) { ClientVersions = filter };
}
