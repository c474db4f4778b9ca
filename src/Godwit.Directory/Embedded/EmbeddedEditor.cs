using Godwit.Pool.Pools;
using Godwit.Pool.Users;

namespace Godwit.Directory.Embedded;

/// <summary>Administrators' changes of the embedded directory. Users are added all or none.</summary>
internal sealed class EmbeddedEditor(DirectoryFile file, EmbeddedDirectoryOptions options, SecretTable secrets) : IDirectoryEditor
{
    private const string SetEnabledSql = """UPDATE users SET "msRTCSIP-UserEnabled" = ?2, usn = ?3 WHERE "msRTCSIP-PrimaryUserAddress" = ?1""";
    private const string SetFlagsSql = """UPDATE users SET "msRTCSIP-OptionFlags" = ("msRTCSIP-OptionFlags" & ~?2) | ?3, usn = ?4 WHERE "msRTCSIP-PrimaryUserAddress" = ?1""";
    private const string AddPoolSql =
        """
        INSERT INTO pools (dnsHostName, distinguishedName, dn_key, "msRTCSIP-PoolVersion", "msRTCSIP-PoolType") VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT (dnsHostName) DO UPDATE SET distinguishedName = excluded.distinguishedName, dn_key = excluded.dn_key,
            "msRTCSIP-PoolVersion" = excluded."msRTCSIP-PoolVersion", "msRTCSIP-PoolType" = excluded."msRTCSIP-PoolType"
        """;
    private const string RemovePoolSql = "DELETE FROM pools WHERE dnsHostName = ?1";
    private const string NamingSql = "SELECT user_id FROM users WHERE home_key = ?1 OR target_key = ?1";
    private const string TouchSql = "UPDATE users SET usn = ?2 WHERE user_id = ?1";

    private readonly UserInsert _insert = new(options, secrets);

    public Task<EditResult> Add(IReadOnlyList<NewUser> users, CancellationToken cancel) =>
        Task.Run(() => file.Write(transaction =>
        {
            foreach (var user in users)
            {
                cancel.ThrowIfCancellationRequested();
                if (_insert.Add(transaction, user) is not EditResult.Done and var refusal) return refusal;
            }
            return EditResult.Done;
        }, Kept, cancel), cancel);

    public Task<EditResult> SetEnabled(SipAddress user, bool enabled, CancellationToken cancel) =>
        file.Write(transaction => Known(transaction.Execute(SetEnabledSql, user.Uri, enabled, transaction.NextUsn())), Kept, cancel);

    public Task<EditResult> SetEnhancedPresence(SipAddress user, bool enabled, CancellationToken cancel) =>
        file.Write(transaction => Known(transaction.Execute(SetFlagsSql, user.Uri, DirectoryUser.EnhancedPresenceFlag,
            enabled ? DirectoryUser.EnhancedPresenceFlag : 0, transaction.NextUsn())), Kept, cancel);

    public Task<EditResult> SetAttributes(SipAddress user, IReadOnlyDictionary<string, string?> attributes, CancellationToken cancel) =>
        file.Write(transaction => UserAttributes.Set(transaction, user, attributes), Kept, cancel);

    public Task<EditResult> PutGroup(GroupEdit group, CancellationToken cancel) =>
        file.Write(transaction => GroupWriter.Put(transaction, group, options.UnitOf(group.OrganizationalUnit)), Kept, cancel);

    public Task<EditResult> RemoveGroup(string mail, CancellationToken cancel) => file.Write(transaction => GroupWriter.Remove(transaction, mail), Kept, cancel);

    public Task AddPool(PoolRecord pool, CancellationToken cancel) =>
        file.Write(transaction =>
        {
            var before = transaction.Pools.Find(pool.Fqdn);
            if (before == pool) return false;
            var dn = DistinguishedName.Parse(pool.Dn);
            transaction.Execute(AddPoolSql, pool.Fqdn, pool.Dn, dn.Key, (int)pool.Generation, PoolType.Of(pool.Edition));
            transaction.ReloadPools();
            if (before is not null) TouchUsersOf(transaction, before);
            TouchUsersOf(transaction, pool);
            return true;
        }, changed => changed, cancel);

    public Task RemovePool(string fqdn, CancellationToken cancel) =>
        file.Write(transaction =>
        {
            if (transaction.Pools.Find(fqdn) is not { } pool) return false;
            transaction.Execute(RemovePoolSql, fqdn);
            transaction.ReloadPools();
            TouchUsersOf(transaction, pool);
            return true;
        }, changed => changed, cancel);

    /// <summary>What their home resolves to has changed: the feed must tell.</summary>
    private static void TouchUsersOf(DirectoryTransaction transaction, PoolRecord pool)
    {
        var ids = new List<long>();
        using (var row = transaction.Use(NamingSql, DistinguishedName.Parse(pool.Dn).Key).ExecuteReader())
            while (row.Read()) ids.Add(row.GetInt64(0));
        foreach (var id in ids) transaction.Execute(TouchSql, id, transaction.NextUsn());
    }

    private static EditResult Known(int rows) => rows == 1 ? EditResult.Done : EditResult.NoSuchUser;

    private static bool Kept(EditResult result) => result == EditResult.Done;
}
