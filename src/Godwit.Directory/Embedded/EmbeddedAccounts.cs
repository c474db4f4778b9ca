using Godwit.Pool.Users;
using Microsoft.Data.Sqlite;

namespace Godwit.Directory.Embedded;

/// <summary>Units, and accounts that are not enabled for communications.</summary>
internal sealed class EmbeddedAccounts(DirectoryFile file, EmbeddedDirectoryOptions options) : IDirectoryAccounts
{
    public string Root => options.Root;

    public long Revision => file.AccountsRevision;

    public Task<DirectoryObjects> Read(CancellationToken cancel) => Task.Run(
        () => file.Read(connection => new DirectoryObjects(
            Rows(connection, "SELECT distinguishedName FROM organizational_units ORDER BY dn_key", row => row.GetString(0)),
            Rows(connection, "SELECT distinguishedName, sAMAccountName, displayName, mail FROM accounts ORDER BY displayName COLLATE NOCASE, sAMAccountName",
                row => new DirectoryAccount(row.GetString(0), row.GetString(1), row.GetString(2), row.IsDBNull(3) ? null : row.GetString(3))))),
        cancel);

    private static List<T> Rows<T>(SqliteConnection connection, string sql, Func<SqliteDataReader, T> read)
    {
        using var select = connection.CreateCommand();
        select.CommandText = sql;
        using var row = select.ExecuteReader();
        var rows = new List<T>();
        while (row.Read()) rows.Add(read(row));
        return rows;
    }
}
