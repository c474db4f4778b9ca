using Godwit.Moves;
using Godwit.Pool.Users;
using Godwit.Storage.Sqlite;

namespace Godwit.Storage.Journal;

/// <summary>Receipts of moved users, sheet by sheet.</summary>
internal static class ReceiptRows
{
    private const string Move = "(SELECT move FROM moves WHERE move_id = ?1)";
    private const string DraftSql = $"SELECT content FROM receipt_drafts WHERE move = {Move} AND batch = ?2";
    private const string PutDraftSql = "INSERT OR REPLACE INTO receipt_drafts (move, batch, content) VALUES (?1, ?2, ?3)";
    private const string DropDraftSql = "DELETE FROM receipt_drafts WHERE move = ?1 AND batch = ?2";
    private const string SheetOfSql = $"SELECT receipt FROM move_users WHERE move = {Move} AND address = ?2";
    private const string NextSql = $"SELECT sheet, content FROM receipts WHERE move = {Move} AND sheet > ?2 ORDER BY sheet LIMIT 1";
    private const string SameSql = "SELECT sheet FROM receipts WHERE move = ?1 AND sheet = (SELECT receipt FROM move_users WHERE move = ?1 AND address = ?2) AND content = ?3";
    private const string PutSql = "INSERT INTO receipts (move, content) VALUES (?1, ?2) RETURNING sheet";
    private const string PointSql = "UPDATE move_users SET receipt = ?3 WHERE move = ?1 AND address = ?2";

    public static void PutDraft(SqliteSession session, long move, int batch, ReadOnlySpan<byte> content)
    {
        using var row = session.Use(PutDraftSql).Bind(1, move).Bind(2, batch).BindBlob(3, content);
        row.Execute();
    }

    public static void DropDraft(SqliteSession session, long move, int batch)
    {
        using var row = session.Use(DropDraftSql).Bind(1, move).Bind(2, batch);
        row.Execute();
    }

    public static void Put(SqliteSession session, long move, ReceiptSheet sheet)
    {
        // The same write may come again: it is the same sheet then.
        using (var same = session.Use(SameSql).Bind(1, move).Bind(2, sheet.Users[0].Value).BindBlob(3, sheet.Content.Span))
            if (same.Step()) return;

        long number;
        using (var row = session.Use(PutSql).Bind(1, move).BindBlob(2, sheet.Content.Span))
        {
            row.Step();
            number = row.Long(0);
        }

        using var point = session.Use(PointSql).Bind(1, move).Bind(3, number);
        foreach (var user in sheet.Users)
            if (point.Bind(2, user.Value).Execute() == 0) throw new InvalidOperationException($"The journal has no {user} in this move to keep a receipt for");
    }

    public static ReadOnlyMemory<byte>? Draft(SqliteSession session, string moveId, int batch)
    {
        using var row = session.Use(DraftSql).Bind(1, moveId).Bind(2, batch);
        return row.Step() ? row.Bytes(0).ToArray() : (ReadOnlyMemory<byte>?)null;
    }

    public static IReadOnlyList<long?> SheetsOf(SqliteSession session, string moveId, IReadOnlyList<SipAddress> users)
    {
        using var row = session.Use(SheetOfSql).Bind(1, moveId);
        var sheets = new long?[users.Count];
        for (var i = 0; i < sheets.Length; i++)
        {
            row.Bind(2, users[i].Value);
            if (row.Step()) sheets[i] = row.OptionalLong(0);
            row.Reset();
        }

        return sheets;
    }

    public static StoredSheet? Next(SqliteSession session, string moveId, long after)
    {
        using var row = session.Use(NextSql).Bind(1, moveId).Bind(2, after);
        return row.Step() ? new StoredSheet(row.Long(0), row.Bytes(1).ToArray()) : null;
    }
}
