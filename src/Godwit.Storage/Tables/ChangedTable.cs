using Godwit.Pool.Users;
using Godwit.Storage.Sqlite;

namespace Godwit.Storage.Tables;

/// <summary>
/// Table changed_users: who has changed since the vault last had her data. Written in the transaction of the change itself; a user who is in it already costs a
/// look, not a write.
/// </summary>
internal static class ChangedTable
{
    private const string MarkSql = "INSERT INTO changed_users (user_id, taken) VALUES (?1, 0) ON CONFLICT (user_id) DO UPDATE SET taken = 0 WHERE taken = 1";
    private const string MarkHomedSql =
        "INSERT INTO changed_users (user_id, taken) SELECT user_id, 0 FROM users WHERE address = ?1 AND state = 'homed' ON CONFLICT (user_id) DO UPDATE SET taken = 0 WHERE taken = 1";
    private const string ForgetSql = "DELETE FROM changed_users WHERE user_id IN (SELECT c.user_id FROM changed_users c LEFT JOIN users u USING (user_id) WHERE u.state IS NOT 'homed' LIMIT ?1)";
    private const string NextSql = "SELECT c.user_id, address FROM changed_users c JOIN users u USING (user_id) WHERE state = 'homed' ORDER BY c.user_id LIMIT ?1";
    private const string TakeSql = "UPDATE changed_users SET taken = 1 WHERE user_id = ?1";
    private const string TakenSql = "DELETE FROM changed_users WHERE taken = 1";

    public static void Mark(SqliteSession session, long id)
    {
        using var mark = session.Use(MarkSql).Bind(1, id);
        mark.Step();
    }

    public static void Mark(SqliteSession session, SipAddress user)
    {
        using var mark = session.Use(MarkHomedSql).Bind(1, user.Value);
        mark.Step();
    }

    /// <summary>Some of those who are homed here, taken: a change after this marks them again.</summary>
    public static IReadOnlyList<SipAddress> Take(SqliteSession session, int most)
    {
        // Who has left, or is no longer at all, would be in the way of the others for ever.
        using (var forget = session.Use(ForgetSql).Bind(1, most)) forget.Step();
        var ids = new List<long>();
        var users = new List<SipAddress>();
        using (var next = session.Use(NextSql).Bind(1, most))
            while (next.Step())
            {
                ids.Add(next.Long(0));
                users.Add(SipAddress.Parse(next.Text(1)));
            }

        using var take = session.Use(TakeSql);
        foreach (var id in ids) take.Bind(1, id).Execute();
        return users;
    }

    public static void Taken(SqliteSession session)
    {
        using var taken = session.Use(TakenSql);
        taken.Step();
    }
}
