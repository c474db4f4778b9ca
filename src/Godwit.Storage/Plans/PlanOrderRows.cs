using Godwit.Pool.Users;
using Godwit.Storage.Sqlite;

namespace Godwit.Storage.Plans;

/// <summary>The order of a plan's users, and the batches that follow from it.</summary>
internal static class PlanOrderRows
{
    private const string PlaceSql = "UPDATE plan_users SET place = ?3 WHERE plan = ?1 AND number = ?2";
    private const string FirstSql = "SELECT min(place) FROM plan_users WHERE plan = ?1";
    private const string PutSql = "UPDATE plan_users SET place = ?3 WHERE plan = ?1 AND address = ?2";
    private const string NobodySql = "UPDATE plan_users SET batch = 0 WHERE plan = ?1 AND batch <> 0";

    // As the engine cuts a move: those of the same home and source together, so many a batch, whoever comes first first.
    private const string NumberSql =
        """
        WITH going AS (
            SELECT number, row_number() OVER (PARTITION BY from_pool, source ORDER BY place) - 1 AS nth, min(place) OVER (PARTITION BY from_pool, source) AS first
            FROM plan_users WHERE plan = ?1 AND outcome = 'moved' AND NOT excluded),
        numbered AS (SELECT number, dense_rank() OVER (ORDER BY first, nth / ?2) AS batch FROM going)
        UPDATE plan_users SET batch = numbered.batch FROM numbered WHERE plan = ?1 AND plan_users.number = numbered.number
        """;

    public static void Arrange(SqliteSession session, long plan, IReadOnlyList<int> order)
    {
        using var row = session.Use(PlaceSql).Bind(1, plan);
        for (var place = 0; place < order.Count; place++) row.Bind(2, order[place]).Bind(3, place).Execute();
    }

    public static void PutFirst(SqliteSession session, long plan, IReadOnlyList<SipAddress> users)
    {
        long first;
        using (var row = session.Use(FirstSql).Bind(1, plan)) first = row.Step() ? row.Long(0) : 0;
        using var put = session.Use(PutSql).Bind(1, plan);
        for (var i = 0; i < users.Count; i++) put.Bind(2, users[i].Value).Bind(3, first - users.Count + i).Execute();
    }

    public static void NumberBatches(SqliteSession session, long plan, int batchSize)
    {
        using (var nobody = session.Use(NobodySql).Bind(1, plan)) nobody.Execute();
        using var row = session.Use(NumberSql).Bind(1, plan).Bind(2, batchSize);
        row.Execute();
    }
}
