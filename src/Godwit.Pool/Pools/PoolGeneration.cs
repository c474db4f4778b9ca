namespace Godwit.Pool.Pools;

/// <summary>The profile a pool runs; the numbers are those of msRTCSIP-PoolVersion.</summary>
public enum PoolGeneration
{
    Lcs2005Sp1 = 2,
    Ocs2007 = 3,
    Ocs2007R2 = 4,
}
