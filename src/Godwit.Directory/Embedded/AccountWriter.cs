using Godwit.Pool.Users;

namespace Godwit.Directory.Embedded;

/// <summary>Users become accounts without communications, and accounts users.</summary>
internal sealed class AccountWriter(UserInsert insert, SecretTable secrets)
{
    private const string KeepSql =
        """
        INSERT INTO accounts (user_id, distinguishedName, dn_key, sAMAccountName, userPrincipalName, displayName, mail, last_address)
        SELECT user_id, distinguishedName, dn_key, sAMAccountName, userPrincipalName, displayName, mail, "msRTCSIP-PrimaryUserAddress" FROM users WHERE "msRTCSIP-PrimaryUserAddress" = ?1
        """;
    private const string SipNameSql =
        """
        DELETE FROM user_attributes WHERE card = 0 AND (attribute LIKE 'msRTCSIP-%' OR (attribute = 'proxyAddresses' AND value LIKE 'sip:%'))
            AND user_id = (SELECT user_id FROM users WHERE "msRTCSIP-PrimaryUserAddress" = ?1)
        """;
    private const string RemoveSql = """DELETE FROM users WHERE "msRTCSIP-PrimaryUserAddress" = ?1""";
    private const string TellSql = "INSERT INTO removed_users (usn, address) VALUES (?1, ?2) ON CONFLICT (address) DO UPDATE SET usn = excluded.usn";
    private const string FindSql = "SELECT user_id, last_address FROM accounts WHERE sAMAccountName = ?1";
    private const string AddressSql = """SELECT 1 FROM users WHERE "msRTCSIP-PrimaryUserAddress" = ?1""";
    private const string SecretsSql = "SELECT 1 FROM secrets WHERE user_id = ?1";
    private const string EnableSql =
        """
        INSERT INTO users (user_id, usn, distinguishedName, dn_key, sAMAccountName, userPrincipalName, displayName, mail, "msRTCSIP-PrimaryUserAddress",
            "msRTCSIP-UserEnabled", "msRTCSIP-PrimaryHomeServer", home_key, "msRTCSIP-OptionFlags")
        SELECT user_id, ?2, distinguishedName, dn_key, sAMAccountName, userPrincipalName, displayName, mail, ?3, 1, ?4, ?5, ?6 FROM accounts WHERE user_id = ?1
        """;
    private const string GoneSql = "DELETE FROM accounts WHERE user_id = ?1";
    private const string ReturnedSql = "DELETE FROM removed_users WHERE address = ?1";
    private const string AttributeSql = "INSERT INTO user_attributes (user_id, attribute, value, card) VALUES (?1, 'proxyAddresses', ?2, 0) ON CONFLICT DO NOTHING";
    private const string AddSql =
        "INSERT INTO accounts (user_id, distinguishedName, dn_key, sAMAccountName, userPrincipalName, displayName, mail) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    private const string PrincipalSql = "SELECT 1 FROM users WHERE userPrincipalName = ?1 UNION ALL SELECT 1 FROM accounts WHERE userPrincipalName = ?1";

    public static int Remove(DirectoryTransaction transaction, IReadOnlyList<SipAddress> users)
    {
        var removed = 0;
        foreach (var user in users)
        {
            if (transaction.Execute(KeepSql, user.Uri) == 0) continue;
            transaction.Execute(SipNameSql, user.Uri);
            transaction.Execute(RemoveSql, user.Uri);
            transaction.Execute(TellSql, transaction.NextUsn(), user.Value);
            removed++;
        }

        return removed;
    }

    public EditResult Enable(DirectoryTransaction transaction, AccountToEnable account)
    {
        var home = account.HomePool is null ? null : transaction.Pools.Find(account.HomePool);
        if (account.HomePool is not null && home is null) return EditResult.NoSuchPool;
        if (transaction.Any(AddressSql, account.Address.Uri)) return EditResult.AddressInUse;
        if (Find(transaction, account.Login) is not var (id, last)) return EditResult.NoSuchAccount;
        if (account.Password is null && (last != account.Address.Uri || !transaction.Any(SecretsSql, id))) return EditResult.NeedsPassword;

        var homeDn = home is null ? null : DistinguishedName.Parse(home.Dn);
        transaction.Execute(EnableSql, id, transaction.NextUsn(), account.Address.Uri, homeDn?.Text, homeDn?.Key, account.EnhancedPresence ? DirectoryUser.EnhancedPresenceFlag : 0);
        transaction.Execute(GoneSql, id);
        transaction.Execute(ReturnedSql, account.Address.Value);
        transaction.Execute(AttributeSql, id, account.Address.Uri);
        if (account.Password is { } password) secrets.Put(transaction, id, account.Login, account.Address, password);
        return EditResult.Done;
    }

    public EditResult Add(DirectoryTransaction transaction, NewAccount account)
    {
        if (UserInsert.IsLoginInUse(transaction, account.Login)) return EditResult.LoginInUse;
        if (transaction.Any(PrincipalSql, account.PrincipalName)) return EditResult.AddressInUse;
        var dn = insert.NameIn(transaction, account.OrganizationalUnit, account.DisplayName, account.Login);
        transaction.Execute(AddSql, UserInsert.NextId(transaction), dn.Text, dn.Key, account.Login, account.PrincipalName, account.DisplayName, account.Mail);
        return EditResult.Done;
    }

    private static (long Id, string? LastAddress)? Find(DirectoryTransaction transaction, string login)
    {
        using var row = transaction.Use(FindSql, login).ExecuteReader();
        return row.Read() ? (row.GetInt64(0), row.IsDBNull(1) ? null : row.GetString(1)) : null;
    }
}
