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

    private const string ChangeSql =
        """
        UPDATE users SET "msRTCSIP-UserEnabled" = coalesce(?2, "msRTCSIP-UserEnabled"), "msRTCSIP-FederationEnabled" = coalesce(?3, "msRTCSIP-FederationEnabled"),
            "msRTCSIP-InternetAccessEnabled" = coalesce(?4, "msRTCSIP-InternetAccessEnabled"), "msRTCSIP-ArchivingEnabled" = coalesce(?5, "msRTCSIP-ArchivingEnabled"),
            "msRTCSIP-OptionFlags" = ("msRTCSIP-OptionFlags" & ~?6) | ?7, usn = ?8
        WHERE "msRTCSIP-PrimaryUserAddress" = ?1 AND usn = coalesce(?9, usn)
        """;
    private const string KnownSql = """SELECT 1 FROM users WHERE "msRTCSIP-PrimaryUserAddress" = ?1""";

    private readonly UserInsert _insert = new(options, secrets);
    private readonly AccountWriter _accounts = new(new UserInsert(options, secrets), secrets);

    public Task<EditResult> Add(IReadOnlyList<NewUser> users, CancellationToken cancel) => AllOrNone(users, _insert.Add, cancel);

    public Task<EditResult> AddAccounts(IReadOnlyList<NewAccount> accounts, CancellationToken cancel) => AllOrNone(accounts, _accounts.Add, cancel);

    public async Task<EditResult> EnableAccount(AccountToEnable account, CancellationToken cancel)
    {
        var result = await file.Write(transaction => _accounts.Enable(transaction, account), Kept, cancel);
        if (Kept(result)) file.AccountsChanged();
        return result;
    }

    public async Task Remove(IReadOnlyList<SipAddress> users, CancellationToken cancel)
    {
        if (await file.Write(transaction => AccountWriter.Remove(transaction, users), removed => removed > 0, cancel) > 0) file.AccountsChanged();
    }

    public Task<IReadOnlyList<EditResult>> Change(IReadOnlyList<UserEdit> edits, CancellationToken cancel) =>
        Task.Run(() => file.Write<IReadOnlyList<EditResult>>(transaction => [.. edits.Select(edit => Change(transaction, edit))], results => results.Any(Kept), cancel), cancel);

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

    private static EditResult Change(DirectoryTransaction transaction, UserEdit edit)
    {
        var rows = transaction.Execute(ChangeSql, edit.User.Uri, edit.Enabled, edit.Federation, edit.RemoteAccess, edit.Archiving, edit.FlagsOff, edit.FlagsOn, transaction.NextUsn(), edit.Revision);
        return rows == 0 && transaction.Any(KnownSql, edit.User.Uri) ? EditResult.ChangedMeanwhile : Known(rows);
    }

    private async Task<EditResult> AllOrNone<T>(IReadOnlyList<T> all, Func<DirectoryTransaction, T, EditResult> add, CancellationToken cancel)
    {
        var result = await Task.Run(() => file.Write(transaction =>
        {
            foreach (var one in all)
            {
                cancel.ThrowIfCancellationRequested();
                if (add(transaction, one) is not EditResult.Done and var refusal) return refusal;
            }
            return EditResult.Done;
        }, Kept, cancel), cancel);
        if (Kept(result)) file.AccountsChanged();
        return result;
    }

    private static EditResult Known(int rows) => rows == 1 ? EditResult.Done : EditResult.NoSuchUser;

    private static bool Kept(EditResult result) => result == EditResult.Done;
}
