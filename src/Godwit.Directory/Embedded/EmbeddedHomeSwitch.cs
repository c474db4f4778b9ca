using Godwit.Pool.Users;

namespace Godwit.Directory.Embedded;

/// <summary>Changes of home in the embedded directory: all of a call in one transaction, each compared and swapped by itself.</summary>
internal sealed class EmbeddedHomeSwitch(DirectoryFile file) : IHomeSwitch
{
    private const string FindSql = """SELECT user_id, home_key, target_key FROM users WHERE "msRTCSIP-PrimaryUserAddress" = ?1""";
    private const string SwitchSql =
        """UPDATE users SET "msRTCSIP-PrimaryHomeServer" = ?2, home_key = ?3, "msRTCSIP-TargetHomeServer" = ?4, target_key = ?5, usn = ?6 WHERE user_id = ?1""";

    public Task<IReadOnlyList<HomeChangeResult>> Apply(IReadOnlyList<HomeChange> changes, CancellationToken cancel) =>
        file.Write<IReadOnlyList<HomeChangeResult>>(
            transaction => [.. changes.Select(change => Apply(transaction, change))],
            results => results.Contains(HomeChangeResult.Done), cancel);

    private static HomeChangeResult Apply(DirectoryTransaction transaction, HomeChange change)
    {
        if (Find(transaction, change.User) is not var (id, home, target)) return HomeChangeResult.NoSuchUser;
        if (!Same(home, change.ExpectedHome) || !Same(target, change.ExpectedTarget)) return HomeChangeResult.ChangedUnderneath;
        // A pool that is not in the forest any more can't become a home: the forest has changed underneath.
        if (!TryName(transaction.Pools, change.Home, out var homeDn) || !TryName(transaction.Pools, change.Target, out var targetDn)) return HomeChangeResult.ChangedUnderneath;
        transaction.Execute(SwitchSql, id, homeDn?.Text, homeDn?.Key, targetDn?.Text, targetDn?.Key, transaction.NextUsn());
        return HomeChangeResult.Done;
    }

    private static (long Id, string? Home, string? Target)? Find(DirectoryTransaction transaction, SipAddress user)
    {
        using var row = transaction.Use(FindSql, user.Uri).ExecuteReader();
        if (!row.Read()) return null;
        return (row.GetInt64(0), transaction.Pools.Resolve(row.IsDBNull(1) ? null : row.GetString(1)), transaction.Pools.Resolve(row.IsDBNull(2) ? null : row.GetString(2)));
    }

    private static bool TryName(PoolTable pools, string? fqdn, out DistinguishedName? dn)
    {
        dn = fqdn is null ? null : pools.Name(fqdn);
        return fqdn is null || dn is not null;
    }

    private static bool Same(string? left, string? right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
