using System.Collections.Immutable;
using Godwit.Pool.Users;
using Microsoft.Data.Sqlite;

namespace Godwit.Directory.Embedded;

/// <summary>Reading the embedded directory's groups.</summary>
internal sealed class EmbeddedGroups(DirectoryFile file) : IGroupDirectory
{
    private const string Columns = "SELECT g.group_id, g.distinguishedName, g.cn, g.mail FROM groups g";
    private const string UsersSql =
        """
        SELECT u."msRTCSIP-PrimaryUserAddress" FROM group_members m JOIN users u ON u.user_id = m.user_id
        WHERE m.group_id = ?1 ORDER BY u."msRTCSIP-PrimaryUserAddress" LIMIT ?2
        """;

    public Task<DirectoryGroup?> Find(string mail, CancellationToken cancel) =>
        Task.FromResult(file.Read(connection => Read(connection, Columns + " WHERE g.mail = ?1", [mail], Group).FirstOrDefault()));

    public Task<GroupMembers> Members(long group, int most, CancellationToken cancel) => Task.Run(
        () => file.Read(connection => new GroupMembers(
            [.. Read(connection, UsersSql, [group, most], row => SipAddress.Parse(row.GetString(0)))],
            [.. Read(connection, Columns + " JOIN group_groups m ON m.member_group_id = g.group_id WHERE m.group_id = ?1 AND g.mail IS NOT NULL ORDER BY g.mail LIMIT ?2", [group, most], Group)])),
        cancel);

    private static DirectoryGroup Group(SqliteDataReader row) => new(row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3));

    private static List<T> Read<T>(SqliteConnection connection, string sql, ReadOnlySpan<object> values, Func<SqliteDataReader, T> read)
    {
        using var select = connection.CreateCommand();
        select.CommandText = sql;
        for (var i = 0; i < values.Length; i++) select.Parameters.Add(new SqliteParameter($"?{i + 1}", values[i]));
        using var row = select.ExecuteReader();
        var found = new List<T>();
        while (row.Read()) found.Add(read(row));
        return found;
    }
}
