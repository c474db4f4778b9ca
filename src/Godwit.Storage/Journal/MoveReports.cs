using System.Collections.Immutable;
using System.Text.Json;
using Godwit.Moves;
using Godwit.Moves.Parcels;
using Godwit.Pool.Users;
using Godwit.Storage.Sqlite;

namespace Godwit.Storage.Journal;

/// <summary>Reading moves, their users and their batches.</summary>
internal static class MoveReports
{
    private const string HeadSql = "SELECT move, move_id, to_pool, force, requested_by, started_at, finished_at FROM moves";
    private const string OneSql = HeadSql + " WHERE move_id = ?1";
    private const string RunningSql = HeadSql + " WHERE finished_at IS NULL ORDER BY move";
    private const string UserColumns = "SELECT address, outcome, from_pool, reason, lost FROM move_users";
    private const string UsersSql = UserColumns + " WHERE move = ?1 ORDER BY position";
    private const string UserSql = UserColumns + " WHERE move = (SELECT move FROM moves WHERE move_id = ?1) AND address = ?2";
    private const string UnfinishedSql =
        "SELECT move_id, number, step, finished, state FROM batches JOIN moves USING (move) WHERE finished = 0 ORDER BY move, number";
    private const string CountSql =
        """
        SELECT move_id, finished_at IS NOT NULL, count(address), count(*) FILTER (WHERE outcome = 'moved'), count(*) FILTER (WHERE outcome = 'unchanged'),
               count(*) FILTER (WHERE outcome = 'refused'), count(*) FILTER (WHERE outcome = 'failed')
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

    public static MoveReport? Report(SqliteSession session, string moveId)
    {
        using var row = session.Use(OneSql).Bind(1, moveId);
        if (!row.Step()) return null;
        var head = Head(row);
        return new MoveReport(head.Id, State(head.FinishedAt is not null), head.ToPool, head.Force, head.RequestedBy, head.StartedAt, head.FinishedAt, Users(session, row.Long(0)));
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
        return users.ToImmutable();
    }

    private static UserOutcome Outcome(Statement row)
    {
        var lost = row.Text(4);
        return new UserOutcome(SipAddress.Parse(row.Text(0)), JournalTexts.Outcome(row.Text(1)), row.OptionalText(2), row.OptionalText(3),
            lost == "[]" ? [] : [.. JsonSerializer.Deserialize<string[]>(lost)!]);
    }

    private static MoveProgress Progress(Statement row) => new(row.Text(0), State(row.Bool(1)), row.Int(2), row.Int(3), row.Int(4), row.Int(5), row.Int(6));

    private static MoveHead Head(Statement row) =>
        new(row.Text(1), row.Text(2), row.Bool(3), row.Text(4), ParcelTexts.Time(row.Long(5)), ParcelTexts.Time(row.OptionalLong(6)));

    private static MoveState State(bool finished) => finished ? MoveState.Finished : MoveState.Running;
}
