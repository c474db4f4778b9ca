using Godwit.Moves.Parcels;
using Godwit.Pool.BackEnds;
using Godwit.Pool.Users;
using Godwit.Storage.Sqlite;

namespace Godwit.Storage.Tables;

/// <summary>Table users: who has a copy here, in which state, and her single values.</summary>
internal static class UserTable
{
    private const string FindSql = "SELECT user_id, state FROM users WHERE address = ?1";
    private const string LeftUntilSql = "SELECT left_until FROM users WHERE address = ?1 AND state = 'left'";
    private const string AccountSql = "SELECT rich_mode, contacts_delta, acl_delta, legacy_user_info FROM users WHERE address = ?1 AND state <> 'left'";
    private const string RichModesSql = "SELECT address FROM users WHERE rich_mode = 1 AND state <> 'left' AND address IS NOT NULL";
    private const string AddSql = "INSERT INTO users (address, state, rich_mode, contacts_delta, acl_delta) VALUES (?1, 'homed', ?2, ?3, ?4) RETURNING user_id";
    private const string SetAccountSql = "UPDATE users SET rich_mode = ?2, contacts_delta = ?3, acl_delta = ?4, legacy_user_info = ?5 WHERE user_id = ?1";
    private const string SettleSql = "UPDATE users SET state = 'homed', left_until = NULL WHERE address = ?1 AND state IN ('arriving', 'left')";
    private const string RetireSql = "UPDATE users SET state = 'left', left_until = ?2 WHERE address = ?1 AND state = 'homed'";
    private const string AbandonSql = "UPDATE users SET state = 'dropped', address = NULL WHERE address = ?1 AND state = 'arriving'";
    private const string DropSql = "UPDATE users SET state = 'dropped', address = NULL WHERE address = ?1";

    /// <summary>Null when there is no copy of hers.</summary>
    public static (long Id, string State)? Find(SqliteSession session, SipAddress user)
    {
        using var row = session.Use(FindSql).Bind(1, user.Value);
        return row.Step() ? (row.Long(0), row.Text(1)) : null;
    }

    public static UserAccount? Account(SqliteSession session, SipAddress user)
    {
        using var row = session.Use(AccountSql).Bind(1, user.Value);
        return row.Step() ? new UserAccount(row.Bool(0), row.Int(1), row.Int(2), row.OptionalText(3)) : null;
    }

    public static IReadOnlyList<SipAddress> RichModes(SqliteSession session)
    {
        var users = new List<SipAddress>();
        using var row = session.Use(RichModesSql);
        while (row.Step()) users.Add(SipAddress.Parse(row.Text(0)));
        return users;
    }

    /// <summary>A new user, homed here.</summary>
    public static long Add(SqliteSession session, SipAddress user)
    {
        using var row = session.Use(AddSql).Bind(1, user.Value).Bind(2, UserAccount.New.RichMode).Bind(3, UserAccount.New.ContactsDelta).Bind(4, UserAccount.New.AclDelta);
        row.Step();
        return row.Long(0);
    }

    public static DateTimeOffset? LeftUntil(SqliteSession session, SipAddress user)
    {
        using var row = session.Use(LeftUntilSql).Bind(1, user.Value);
        return row.Step() ? ParcelTexts.Time(row.OptionalLong(0)) : null;
    }

    public static void SetAccount(SqliteSession session, long id, UserAccount account)
    {
        using var row = session.Use(SetAccountSql).Bind(1, id)
            .Bind(2, account.RichMode).Bind(3, account.ContactsDelta).Bind(4, account.AclDelta).Bind(5, account.LegacyUserInfo);
        row.Step();
    }

    public static void Settle(SqliteSession session, SipAddress user) => Change(session, SettleSql, user);

    public static void Retire(SqliteSession session, SipAddress user, long until)
    {
        using var row = session.Use(RetireSql).Bind(1, user.Value).Bind(2, until);
        row.Step();
    }

    public static void Abandon(SqliteSession session, SipAddress user) => Change(session, AbandonSql, user);

    /// <summary>Makes room for another copy, whatever state this one is in.</summary>
    public static void Drop(SqliteSession session, SipAddress user) => Change(session, DropSql, user);

    private static void Change(SqliteSession session, string sql, SipAddress user)
    {
        using var row = session.Use(sql).Bind(1, user.Value);
        row.Step();
    }
}
