using System.Text.Json;
using Godwit.Moves;
using Godwit.Moves.Parcels;
using Godwit.Storage.Sqlite;

namespace Godwit.Storage.Journal;

/// <summary>Writing moves, their users and their batches.</summary>
internal static class MoveRows
{
    private const string FindSql = "SELECT move FROM moves WHERE move_id = ?1";
    private const string PutSql =
        """
        INSERT INTO moves (move_id, to_pool, force, requested_by, started_at, finished_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
        ON CONFLICT (move_id) DO UPDATE SET to_pool = excluded.to_pool, force = excluded.force, requested_by = excluded.requested_by,
            started_at = excluded.started_at, finished_at = excluded.finished_at
        RETURNING move
        """;
    private const string ClearUsersSql = "DELETE FROM move_users WHERE move = ?1";
    private const string PutUserSql = "INSERT OR REPLACE INTO move_users (move, address, position, outcome, from_pool, reason, lost) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    private const string SetOutcomeSql = "UPDATE move_users SET outcome = ?4, from_pool = ?5, reason = ?6, lost = ?7 WHERE move = ?1 AND address = ?2";
    private const string PutBatchSql = "INSERT OR REPLACE INTO batches (move, number, step, finished, state) VALUES (?1, ?2, ?3, ?4, ?5)";
    private const string FinishSql = "UPDATE moves SET finished_at = ?2 WHERE move = ?1";

    public static long? Find(SqliteSession session, string moveId)
    {
        using var row = session.Use(FindSql).Bind(1, moveId);
        return row.Step() ? row.Long(0) : null;
    }

    public static long Put(SqliteSession session, MoveHead move)
    {
        using var row = session.Use(PutSql).Bind(1, move.Id).Bind(2, move.ToPool).Bind(3, move.Force).Bind(4, move.RequestedBy)
            .Bind(5, ParcelTexts.Ticks(move.StartedAt)).Bind(6, ParcelTexts.Ticks(move.FinishedAt));
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

    public static void Finish(SqliteSession session, long move, long at)
    {
        using var row = session.Use(FinishSql).Bind(1, move).Bind(2, at);
        row.Step();
    }

    private static Statement Bind(Statement row, long move, UserOutcome user) =>
        row.Bind(1, move).Bind(2, user.User.Value).Bind(4, JournalTexts.Text(user.Outcome)).Bind(5, user.From).Bind(6, user.Reason)
            .Bind(7, user.Lost.IsDefaultOrEmpty ? "[]" : JsonSerializer.Serialize(user.Lost.AsEnumerable()));
}
