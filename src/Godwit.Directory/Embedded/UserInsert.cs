using Godwit.Pool.Users;

namespace Godwit.Directory.Embedded;

/// <summary>Adds one user with her attributes and secrets.</summary>
internal sealed class UserInsert(EmbeddedDirectoryOptions options, SecretTable secrets)
{
    private const string InsertSql =
        """
        INSERT INTO users (usn, distinguishedName, dn_key, sAMAccountName, userPrincipalName, displayName, mail, "msRTCSIP-PrimaryUserAddress",
            "msRTCSIP-UserEnabled", "msRTCSIP-PrimaryHomeServer", home_key, "msRTCSIP-OptionFlags")
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 1, ?9, ?10, ?11) RETURNING user_id
        """;
    private const string AddressSql = """SELECT 1 FROM users WHERE "msRTCSIP-PrimaryUserAddress" = ?1 OR userPrincipalName = ?2""";
    private const string LoginSql = "SELECT 1 FROM users WHERE sAMAccountName = ?1";
    private const string DnSql = "SELECT 1 FROM users WHERE dn_key = ?1";
    private const string UnitSql = "INSERT INTO organizational_units (dn_key, distinguishedName) VALUES (?1, ?2) ON CONFLICT DO NOTHING";
    private const string AttributeSql = "INSERT INTO user_attributes (user_id, attribute, value, card) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING";

    public EditResult Add(DirectoryTransaction transaction, NewUser user)
    {
        var home = user.HomePool is null ? null : transaction.Pools.Find(user.HomePool);
        if (user.HomePool is not null && home is null) return EditResult.NoSuchPool;
        if (transaction.Any(AddressSql, user.Address.Uri, user.Address.Value)) return EditResult.AddressInUse;
        if (transaction.Any(LoginSql, user.Login)) return EditResult.LoginInUse;

        var unit = options.UnitOf(user.OrganizationalUnit);
        transaction.Execute(UnitSql, unit.Key, unit.Text);
        var dn = Name(transaction, user, unit);
        var homeDn = home is null ? null : DistinguishedName.Parse(home.Dn);
        var flags = user.EnhancedPresence ? DirectoryUser.EnhancedPresenceFlag : 0;
        var id = (long)transaction.Use(InsertSql, transaction.NextUsn(), dn.Text, dn.Key, user.Login, user.Address.Value, user.DisplayName, user.Mail,
            user.Address.Uri, homeDn?.Text, homeDn?.Key, flags).ExecuteScalar()!;
        transaction.Execute(AttributeSql, id, "proxyAddresses", user.Address.Uri, false);
        foreach (var (attribute, value) in user.Card) transaction.Execute(AttributeSql, id, attribute, value, true);
        secrets.Put(transaction, id, user.Login, user.Address, user.Password);
        return EditResult.Done;
    }

    /// <summary>Two Ann Smiths in one unit: the second carries her login.</summary>
    private static DistinguishedName Name(DirectoryTransaction transaction, NewUser user, DistinguishedName unit)
    {
        var dn = DistinguishedName.Parse($"CN={DistinguishedName.Escape(user.DisplayName)},{unit.Text}");
        return transaction.Any(DnSql, dn.Key) ? DistinguishedName.Parse($"CN={DistinguishedName.Escape($"{user.DisplayName} ({user.Login})")},{unit.Text}") : dn;
    }
}
