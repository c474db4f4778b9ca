using System.Collections.Immutable;
using Godwit.Moves.Parcels;
using Godwit.Pool.Users;
using Godwit.Storage.Sqlite;

namespace Godwit.Storage.Tables;

/// <summary>A user's rows as parcel bytes, without a detour over texts and records: this is the speed of a move.</summary>
internal static class ParcelExport
{
    private const string AccountSql = "SELECT rich_mode, contacts_delta, acl_delta, legacy_user_info FROM users WHERE user_id = ?1";

    /// <summary>Writes the parcel of the copy with this id.</summary>
    public static void Write(SqliteSession session, SipAddress user, long id, ParcelWriter writer)
    {
        writer.Begin(user.Value);
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
}
