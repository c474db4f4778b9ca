using System.Text.Json;
using Godwit.Moves.Parcels;
using Godwit.Moves.Plans;
using Godwit.Storage.Sqlite;

namespace Godwit.Storage.Plans;

/// <summary>Table plans. A plan that is being made is nobody's yet.</summary>
internal static class PlanRows
{
    private const string KeySql = "SELECT plan FROM plans WHERE plan_id = ?1";
    private const string BeginSql =
        "INSERT INTO plans (plan_id, name, state, to_pool, force, made_by, made_at, changed_at, move_id, outlook) VALUES (?1, ?2, 'making', ?3, ?4, ?5, ?6, ?7, NULL, '{}')";
    private const string FinishSql = "UPDATE plans SET state = 'ready', outlook = ?2 WHERE plan = ?1";
    private const string RenameSql = "UPDATE plans SET name = ?2 WHERE plan = ?1";
    private const string RanSql = "UPDATE plans SET state = 'run', move_id = ?2 WHERE plan = ?1";
    private const string ChangedSql = "UPDATE plans SET changed_at = ?2 WHERE plan = ?1";
    private const string DropUsersSql = "DELETE FROM plan_users WHERE plan IN (SELECT plan FROM plans WHERE state = 'making')";
    private const string DropSql = "DELETE FROM plans WHERE state = 'making'";
    private const string DeleteUsersSql = "DELETE FROM plan_users WHERE plan = (SELECT plan FROM plans WHERE plan_id = ?1)";
    private const string DeleteSql = "DELETE FROM plans WHERE plan_id = ?1";
    private const string CountSql =
        """
        SELECT plan_id, name, state, to_pool, force, made_by, made_at, changed_at, move_id, outlook,
               count(address), count(*) FILTER (WHERE outcome = 'moved' AND NOT excluded), count(*) FILTER (WHERE outcome = 'unchanged' AND NOT excluded),
               count(*) FILTER (WHERE outcome = 'refused' AND NOT excluded), count(*) FILTER (WHERE excluded), count(*) FILTER (WHERE cut_off AND NOT excluded),
               count(*) FILTER (WHERE door = 'passes' AND NOT excluded), count(*) FILTER (WHERE signed_in AND NOT excluded), coalesce(max(batch), 0)
        FROM plans LEFT JOIN plan_users USING (plan) WHERE state <> 'making'
        """;
    private const string ListSql = CountSql + " GROUP BY plan ORDER BY plan DESC";
    private const string FindSql = CountSql + " AND plan_id = ?1 GROUP BY plan";

    public static long Key(SqliteSession session, string planId)
    {
        using var row = session.Use(KeySql).Bind(1, planId);
        return row.Step() ? row.Long(0) : throw new InvalidOperationException($"There is no plan {planId}");
    }

    public static void Begin(SqliteSession session, PlanHead plan)
    {
        using var row = session.Use(BeginSql).Bind(1, plan.Id).Bind(2, plan.Name).Bind(3, plan.ToPool).Bind(4, plan.Force).Bind(5, plan.MadeBy)
            .Bind(6, ParcelTexts.Ticks(plan.MadeAt)).Bind(7, ParcelTexts.Ticks(plan.ChangedAt));
        row.Step();
    }

    public static void Finish(SqliteSession session, long plan, Outlook outlook)
    {
        using var row = session.Use(FinishSql).Bind(1, plan).Bind(2, JsonSerializer.Serialize(outlook));
        row.Step();
    }

    public static void Rename(SqliteSession session, long plan, string name)
    {
        using var row = session.Use(RenameSql).Bind(1, plan).Bind(2, name);
        row.Step();
    }

    public static void Ran(SqliteSession session, long plan, string moveId)
    {
        using var row = session.Use(RanSql).Bind(1, plan).Bind(2, moveId);
        row.Step();
    }

    public static void Changed(SqliteSession session, long plan, long at)
    {
        using var row = session.Use(ChangedSql).Bind(1, plan).Bind(2, at);
        row.Step();
    }

    public static void DropUnfinished(SqliteSession session)
    {
        session.Execute(DropUsersSql);
        session.Execute(DropSql);
    }

    public static void Delete(SqliteSession session, string planId)
    {
        using (var users = session.Use(DeleteUsersSql).Bind(1, planId)) users.Step();
        using var row = session.Use(DeleteSql).Bind(1, planId);
        row.Step();
    }

    public static IReadOnlyList<PlanSummary> List(SqliteSession session)
    {
        using var row = session.Use(ListSql);
        var plans = new List<PlanSummary>();
        while (row.Step()) plans.Add(Summary(row, outlook: false));
        return plans;
    }

    public static PlanSummary? Find(SqliteSession session, string planId)
    {
        using var row = session.Use(FindSql).Bind(1, planId);
        return row.Step() ? Summary(row, outlook: true) : null;
    }

    private static PlanSummary Summary(Statement row, bool outlook) => new(
        new PlanHead(
            row.Text(0), row.Text(1), row.Text(2) == "run" ? PlanState.Run : PlanState.Ready, row.Text(3), row.Bool(4), row.Text(5), ParcelTexts.Time(row.Long(6)), ParcelTexts.Time(row.Long(7)),
            row.OptionalText(8)),
        new PlanCounts(row.Int(10), row.Int(11), row.Int(12), row.Int(13), row.Int(14), row.Int(15), row.Int(16), row.Int(17), row.Int(18)),
        outlook ? JsonSerializer.Deserialize<Outlook>(row.Text(9)) : null);
}
