using System.Collections.Immutable;
using Godwit.Moves.Planning;
using Godwit.Pool.Clients;
using Godwit.Pool.ClientVersions;
using Godwit.Pool.Homes;
using Godwit.Pool.Pools;
using Godwit.Pool.Users;

namespace Godwit.Tests.Moves.Planning;

public class CutOffTests
{
    private const string Target = "r2pool.godwit.test";
    private static readonly SeenClient Old = Seen("LCC/1.3.5470", ClientGeneration.Old);
    private static readonly SeenClient New = Seen("UCCP/2.0.6362.0 OC/2.0.6362.0", ClientGeneration.New);
    private static readonly SeenClient Sipe = Seen("Purple/2.14 Sipe/1.25", ClientGeneration.Both);

    [Fact]
    public void Old_clients_may_stay_old() => Assert.Null(Warning(PoolGeneration.Ocs2007R2, enabled: true, clients: Old));

    [Fact]
    public void A_new_client_is_cut_off_by_an_old_pool() =>
        Assert.Equal("'UCCP/2.0.6362.0 OC/2.0.6362.0' (last seen 2026-11-20) could not sign in: r2pool.godwit.test is an LCS 2005 SP1 pool.", Warning(PoolGeneration.Lcs2005Sp1, enabled: false, clients: New));

    [Fact]
    public void An_old_client_is_cut_off_by_the_mode_that_another_client_will_set() =>
        Assert.Equal(
            "'LCC/1.3.5470' (last seen 2026-11-20) could not sign in any more once she has signed in with 'Purple/2.14 Sipe/1.25', which turns on enhanced presence for ever.",
            Warning(PoolGeneration.Ocs2007R2, enabled: true, clients: [Old, Sipe]));

    [Fact]
    public void Nobody_sets_the_mode_of_a_user_who_is_not_enabled() => Assert.Null(Warning(PoolGeneration.Ocs2007, enabled: false, clients: [Old, Sipe]));

    [Fact]
    public void The_filter_of_the_target_cuts_off_too()
    {
        var filter = ClientVersionFilter.New.Add(new ClientVersionRule(1, "LCC", VersionPattern.Any, VersionComparison.Equal, ClientVersionAction.Block, null));
        Assert.Equal(
            "'LCC/1.3.5470' (last seen 2026-11-20) could not sign in: the client version filter of r2pool.godwit.test blocks it.",
            Warning(PoolGeneration.Ocs2007R2, enabled: false, filter, Old));
    }

    [Fact]
    public void A_refused_user_keeps_her_refusal()
    {
        var user = Facts(true, [New]);
        var refused = PlannedUser.Refuse(user, MoveRefusal.NotEnabled, "no");
        Assert.Equal(refused, CutOff.Warn(refused, user, Pool(PoolGeneration.Lcs2005Sp1, ClientVersionFilter.New)));
    }

    private static string? Warning(PoolGeneration generation, bool enabled, params SeenClient[] clients) => Warning(generation, enabled, ClientVersionFilter.New, clients);

    private static string? Warning(PoolGeneration generation, bool enabled, ClientVersionFilter filter, params SeenClient[] clients)
    {
        var (user, target) = (Facts(enabled, [.. clients]), Pool(generation, filter));
        return CutOff.Warn(MovePlanner.Plan(user, target, false), user, target).Reason;
    }

    private static UserFacts Facts(bool enabled, ImmutableArray<SeenClient> clients)
    {
        var alice = SipAddress.Parse("alice@godwit.test");
        var source = new PoolFacts("ocs07.godwit.test", new PoolRecord("ocs07.godwit.test", PoolGeneration.Ocs2007, PoolEdition.Standard, "CN=ocs07"), true, new PoolLimits());
        var user = new DirectoryUser(1, "CN=Alice", alice, "alice", "Alice", null, true, source.Fqdn, null, enabled ? DirectoryUser.EnhancedPresenceFlag : 0, 1);
        return new UserFacts(alice, user, null, source, null) { Clients = clients };
    }

    private static PoolFacts Pool(PoolGeneration generation, ClientVersionFilter filter) =>
        new(Target, new PoolRecord(Target, generation, PoolEdition.Standard, "CN=r2pool"), true, new PoolLimits()) { ClientVersions = filter };

    private static SeenClient Seen(string userAgent, ClientGeneration generation) => new(userAgent, generation, new DateTimeOffset(2026, 11, 20, 8, 0, 0, TimeSpan.Zero));
}
