namespace Godwit.Pool.Pools;

public enum PoolEdition { Standard, Enterprise }

/// <summary>A pool as the directory knows it. <paramref name="Dn"/> is what a user's msRTCSIP-PrimaryHomeServer names.</summary>
public sealed record PoolRecord(string Fqdn, PoolGeneration Generation, PoolEdition Edition, string Dn);
