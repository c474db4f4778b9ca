using Godwit.Moves;
using Godwit.Pool.Users;
using Godwit.Storage.Sqlite;

namespace Godwit.Storage.Journal;

/// <summary>What moves that undo others leave in those, and what else has become of their users.</summary>
internal static class UndoRows
{
    private const string UndoesSql = "SELECT undone.move, mover.move_id FROM moves mover JOIN moves undone ON undone.move_id = mover.undoes WHERE mover.move = ?1";
    private const string SetSql = "UPDATE move_users SET outcome = ?3, undone_by = ?4 WHERE move = ?1 AND address = ?2 AND outcome IN ('moved', 'undone')";

    // Read along the later moves, whose users lie together, and looked up in this one: no index on addresses is needed for it. What was undone since
    // cancels out with what has undone it.
    private const string SinceSql =
        """
        SELECT later.address, m.move_id, coalesce(later.to_pool, m.to_pool)
        FROM moves this
        CROSS JOIN move_users later ON later.move > this.move
        CROSS JOIN move_users mine ON mine.move = this.move AND mine.address = later.address
        CROSS JOIN moves m ON m.move = later.move
        WHERE this.move_id = ?1 AND later.outcome = 'moved'
          AND NOT (later.from_pool IS mine.from_pool COLLATE NOCASE AND coalesce(later.to_pool, m.to_pool) = coalesce(mine.to_pool, this.to_pool) COLLATE NOCASE)
          AND NOT EXISTS (SELECT 1 FROM moves undone WHERE undone.move_id = m.undoes AND undone.move > this.move)
        ORDER BY later.move
        """;

    // Only moves that undo others take anybody to Unassigned Users, and they are few: theirs are looked up, one user at a time.
    private const string LeftSql =
        """
        SELECT its.from_pool
        FROM moves m
        CROSS JOIN move_users its ON its.move = m.move AND its.address = ?1
        WHERE m.undoes IS NOT NULL AND its.to_pool = '' AND its.outcome = 'moved' AND its.from_pool IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM moves n CROSS JOIN move_users later ON later.move = n.move AND later.address = ?1 WHERE n.move > m.move AND later.outcome = 'moved')
        ORDER BY m.move DESC LIMIT 1
        """;

    /// <summary>These users are undone in the move that this one undoes; if that had undone another, they are moved there again, and so on.</summary>
    public static void Undone(SqliteSession session, long move, IReadOnlyList<SipAddress> users)
    {
        if (users.Count == 0) return;
        var undone = true;
        for (var at = Undoes(session, move); at is var (earlier, by); at = Undoes(session, earlier), undone = !undone)
        {
            using var row = session.Use(SetSql).Bind(1, earlier).Bind(3, JournalTexts.Text(undone ? MoveOutcome.Undone : MoveOutcome.Moved)).Bind(4, undone ? by : null);
            foreach (var user in users)
            {
                row.Bind(2, user.Value).Step();
                row.Reset();
            }
        }
    }

    public static IReadOnlyDictionary<SipAddress, LaterMove> Since(SqliteSession session, string moveId)
    {
        using var row = session.Use(SinceSql).Bind(1, moveId);
        var moved = new Dictionary<SipAddress, LaterMove>();
        while (row.Step()) moved[SipAddress.Parse(row.Text(0))] = new LaterMove(row.Text(1), row.Text(2));
        return moved;
    }

    public static IReadOnlyDictionary<SipAddress, string> LeftBehind(SqliteSession session, IReadOnlyCollection<SipAddress> users)
    {
        using var row = session.Use(LeftSql);
        var left = new Dictionary<SipAddress, string>();
        foreach (var user in users)
        {
            if (row.Bind(1, user.Value).Step()) left[user] = row.Text(0);
            row.Reset();
        }

        return left;
    }

    private static (long Move, string By)? Undoes(SqliteSession session, long move)
    {
        using var row = session.Use(UndoesSql).Bind(1, move);
        return row.Step() ? (row.Long(0), row.Text(1)) : null;
    }
}
