using System.Collections.Frozen;

namespace Godwit.Pool.Pools;

/// <summary>Which pool this is, and the SIP domains that are its forest's own (people of these are colleagues: sameEnterprise).</summary>
public sealed record PoolIdentity(string Fqdn, PoolGeneration Generation, FrozenSet<string> Domains)
{
    public static PoolIdentity Of(PoolRecord pool, IEnumerable<string> domains) =>
        new(pool.Fqdn, pool.Generation, domains.ToFrozenSet(StringComparer.OrdinalIgnoreCase));

    /// <summary>LCS 2005 SP1 knows nothing of enhanced presence.</summary>
    public bool SpeaksEnhancedPresence => Generation >= PoolGeneration.Ocs2007;
}
