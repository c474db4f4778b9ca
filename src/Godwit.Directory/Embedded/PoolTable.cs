using System.Collections.Frozen;
using System.Collections.Immutable;
using Godwit.Pool.Pools;
using Godwit.Pool.Users;
using Microsoft.Data.Sqlite;

namespace Godwit.Directory.Embedded;

/// <summary>The forest's pools at one moment, and what a distinguished name of a home resolves to.</summary>
internal sealed class PoolTable(ImmutableArray<PoolRecord> pools)
{
    private readonly FrozenDictionary<string, PoolRecord> _byDn = pools.ToFrozenDictionary(pool => DistinguishedName.Parse(pool.Dn).Key);
    private readonly FrozenDictionary<string, PoolRecord> _byFqdn = pools.ToFrozenDictionary(pool => pool.Fqdn, StringComparer.OrdinalIgnoreCase);
    private readonly FrozenDictionary<string, DistinguishedName> _names = pools.ToFrozenDictionary(pool => pool.Fqdn, pool => DistinguishedName.Parse(pool.Dn), StringComparer.OrdinalIgnoreCase);

    public ImmutableArray<PoolRecord> Pools { get; } = pools;

    /// <summary>The FQDN of the pool with this DN key; null when there is none.</summary>
    public string? Resolve(string? dnKey) => dnKey is null ? null : _byDn.GetValueOrDefault(dnKey)?.Fqdn;

    public PoolRecord? Find(string fqdn) => _byFqdn.GetValueOrDefault(fqdn);

    /// <summary>What the home of this pool's users names; null when there is no such pool.</summary>
    public DistinguishedName? Name(string fqdn) => _names.GetValueOrDefault(fqdn);

    public static PoolTable Load(SqliteConnection connection, SqliteTransaction? transaction = null)
    {
        using var select = connection.CreateCommand();
        select.Transaction = transaction;
        select.CommandText = """SELECT dnsHostName, "msRTCSIP-PoolVersion", "msRTCSIP-PoolType", distinguishedName FROM pools ORDER BY dnsHostName""";
        using var row = select.ExecuteReader();
        var pools = ImmutableArray.CreateBuilder<PoolRecord>();
        while (row.Read())
            pools.Add(new PoolRecord(row.GetString(0), (PoolGeneration)row.GetInt32(1), row.GetInt32(2) == PoolType.Enterprise ? PoolEdition.Enterprise : PoolEdition.Standard, row.GetString(3)));
        return new PoolTable(pools.ToImmutable());
    }
}

/// <summary>msRTCSIP-PoolType: users and applications of a Standard Edition or an Enterprise pool.</summary>
internal static class PoolType
{
    public const int Standard = 5;
    public const int Enterprise = 10;

    public static int Of(PoolEdition edition) => edition == PoolEdition.Enterprise ? Enterprise : Standard;
}
