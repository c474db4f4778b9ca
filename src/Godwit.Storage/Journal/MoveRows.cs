using System.Text.Json;
using Godwit.Moves;
using Godwit.Moves.Parcels;
using Godwit.Moves.Terms;
using Godwit.Storage.Sqlite;

namespace Godwit.Storage.Journal;

/// <summary>Writing moves, their users and their batches.</summary>
internal static class MoveRows
{
    private const string FindSql = "SELECT move FROM moves WHERE move_id = ?1";
    private const string PutSql =
        """
        INSERT INTO moves (move_id, to_pool, force, requested_by, started_at, finished_at, terms, hold, undoes) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
        ON CONFLICT (move_id) DO UPDATE SET to_pool = excluded.to_pool, force = excluded.force, requested_by = excluded.requested_by,
            started_at = excluded.started_at, finished_at = excluded.finished_at, terms = excluded.terms, hold = excluded.hold, undoes = excluded.undoes
        RETURNING move
        """;
    private const string ClearUsersSql = "DELETE FROM move_users WHERE move = ?1";
    private const string PutUserSql =
        "INSERT OR REPLACE INTO move_users (move, address, position, outcome, from_pool, reason, lost, state, to_pool, lost_items, conflicts) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
    private const string SetOutcomeSql =
        "UPDATE move_users SET outcome = ?4, from_pool = ?5, reason = ?6, lost = ?7, state = ?8, to_pool = ?9, lost_items = ?10, conflicts = ?11 WHERE move = ?1 AND address = ?2";
    private const string PutBatchSql = "INSERT OR REPLACE INTO batches (move, number, step, finished, state) VALUES (?1, ?2, ?3, ?4, ?5)";
    private const string PaceSql = "UPDATE moves SET paced_until = ?2 WHERE move = ?1";

    public static long? Find(SqliteSession session, string moveId)
    {
        using var row = session.Use(FindSql).Bind(1, moveId);
        return row.Step() ? row.Long(0) : null;
    }

    public static long Put(SqliteSession session, MoveHead move)
    {
        using var row = session.Use(PutSql).Bind(1, move.Id).Bind(2, move.ToPool).Bind(3, move.Force).Bind(4, move.RequestedBy)
            .Bind(5, ParcelTexts.Ticks(move.StartedAt)).Bind(6, ParcelTexts.Ticks(move.FinishedAt)).Bind(7, TermsJson.Write(move.Terms)).Bind(8, JournalTexts.Text(move.Hold)).Bind(9, move.Undoes);
        row.Step();
        return row.Long(0);
    }

    public static void PutUsers(SqliteSession session, long move, IEnumerable<UserOutcome> users)
    {
        using (var clear = session.Use(ClearUsersSql).Bind(1, move)) clear.Step();
        using var row = session.Use(PutUserSql);
        foreach (var (position, user) in users.Index()) Bind(row, move, user).Bind(3, position).Execute();
    }

    public static void SetOutcome(SqliteSession session, long move, UserOutcome user)
    {
        using var row = session.Use(SetOutcomeSql);
        Bind(row, move, user).Step();
    }

    public static void Put(SqliteSession session, long move, BatchEntry batch)
    {
        using var row = session.Use(PutBatchSql).Bind(1, move).Bind(2, batch.Number).Bind(3, batch.Step).Bind(4, batch.Finished).Bind(5, batch.State);
        row.Step();
    }

    public static void Pace(SqliteSession session, long move, long until)
    {
        using var row = session.Use(PaceSql).Bind(1, move).Bind(2, until);
        row.Step();
    }

    private static Statement Bind(Statement row, long move, UserOutcome user) =>
        row.Bind(1, move).Bind(2, user.User.Value).Bind(4, JournalTexts.Text(user.Outcome)).Bind(5, user.From).Bind(6, user.Reason)
            .Bind(7, user.Lost.IsDefaultOrEmpty ? "[]" : JsonSerializer.Serialize(user.Lost.AsEnumerable()))
            .Bind(8, user.State is { } state ? JournalTexts.Text(state) : null).Bind(9, user.To)
            .Bind(10, user.LostItems.IsDefaultOrEmpty ? null : JsonSerializer.Serialize(user.LostItems.AsEnumerable()))
            .Bind(11, user.Conflicts.IsDefaultOrEmpty ? null : JsonSerializer.Serialize(user.Conflicts.AsEnumerable()));
}
