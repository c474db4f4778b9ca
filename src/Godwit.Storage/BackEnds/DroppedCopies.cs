using Godwit.Storage.Sqlite;
using Godwit.Storage.Tables;

namespace Godwit.Storage.BackEnds;

/// <summary>Copies that are nobody's any more (expired, replaced, abandoned): their rows go bit by bit.</summary>
internal static class DroppedCopies
{
    private const int UsersPerSweep = 20;
    private const string ExpireSql = "UPDATE users SET state = 'dropped', address = NULL WHERE state = 'left' AND left_until <= ?1";
    private const string FindSql = "SELECT user_id FROM users WHERE address IS NULL AND state = 'dropped' LIMIT ?1";
    private const string DeleteSql = "DELETE FROM users WHERE user_id = ?1";

    /// <summary>How many undo copies were over.</summary>
    public static int MarkExpired(SqliteSession session, long now)
    {
        SeenClientTable.ForgetExpired(session, now);
        using var expire = session.Use(ExpireSql).Bind(1, now);
        return expire.Execute();
    }

    /// <summary>Deletes the rows of some; false when there were none.</summary>
    public static bool Sweep(SqliteSession session)
    {
        var ids = new List<long>();
        using (var found = session.Use(FindSql).Bind(1, UsersPerSweep))
            while (found.Step()) ids.Add(found.Long(0));
        foreach (var id in ids)
        {
            foreach (var table in SectionTable.All) Delete(session, table.DeleteSql, id);
            // The user's row goes last, in the same transaction: her id is not given to anybody while rows carry it.
            Delete(session, DeleteSql, id);
        }
        return ids.Count > 0;
    }

    private static void Delete(SqliteSession session, string sql, long id)
    {
        using var delete = session.Use(sql).Bind(1, id);
        delete.Execute();
    }
}
