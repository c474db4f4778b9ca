using Godwit.Pool.Homes;
using Godwit.Pool.Pools;
using static Godwit.Pool.Homes.ClientGeneration;
using static Godwit.Pool.Homes.SignInRefusal;

namespace Godwit.Tests.Pool.Homes;

public class SignInRulesTests
{
    private static readonly PoolGeneration[] Ocs = [PoolGeneration.Ocs2007, PoolGeneration.Ocs2007R2];
    private static readonly bool[] Both2 = [false, true];

    /// <summary>The sign-in table, row by row: client, home is LCS, enabled, mode (null = any) → refusal, enhanced, sets the mode.</summary>
    public static TheoryData<ClientGeneration, bool, bool?, bool?, SignInRefusal?, bool, bool> Table() => new()
    {
        { Old, true, null, null, null, false, false },
        { New, true, null, null, ClientNeedsNewerPool, false, false },
        { Old, false, false, false, null, false, false },
        { New, false, false, null, NotEnabledForEnhancedPresence, false, false },
        { Old, false, true, false, null, false, false },
        { New, false, true, false, null, true, true },
        { New, false, true, true, null, true, false },
        { Old, false, null, true, EnhancedPresenceRequired, false, false },
        // Who speaks both follows what the user may have.
        { Both, true, null, null, null, false, false },
        { Both, false, false, false, null, false, false },
        { Both, false, true, false, null, true, true },
        { Both, false, null, true, null, true, false },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void The_table_holds(ClientGeneration client, bool lcs, bool? enabled, bool? mode, SignInRefusal? refusal, bool enhanced, bool sets)
    {
        foreach (var pool in lcs ? [PoolGeneration.Lcs2005Sp1] : Ocs)
            foreach (var isEnabled in enabled is { } e ? [e] : Both2)
                foreach (var isSet in mode is { } m ? [m] : Both2)
                {
                    var decision = SignInRules.Decide(client, pool, isEnabled, isSet);
                    Assert.Equal(refusal, decision.Refusal);
                    Assert.Equal(sets, decision.SetsRichMode);
                    if (refusal is null) Assert.Equal(enhanced ? PresenceMode.Enhanced : PresenceMode.Legacy, decision.Mode);
                }
    }

    [Fact]
    public void Nothing_is_ever_set_on_lcs_and_never_by_who_is_refused()
    {
        foreach (var client in Enum.GetValues<ClientGeneration>())
            foreach (var pool in Enum.GetValues<PoolGeneration>())
                foreach (var enabled in Both2)
                    foreach (var mode in Both2)
                    {
                        var decision = SignInRules.Decide(client, pool, enabled, mode);
                        if (pool == PoolGeneration.Lcs2005Sp1 || decision.Refusal is not null || mode) Assert.False(decision.SetsRichMode);
                        if (decision is { Refusal: null, Mode: PresenceMode.Enhanced }) Assert.Equal(!mode, decision.SetsRichMode);
                    }
    }
}
