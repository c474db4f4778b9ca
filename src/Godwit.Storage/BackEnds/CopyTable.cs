using Godwit.Moves;
using Godwit.Moves.Parcels;
using Godwit.Pool.Users;
using Godwit.Storage.Sqlite;
using Godwit.Storage.Tables;

namespace Godwit.Storage.BackEnds;

/// <summary>Whose copies are here, and what they are.</summary>
internal static class CopyTable
{
    private const string Columns = "SELECT address, state, left_until FROM users";
    private const string PageSql = Columns + " WHERE address > ?1 AND state <> 'dropped' ORDER BY address LIMIT ?2";
    private const string OneSql = Columns + " WHERE address = ?1 AND state <> 'dropped'";

    public static IReadOnlyList<UserCopy> Page(SqliteSession session, SipAddress? after, int most)
    {
        using var row = session.Use(PageSql).Bind(1, after?.Value ?? "").Bind(2, most);
        var copies = new List<UserCopy>();
        while (row.Step()) copies.Add(Copy(row));
        return copies;
    }

    public static IReadOnlyList<UserCopy> Of(SqliteSession session, IReadOnlyList<SipAddress> users)
    {
        using var row = session.Use(OneSql);
        var copies = new List<UserCopy>();
        foreach (var user in users)
        {
            if (row.Bind(1, user.Value).Step()) copies.Add(Copy(row));
            row.Reset();
        }

        return copies;
    }

    private static UserCopy Copy(Statement row) => new(SipAddress.Parse(row.Text(0)), State(row.Text(1)), ParcelTexts.Time(row.OptionalLong(2)));

    private static UserCopyState State(string text) => text switch
    {
        CopyState.Homed => UserCopyState.Homed,
        CopyState.Arriving => UserCopyState.Arriving,
        CopyState.Left => UserCopyState.Left,
        _ => throw new InvalidOperationException($"A copy is {text}, which nobody knows"),
    };
}
