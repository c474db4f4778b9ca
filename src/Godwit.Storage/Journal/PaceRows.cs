using Godwit.Moves.Forecasts;
using Godwit.Storage.Sqlite;

namespace Godwit.Storage.Journal;

/// <summary>How fast moves went, for forecasts of later ones.</summary>
internal static class PaceRows
{
    private const int Kept = 50;
    private const string AddSql = "INSERT INTO paces (source, target, measured_at, users, took) VALUES (?1, ?2, ?3, ?4, ?5)";
    private const string TrimSql =
        "DELETE FROM paces WHERE source = ?1 AND target = ?2 AND pace NOT IN (SELECT pace FROM paces WHERE source = ?1 AND target = ?2 ORDER BY pace DESC LIMIT ?3)";
    private const string SumSql = "SELECT sum(users), sum(took) FROM paces WHERE source = ?1 AND target = ?2";

    public static void Add(SqliteSession session, PaceOf of, Pace pace, long at)
    {
        using (var add = session.Use(AddSql).Bind(1, of.Source).Bind(2, of.Target).Bind(3, at).Bind(4, pace.Count).Bind(5, pace.Took.Ticks)) add.Step();
        using var trim = session.Use(TrimSql).Bind(1, of.Source).Bind(2, of.Target).Bind(3, Kept);
        trim.Step();
    }

    public static Pace? Sum(SqliteSession session, PaceOf of)
    {
        using var row = session.Use(SumSql).Bind(1, of.Source).Bind(2, of.Target);
        return row.Step() && !row.IsNull(0) ? new Pace(row.Long(0), TimeSpan.FromTicks(row.Long(1))) : null;
    }
}
