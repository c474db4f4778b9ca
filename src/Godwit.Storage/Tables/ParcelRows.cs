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
    public static void Import(SqliteSession session, SipAddress user, ReadOnlySpan<byte> content, string state)
    {
        var reader = new ParcelReader(content);
        var id = AddUser(session, user, state, ref reader);
        foreach (var table in SectionTable.All)
        {
            var rows = reader.Rows();
            if (rows == 0) continue;
            using var insert = session.Use(table.InsertSql).Bind(1, id);
            for (var row = 0; row < rows; row++)
            {
                Fields(ref reader, table.Section.Fields, insert);
                insert.Step();
                insert.Reset();
            }
        }
        reader.End();
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
        if (row.IsNull(column)) writer.NoText();
        else writer.OptionalText(row.Bytes(column));
    }

    private static long AddUser(SqliteSession session, SipAddress user, string state, ref ParcelReader reader)
    {
        if (reader.String() != user.Value) throw new ParcelFormatException($"The parcel of {user} is another user's");
        using var add = session.Use(AddSql).Bind(1, user.Value).Bind(6, state);
        for (var parameter = 2; parameter <= 4; parameter++) add.Bind(parameter, reader.Integer());
        if (reader.OptionalText(out var legacy)) add.BindText(5, legacy);
        else add.BindNull(5);
        add.Step();
        return add.Long(0);
    }

    private static void Fields(ref ParcelReader reader, ImmutableArray<FieldKind> fields, Statement insert)
    {
        for (var field = 0; field < fields.Length; field++)
            switch (fields[field])
            {
                case FieldKind.Integer: insert.Bind(field + 2, reader.Integer()); break;
                case FieldKind.OptionalInteger: insert.Bind(field + 2, reader.OptionalInteger()); break;
                case FieldKind.Text: insert.BindText(field + 2, reader.Text()); break;
                case FieldKind.OptionalText:
                    if (reader.OptionalText(out var text)) insert.BindText(field + 2, text);
                    else insert.BindNull(field + 2);
                    break;
            }
    }
}
