using System.Collections.Immutable;
using Godwit.Moves.Parcels;
using static Godwit.Moves.Parcels.ParcelFormat;

namespace Godwit.Storage.Tables;

/// <summary>The table that holds one section's rows: after user_id its columns are the section's fields, in the same order.</summary>
internal sealed class SectionTable
{
    /// <summary>One statement for several rows finds their place in the tree once, not once a row; more gain nothing.</summary>
    public const int RowsAtOnce = 40;

    public static readonly ImmutableArray<SectionTable> All =
    [
        new(Groups, "contact_groups", 1, "group_id", "name", "external_uri"),
        new(Contacts, "contacts", 1, "uri", "name", "groups", "subscribed", "external_uri", "extension"),
        new(Aces, "aces", 2, "type", "mask", "rights"),
        new(Containers, "containers", 1, "container", "version"),
        new(Members, "container_members", 3, "container", "type", "value"),
        new(Publications, "publications", 3, "category", "instance", "container", "version", "expires", "expires_at", "published_at", "content", "endpoint"),
        new(Subscribers, "subscribers", 1, "address", "display_name", "acknowledged"),
        new(Meetings, "meetings", 1, "meeting_id", "subject", "starts", "expires", "content"),
    ];

    private SectionTable(ParcelSection section, string table, int keys, params string[] columns)
    {
        Section = section;
        var list = string.Join(", ", columns);
        SelectSql = $"SELECT {list} FROM {table} WHERE user_id = ?1 ORDER BY {string.Join(", ", columns.Take(keys))}";
        InsertSql = Insert(table, columns, 1);
        InsertManySql = Insert(table, columns, RowsAtOnce);
        DeleteSql = $"DELETE FROM {table} WHERE user_id = ?1";
    }

    public ParcelSection Section { get; }

    public string SelectSql { get; }

    public string InsertSql { get; }

    /// <summary>For <see cref="RowsAtOnce"/> rows.</summary>
    public string InsertManySql { get; }

    public string DeleteSql { get; }

    /// <summary>
    /// Row by row, the user's id and then the fields. OR FAIL: the transaction is undone anyway when one row fails, so SQLite need not
    /// keep what it takes to undo the statement alone, which costs more than the statement.
    /// </summary>
    private static string Insert(string table, string[] columns, int rows)
    {
        var row = $"({string.Join(", ", Enumerable.Repeat("?", columns.Length + 1))})";
        return $"INSERT OR FAIL INTO {table} (user_id, {string.Join(", ", columns)}) VALUES {string.Join(", ", Enumerable.Repeat(row, rows))}";
    }
}
