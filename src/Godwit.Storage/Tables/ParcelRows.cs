using System.Collections.Immutable;
using Godwit.Moves.Parcels;
using Godwit.Pool.Users;
using Godwit.Storage.Sqlite;

namespace Godwit.Storage.Tables;

/// <summary>A user's rows as parcel bytes and back, without a detour over texts and records: this is the speed of a move.</summary>
internal static class ParcelRows
{
    private const string AccountSql = "SELECT rich_mode, contacts_delta, acl_delta, legacy_user_info FROM users WHERE user_id = ?1";
    private const string AddSql =
        "INSERT INTO users (address, state, rich_mode, contacts_delta, acl_delta, legacy_user_info) VALUES (?1, ?6, ?2, ?3, ?4, ?5) RETURNING user_id";

    /// <summary>Writes the parcel of the copy with this id.</summary>
    public static void Export(SqliteSession session, SipAddress user, long id, ParcelWriter writer)
    {
        writer.Begin();
        writer.Text(user.Value);
        using (var account = session.Use(AccountSql).Bind(1, id))
        {
            account.Step();
            for (var column = 0; column < 3; column++) writer.Integer(account.Long(column));
            OptionalText(account, 3, writer);
        }
        foreach (var table in SectionTable.All)
        {
            writer.BeginSection();
            using var rows = session.Use(table.SelectSql).Bind(1, id);
            while (rows.Step()) Row(rows, table.Section.Fields, writer);
        }
    }

    /// <summary>Adds the parcel's user in this state, with all her rows.</summary>
    public static unsafe void Import(SqliteSession session, SipAddress user, ReadOnlySpan<byte> content, string state)
    {
        fixed (byte* pinned = content) Import(session, user, state, new ReadOnlySpan<byte>(pinned, content.Length));
    }

    private static void Import(SqliteSession session, SipAddress user, string state, ReadOnlySpan<byte> content)
    {
        var reader = new ParcelReader(content);
        var id = AddUser(session, user, state, ref reader);
        foreach (var table in SectionTable.All)
        {
            var rows = reader.Rows();
            rows -= Insert(session, table.InsertManySql, id, table.Section.Fields, SectionTable.RowsAtOnce, rows / SectionTable.RowsAtOnce, ref reader);
            Insert(session, table.InsertSql, id, table.Section.Fields, 1, rows, ref reader);
        }
        reader.End();
    }

    /// <summary>Runs the statement so many times; how many rows that made.</summary>
    private static int Insert(SqliteSession session, string sql, long id, ImmutableArray<FieldKind> fields, int rowsAtOnce, int times, ref ParcelReader reader)
    {
        if (times == 0) return 0;
        using var insert = session.Use(sql).Bind(1, id);
        for (var time = 0; time < times; time++)
        {
            for (var row = 0; row < rowsAtOnce; row++) Fields(ref reader, fields, insert, row * fields.Length + 2);
            insert.Step();
            insert.Reset();
        }
        return times * rowsAtOnce;
    }

    private static void Row(Statement row, ImmutableArray<FieldKind> fields, ParcelWriter writer)
    {
        writer.BeginRow();
        for (var column = 0; column < fields.Length; column++)
            switch (fields[column])
            {
                case FieldKind.Integer: writer.Integer(row.Long(column)); break;
                case FieldKind.OptionalInteger: writer.OptionalInteger(row.OptionalLong(column)); break;
                case FieldKind.Text: writer.Text(row.Bytes(column)); break;
                case FieldKind.OptionalText: OptionalText(row, column, writer); break;
            }
    }

    private static void OptionalText(Statement row, int column, ParcelWriter writer)
    {
        if (row.TryBytes(column, out var text)) writer.OptionalText(text);
        else writer.NoText();
    }

    private static long AddUser(SqliteSession session, SipAddress user, string state, ref ParcelReader reader)
    {
        if (reader.String() != user.Value) throw new ParcelFormatException($"The parcel of {user} is another user's");
        using var add = session.Use(AddSql).Bind(1, user.Value).Bind(6, state);
        for (var parameter = 2; parameter <= 4; parameter++) add.Bind(parameter, reader.Integer());
        if (reader.OptionalText(out var legacy)) add.BindPinned(5, legacy);
        else add.BindNull(5);
        add.Step();
        return add.Long(0);
    }

    private static void Fields(ref ParcelReader reader, ImmutableArray<FieldKind> fields, Statement insert, int first)
    {
        for (var field = 0; field < fields.Length; field++)
            switch (fields[field])
            {
                case FieldKind.Integer: insert.Bind(first + field, reader.Integer()); break;
                case FieldKind.OptionalInteger: insert.Bind(first + field, reader.OptionalInteger()); break;
                case FieldKind.Text: insert.BindPinned(first + field, reader.Text()); break;
                case FieldKind.OptionalText:
                    if (reader.OptionalText(out var text)) insert.BindPinned(first + field, text);
                    else insert.BindNull(first + field);
                    break;
            }
    }
}
