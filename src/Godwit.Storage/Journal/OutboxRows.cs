using System.Text;
using System.Text.Json;
using Godwit.Moves;
using Godwit.Moves.Notices;
using Godwit.Moves.Parcels;
using Godwit.Storage.Sqlite;

namespace Godwit.Storage.Journal;

/// <summary>Table outbox.</summary>
internal static class OutboxRows
{
    /// <summary>Receivers that are away for long must not fill the disk: the oldest give way.</summary>
    public const int Most = 10_000;

    private const string PutSql = "INSERT INTO outbox (receiver, written, due, tries, body) VALUES (?1, ?2, ?2, 0, ?3)";
    private const string BoundSql = "DELETE FROM outbox WHERE number <= (SELECT max(number) FROM outbox) - ?1";
    private const string DueSql = "SELECT number, receiver, written, tries, body FROM outbox WHERE due <= ?1 ORDER BY due, number LIMIT ?2";
    private const string DropSql = "DELETE FROM outbox WHERE number = ?1";
    private const string LaterSql = "UPDATE outbox SET tries = ?2, due = ?3 WHERE number = ?1";

    public static void Put(SqliteSession session, string moveId, MoveNotice notice, IReadOnlyList<NoticeReceiver> receivers, DateTimeOffset now)
    {
        var wanted = receivers.Where(r => r.Events.Contains(notice.Event)).ToList();
        if (wanted.Count == 0) return;
        var body = Body(moveId, notice, MoveReports.Progress(session, moveId), now);
        using (var row = session.Use(PutSql))
            foreach (var receiver in wanted) row.Bind(1, receiver.Url).Bind(2, ParcelTexts.Ticks(now)).Bind(3, body).Execute();
        using var bound = session.Use(BoundSql).Bind(1, Most);
        bound.Execute();
    }

    public static IReadOnlyList<OutboxEntry> Due(SqliteSession session, DateTimeOffset now, int most)
    {
        var found = new List<OutboxEntry>();
        using var rows = session.Use(DueSql).Bind(1, ParcelTexts.Ticks(now)).Bind(2, most);
        while (rows.Step()) found.Add(new OutboxEntry(rows.Long(0), rows.Text(1), ParcelTexts.Time(rows.Long(2)), rows.Int(3), rows.Text(4)));
        return found;
    }

    public static void Drop(SqliteSession session, long number)
    {
        using var row = session.Use(DropSql).Bind(1, number);
        row.Execute();
    }

    public static void Later(SqliteSession session, long number, int tries, DateTimeOffset due)
    {
        using var row = session.Use(LaterSql).Bind(1, number).Bind(2, tries).Bind(3, ParcelTexts.Ticks(due));
        row.Execute();
    }

    private static string Body(string moveId, MoveNotice notice, MoveProgress? progress, DateTimeOffset now)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("id", Guid.NewGuid());
            json.WriteString("event", notice.Event.ToString().ToLowerInvariant());
            json.WriteString("move", moveId);
            json.WriteString("at", now);
            if (progress is not null)
            {
                json.WriteStartObject("numbers");
                json.WriteNumber("total", progress.Total);
                json.WriteNumber("moved", progress.Moved);
                json.WriteNumber("unchanged", progress.Unchanged);
                json.WriteNumber("refused", progress.Refused);
                json.WriteNumber("failed", progress.Failed);
                json.WriteEndObject();
            }

            if (notice.Event == MoveEvent.Failed)
            {
                json.WriteNumber("failedNow", notice.Failed);
                json.WriteStartArray("users");
                foreach (var user in notice.First) json.WriteStringValue(user.Value);
                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }
}
