using System.Buffers;
using System.Collections.Immutable;
using Godwit.Moves;
using Godwit.Moves.Parcels;
using Godwit.Pool.Users;
using Godwit.Storage.Sqlite;

namespace Godwit.Storage.Tables;

/// <summary>
/// Parcels as rows, without a detour over texts and records: this is the speed of a move. Table by table for all of them, not user by user: rows of different users then share a
/// statement, and the tree they go to is at hand.
/// </summary>
internal static class ParcelImport
{
    private const string AddSql = "INSERT OR FAIL INTO users (address, state, rich_mode, contacts_delta, acl_delta, legacy_user_info) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";

    /// <summary>Adds the parcels' users in this state, with all their rows.</summary>
    public static void Add(SqliteSession session, IReadOnlyList<UserParcel> parcels, string state)
    {
        var open = new OpenParcel[parcels.Count];
        try
        {
            for (var i = 0; i < open.Length; i++) open[i] = new OpenParcel(parcels[i]);
            using (var add = session.Use(AddSql).Bind(2, state))
                foreach (ref var parcel in open.AsSpan()) AddUser(session, add, ref parcel);
            foreach (var table in SectionTable.All) AddRows(session, table, open);
            foreach (ref var parcel in open.AsSpan()) parcel.Reader.End();
        }
        finally
        {
            foreach (ref var parcel in open.AsSpan()) parcel.Dispose();
        }
    }

    private static void AddUser(SqliteSession session, Statement add, ref OpenParcel parcel)
    {
        var reader = parcel.Reader;
        if (reader.String() != parcel.User.Value) throw new ParcelFormatException($"The parcel of {parcel.User} is another user's");
        add.Bind(1, parcel.User.Value);
        Fields(ref reader, ParcelFormat.AccountFields, add, 3);
        add.Step();
        add.Reset();
        parcel.Id = session.LastRowId;
        parcel.At = reader.At;
    }

    private static void AddRows(SqliteSession session, SectionTable table, Span<OpenParcel> parcels)
    {
        var left = 0;
        foreach (ref var parcel in parcels) left += parcel.Reader.Rows();
        var (fields, bound) = (table.Section.Fields, 0);
        using var many = session.Use(table.InsertManySql);
        using var one = session.Use(table.InsertSql);
        foreach (ref var parcel in parcels)
        {
            var reader = parcel.Reader;
            for (var rows = reader.Rows(); rows > 0; rows--)
            {
                // The last ones go one by one.
                var (insert, most) = bound > 0 || left >= SectionTable.RowsAtOnce ? (many, SectionTable.RowsAtOnce) : (one, 1);
                var first = bound * (fields.Length + 1) + 1;
                insert.Bind(first, parcel.Id);
                Fields(ref reader, fields, insert, first + 1);
                if (++bound < most) continue;
                insert.Step();
                insert.Reset();
                left -= most;
                bound = 0;
            }

            parcel.At = reader.At;
        }
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

    /// <summary>A parcel as far as it was read, where the collector does not move it.</summary>
    private struct OpenParcel : IDisposable
    {
        private readonly ReadOnlyMemory<byte> _content;
        private MemoryHandle _pin;

        public OpenParcel(UserParcel parcel)
        {
            (User, _content, _pin) = (parcel.User, parcel.Content, parcel.Content.Pin());
            At = new ParcelReader(_content.Span).At;
        }

        public SipAddress User { get; }

        public long Id { get; set; }

        public int At { get; set; }

        public readonly ParcelReader Reader => new(_content.Span, At);

        public void Dispose() => _pin.Dispose();
    }
}
