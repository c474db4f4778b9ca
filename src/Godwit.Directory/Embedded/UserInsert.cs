using Godwit.Pool.Users;

namespace Godwit.Directory.Embedded;

/// <summary>Adds one user with her attributes and secrets.</summary>
internal sealed class UserInsert(EmbeddedDirectoryOptions options, SecretTable secrets)
{
    private const string InsertSql =
        """
        INSERT INTO users (user_id, usn, distinguishedName, dn_key, sAMAccountName, userPrincipalName, displayName, mail, "msRTCSIP-PrimaryUserAddress",
            "msRTCSIP-UserEnabled", "msRTCSIP-PrimaryHomeServer", home_key, "msRTCSIP-OptionFlags")
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 1, ?10, ?11, ?12)
        """;
    private const string AddressSql = """SELECT 1 FROM users WHERE "msRTCSIP-PrimaryUserAddress" = ?1 OR userPrincipalName = ?2 UNION ALL SELECT 1 FROM accounts WHERE userPrincipalName = ?2""";
    private const string LoginSql = "SELECT 1 FROM users WHERE sAMAccountName = ?1 UNION ALL SELECT 1 FROM accounts WHERE sAMAccountName = ?1";
    private const string DnSql = "SELECT 1 FROM users WHERE dn_key = ?1 UNION ALL SELECT 1 FROM accounts WHERE dn_key = ?1";
    private const string IdSql = "SELECT 1 + max(coalesce((SELECT max(user_id) FROM users), 0), coalesce((SELECT max(user_id) FROM accounts), 0))";
    private const string ReturnedSql = "DELETE FROM removed_users WHERE address = ?1";
    private const string UnitSql = "INSERT INTO organizational_units (dn_key, distinguishedName) VALUES (?1, ?2) ON CONFLICT DO NOTHING";
    private const string AttributeSql = "INSERT INTO user_attributes (user_id, attribute, value, card) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING";

    public EditResult Add(DirectoryTransaction transaction, NewUser user)
    {
        var home = user.HomePool is null ? null : transaction.Pools.Find(user.HomePool);
        if (user.HomePool is not null && home is null) return EditResult.NoSuchPool;
        if (transaction.Any(AddressSql, user.Address.Uri, user.Address.Value)) return EditResult.AddressInUse;
        if (transaction.Any(LoginSql, user.Login)) return EditResult.LoginInUse;

        var dn = NameIn(transaction, user.OrganizationalUnit, user.DisplayName, user.Login);
        var homeDn = home is null ? null : DistinguishedName.Parse(home.Dn);
        var flags = user.EnhancedPresence ? DirectoryUser.EnhancedPresenceFlag : 0;
        var id = NextId(transaction);
        transaction.Execute(ReturnedSql, user.Address.Value);
        transaction.Execute(InsertSql, id, transaction.NextUsn(), dn.Text, dn.Key, user.Login, user.Address.Value, user.DisplayName, user.Mail,
            user.Address.Uri, homeDn?.Text, homeDn?.Key, flags);
        transaction.Execute(AttributeSql, id, "proxyAddresses", user.Address.Uri, false);
        foreach (var (attribute, value) in user.Card) transaction.Execute(AttributeSql, id, attribute, value, true);
        secrets.Put(transaction, id, user.Login, user.Address, user.Password);
        return EditResult.Done;
    }

    /// <summary>One number for an account all its life, whether it is a user or not.</summary>
    public static long NextId(DirectoryTransaction transaction) => (long)transaction.Use(IdSql).ExecuteScalar()!;

    public static bool IsLoginInUse(DirectoryTransaction transaction, string login) => transaction.Any(LoginSql, login);

    /// <summary>Makes the unit if there is none. Two Ann Smiths in one unit: the second carries her login.</summary>
    public DistinguishedName NameIn(DirectoryTransaction transaction, string organizationalUnit, string displayName, string login)
    {
        var unit = options.UnitOf(organizationalUnit);
        transaction.Execute(UnitSql, unit.Key, unit.Text);
        var dn = DistinguishedName.Parse($"CN={DistinguishedName.Escape(displayName)},{unit.Text}");
        return transaction.Any(DnSql, dn.Key) ? DistinguishedName.Parse($"CN={DistinguishedName.Escape($"{displayName} ({login})")},{unit.Text}") : dn;
    }
}
