using System.Collections.Immutable;
using System.Text.Json;
using Godwit.Moves;
using Godwit.Moves.Planning;
using Godwit.Moves.Plans;
using Godwit.Pool.Users;
using Godwit.Storage.Sqlite;

namespace Godwit.Storage.Plans;

/// <summary>Table plan_users: what a plan says of each user, read page by page.</summary>
internal static class PlanUserRows
{
    private const string AppendSql =
        """
        INSERT INTO plan_users (plan, number, place, address, from_pool, source, outcome, rule, reason, batch, excluded, cut_off, door, signed_in, details)
        VALUES (?1, ?2, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 0, 0, ?9, ?10, ?11, ?12)
        """;
    private const string ReadSql =
        """
        SELECT number, place, address, from_pool, source, outcome, rule, reason, batch, excluded, door, signed_in, details
        FROM plan_users WHERE plan = (SELECT plan FROM plans WHERE plan_id = ?1 AND state <> 'making') AND place > ?2
        """;
    private const string Order = " ORDER BY place LIMIT ?3";
    private const string AllSql = ReadSql + Order;
    private const string RefusedSql = ReadSql + " AND outcome = 'refused' AND NOT excluded" + Order;
    private const string WarnedSql = ReadSql + " AND NOT excluded AND (cut_off OR door <> '' OR details <> '')" + Order;
    private const string ExcludedSql = ReadSql + " AND excluded" + Order;
    private const string IncludedSql = ReadSql + " AND NOT excluded" + Order;
    private const string HasSql = "SELECT 1 FROM plan_users WHERE plan = ?1 AND address = ?2";
    private const string ExcludeSql = "UPDATE plan_users SET excluded = ?3 WHERE plan = ?1 AND address = ?2";

    public static void Append(SqliteSession session, long plan, IReadOnlyList<PlanEntry> entries)
    {
        using var row = session.Use(AppendSql);
        foreach (var e in entries)
            row.Bind(1, plan).Bind(2, e.Number).Bind(3, e.Address.Value).Bind(4, e.Home).Bind(5, e.Source).Bind(6, Text(e.Outcome)).Bind(7, e.Rule).Bind(8, e.Reason)
                .Bind(9, e.CutOff.Length > 0).Bind(10, Text(e.Door)).Bind(11, e.SignedIn).Bind(12, Details.Of(e)).Execute();
    }

    public static IReadOnlyList<PlanEntry> Read(SqliteSession session, string planId, PlanPage page)
    {
        var sql = page.Part switch
        {
            PlanPart.Refused => RefusedSql,
            PlanPart.Warned => WarnedSql,
            PlanPart.Excluded => ExcludedSql,
            PlanPart.Included => IncludedSql,
            _ => AllSql,
        };
        using var row = session.Use(sql).Bind(1, planId).Bind(2, page.After ?? long.MinValue).Bind(3, page.Most);
        var entries = new List<PlanEntry>();
        while (row.Step()) entries.Add(Entry(row));
        return entries;
    }

    public static IReadOnlyList<SipAddress> Missing(SqliteSession session, long plan, IReadOnlyCollection<SipAddress> users)
    {
        using var row = session.Use(HasSql).Bind(1, plan);
        var missing = new List<SipAddress>();
        foreach (var user in users)
        {
            row.Bind(2, user.Value);
            if (!row.Step()) missing.Add(user);
            row.Reset();
        }

        return missing;
    }

    public static void Exclude(SqliteSession session, long plan, IReadOnlyCollection<SipAddress> users, bool excluded)
    {
        using var row = session.Use(ExcludeSql).Bind(1, plan).Bind(3, excluded);
        foreach (var user in users) row.Bind(2, user.Value).Execute();
    }

    private static PlanEntry Entry(Statement row)
    {
        var details = Details.Read(row.Text(12));
        return new PlanEntry(row.Int(0), SipAddress.Parse(row.Text(2)), row.OptionalText(3), row.OptionalText(4), Outcome(row.Text(5)), row.Text(6), row.Text(7))
        {
            Place = row.Long(1),
            Batch = row.Int(8),
            Excluded = row.Bool(9),
            Door = row.Text(10) switch { "passes" => DoorPassage.Passes, "passed" => DoorPassage.Passed, _ => DoorPassage.None },
            SignedIn = row.Bool(11),
            Lost = details.Lost,
            CutOff = details.CutOff,
            Over = details.Over,
        };
    }

    private static string Text(MoveOutcome outcome) => outcome switch
    {
        MoveOutcome.Moved => "moved",
        MoveOutcome.Unchanged => "unchanged",
        _ => "refused",
    };

    private static MoveOutcome Outcome(string text) => text switch
    {
        "moved" => MoveOutcome.Moved,
        "unchanged" => MoveOutcome.Unchanged,
        _ => MoveOutcome.Refused,
    };

    private static string Text(DoorPassage door) => door switch
    {
        DoorPassage.Passes => "passes",
        DoorPassage.Passed => "passed",
        _ => "",
    };

    /// <summary>What few users have; "" for all others.</summary>
    private sealed record Details(ImmutableArray<string> Lost, ImmutableArray<string> CutOff, ImmutableArray<OverLimit> Over)
    {
        private static readonly Details None = new([], [], []);

        public static string Of(PlanEntry e) => e.Lost.IsEmpty && e.CutOff.IsEmpty && e.Over.IsEmpty ? "" : JsonSerializer.Serialize(new Details(e.Lost, e.CutOff, e.Over));

        public static Details Read(string text) => text.Length == 0 ? None : JsonSerializer.Deserialize<Details>(text)!;
    }
}
