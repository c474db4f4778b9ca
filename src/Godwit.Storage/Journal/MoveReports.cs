using System.Collections.Immutable;
using System.Text.Json;
using Godwit.Moves;
using Godwit.Moves.Merging;
using Godwit.Moves.Parcels;
using Godwit.Moves.Terms;
using Godwit.Pool.Users;
using Godwit.Storage.Sqlite;

namespace Godwit.Storage.Journal;

/// <summary>Reading moves, their users and their batches.</summary>
internal static class MoveReports
{
    private const string HeadSql = "SELECT move, move_id, to_pool, force, requested_by, started_at, finished_at, terms, hold, paced_until, undoes FROM moves";
    private const string OneSql = HeadSql + " WHERE move_id = ?1";
    private const string RunningSql = HeadSql + " WHERE finished_at IS NULL ORDER BY move";
    private const string UserColumns = "SELECT address, outcome, from_pool, reason, lost, state, to_pool, undone_by, lost_items, conflicts FROM move_users";
    private const string UsersSql = UserColumns + " WHERE move = ?1 ORDER BY position";
    private const string UserSql = UserColumns + " WHERE move = (SELECT move FROM moves WHERE move_id = ?1) AND address = ?2";
    private const string PageSql = UserColumns + " WHERE move = (SELECT move FROM moves WHERE move_id = ?1) AND address > ?2 ORDER BY address LIMIT ?3";
    private const string NotMovedSql = UserColumns + " WHERE move = (SELECT move FROM moves WHERE move_id = ?1) AND (outcome = 'failed' OR (outcome = 'refused' AND ?2)) ORDER BY position";
    private const string LastBatchSql = "SELECT ifnull(max(number), 0) FROM batches WHERE move = (SELECT move FROM moves WHERE move_id = ?1)";
    private const string WaitingSql = "SELECT address, content FROM deliveries WHERE move = ?1 AND state = 'sealed' AND base IS NULL AND content IS NOT NULL";
    private const string UnfinishedSql =
        "SELECT move_id, number, step, finished, state FROM batches JOIN moves USING (move) WHERE finished = 0 ORDER BY move, number";
    private const string CountSql =
        """
        SELECT move_id, hold, finished_at IS NOT NULL, count(address), count(*) FILTER (WHERE outcome = 'moved'), count(*) FILTER (WHERE outcome = 'unchanged'),
               count(*) FILTER (WHERE outcome = 'refused'), count(*) FILTER (WHERE outcome = 'failed'), count(*) FILTER (WHERE outcome = 'undone')
        FROM moves LEFT JOIN move_users USING (move)
        """;
    private const string ListSql = CountSql + " GROUP BY move ORDER BY move DESC";
    private const string ProgressSql = CountSql + " WHERE move_id = ?1 GROUP BY move";

    public static IReadOnlyList<MoveHead> Running(SqliteSession session)
    {
        using var row = session.Use(RunningSql);
        var moves = new List<MoveHead>();
        while (row.Step()) moves.Add(Head(row));
        return moves;
    }

    public static MoveHead? Find(SqliteSession session, string moveId)
    {
        using var row = session.Use(OneSql).Bind(1, moveId);
        return row.Step() ? Head(row) : null;
    }

    public static int LastBatch(SqliteSession session, string moveId)
    {
        using var row = session.Use(LastBatchSql).Bind(1, moveId);
        row.Step();
        return row.Int(0);
    }

    public static IReadOnlyList<UserOutcome> NotMoved(SqliteSession session, string moveId, bool refused)
    {
        using var row = session.Use(NotMovedSql).Bind(1, moveId).Bind(2, refused);
        var users = new List<UserOutcome>();
        while (row.Step()) users.Add(Outcome(row));
        return users;
    }

    public static MoveReport? Report(SqliteSession session, string moveId)
    {
        using var row = session.Use(OneSql).Bind(1, moveId);
        if (!row.Step()) return null;
        var head = Head(row);
        return new MoveReport(head.Id, head.State, head.ToPool, head.Force, head.RequestedBy, head.StartedAt, head.FinishedAt, Users(session, row.Long(0))) { Terms = head.Terms, Undoes = head.Undoes };
    }

    public static IReadOnlyList<MoveProgress> List(SqliteSession session)
    {
        using var row = session.Use(ListSql);
        var moves = new List<MoveProgress>();
        while (row.Step()) moves.Add(Progress(row));
        return moves;
    }

    public static MoveProgress? Progress(SqliteSession session, string moveId)
    {
        using var row = session.Use(ProgressSql).Bind(1, moveId);
        return row.Step() ? Progress(row) : null;
    }

    public static IReadOnlyList<UserOutcome> Outcomes(SqliteSession session, string moveId, IReadOnlyCollection<SipAddress> users)
    {
        using var row = session.Use(UserSql).Bind(1, moveId);
        var outcomes = new List<UserOutcome>(users.Count);
        foreach (var user in users)
        {
            row.Bind(2, user.Value);
            if (row.Step()) outcomes.Add(Outcome(row));
            row.Reset();
        }

        return outcomes;
    }

    public static IReadOnlyList<UserOutcome> Outcomes(SqliteSession session, string moveId, SipAddress? after, int most)
    {
        using var row = session.Use(PageSql).Bind(1, moveId).Bind(2, after?.Value ?? "").Bind(3, most);
        var outcomes = new List<UserOutcome>();
        while (row.Step()) outcomes.Add(Outcome(row));
        return outcomes;
    }

    public static IReadOnlyList<BatchEntry> Unfinished(SqliteSession session)
    {
        using var row = session.Use(UnfinishedSql);
        var batches = new List<BatchEntry>();
        while (row.Step()) batches.Add(new BatchEntry(row.Text(0), row.Int(1), row.Text(2), row.Bool(3), row.Text(4)));
        return batches;
    }

    private static ImmutableArray<UserOutcome> Users(SqliteSession session, long move)
    {
        using var row = session.Use(UsersSql).Bind(1, move);
        var users = ImmutableArray.CreateBuilder<UserOutcome>();
        while (row.Step()) users.Add(Outcome(row));
        if (Waiting(session, move) is { Count: > 0 } waiting)
            for (var i = 0; i < users.Count; i++)
                if (waiting.TryGetValue(users[i].User, out var items)) users[i] = users[i] with { LostItems = items };
        return users.ToImmutable();
    }

    /// <summary>What users have not got yet is known item by item: it lies here.</summary>
    private static Dictionary<SipAddress, ImmutableArray<LostItem>> Waiting(SqliteSession session, long move)
    {
        using var row = session.Use(WaitingSql).Bind(1, move);
        var waiting = new Dictionary<SipAddress, ImmutableArray<LostItem>>();
        while (row.Step()) waiting[SipAddress.Parse(row.Text(0))] = [.. Items.Of(UserParcels.Read(row.Bytes(1)))];
        return waiting;
    }

    private static UserOutcome Outcome(Statement row)
    {
        var lost = row.Text(4);
        return new UserOutcome(SipAddress.Parse(row.Text(0)), JournalTexts.Outcome(row.Text(1)), row.OptionalText(2), row.OptionalText(3),
            lost == "[]" ? [] : [.. JsonSerializer.Deserialize<string[]>(lost)!])
        {
            State = JournalTexts.State(row.OptionalText(5)),
            To = row.OptionalText(6),
            UndoneBy = row.OptionalText(7),
            LostItems = row.OptionalText(8) is { } items ? [.. JsonSerializer.Deserialize<LostItem[]>(items)!] : [],
            Conflicts = row.OptionalText(9) is { } conflicts ? [.. JsonSerializer.Deserialize<string[]>(conflicts)!] : [],
        };
    }

    private static MoveProgress Progress(Statement row) =>
        new(row.Text(0), State(row.Bool(2), JournalTexts.Hold(row.Text(1))), row.Int(3), row.Int(4), row.Int(5), row.Int(6), row.Int(7)) { Undone = row.Int(8) };

    private static MoveHead Head(Statement row) =>
        new(row.Text(1), row.Text(2), row.Bool(3), row.Text(4), ParcelTexts.Time(row.Long(5)), ParcelTexts.Time(row.OptionalLong(6)))
        {
            Terms = TermsJson.Read(row.OptionalText(7)),
            Hold = JournalTexts.Hold(row.Text(8)),
            PacedUntil = ParcelTexts.Time(row.OptionalLong(9)),
            Undoes = row.OptionalText(10),
        };

    private static MoveState State(bool finished, MoveHold hold) => MoveHead.StateOf(finished, hold);
}
