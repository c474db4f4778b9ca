using System.Runtime.CompilerServices;
using Godwit.Pool.Pools;
using Godwit.Pool.Users;
using Microsoft.Data.Sqlite;

namespace Godwit.Directory.Embedded;

/// <summary>Reading the embedded directory.</summary>
internal sealed class EmbeddedUsers(DirectoryFile file) : IUserDirectory
{
    private const int PageSize = 1000;

    public Task<DirectoryUser?> Find(SipAddress address, CancellationToken cancel) =>
        Task.FromResult(Read(""" WHERE "msRTCSIP-PrimaryUserAddress" = ?1""", address.Uri).FirstOrDefault());

    public async IAsyncEnumerable<DirectoryUser> List([EnumeratorCancellation] CancellationToken cancel)
    {
        // Page by page, so that a slow reader holds no old state of the file.
        var after = "";
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            var page = await Task.Run(() => Read($""" WHERE "msRTCSIP-PrimaryUserAddress" > ?1 ORDER BY "msRTCSIP-PrimaryUserAddress" LIMIT {PageSize}""", after), cancel);
            foreach (var user in page) yield return user;
            if (page.Count < PageSize) yield break;
            after = page[^1].Address.Uri;
        }
    }

    public Task<IReadOnlyList<DirectoryChange>> ChangesSince(long since, CancellationToken cancel) =>
        Task.Run<IReadOnlyList<DirectoryChange>>(
            () => file.Read(connection =>
            {
                // Both lists as of one moment, or a removal between the two would be passed over.
                using var moment = connection.BeginTransaction(deferred: true);
                return Removed(connection, since)
                    .Concat(Read(connection, $" WHERE usn > ?1 ORDER BY usn LIMIT {PageSize}", since).Select(user => new DirectoryChange(user.Revision, user.Address, user)))
                    .OrderBy(change => change.Revision).Take(PageSize).ToList();
            }),
            cancel);

    public Task WaitForChange(long since, CancellationToken cancel) => file.Changed(since, cancel);

    public Task<IReadOnlyList<PoolRecord>> Pools(CancellationToken cancel) => Task.FromResult<IReadOnlyList<PoolRecord>>(file.Pools.Pools);

    private List<DirectoryUser> Read(string where, object value) => file.Read(connection => Read(connection, where, value));

    private List<DirectoryUser> Read(SqliteConnection connection, string where, object value)
    {
        // Before the rows: a pool that goes meanwhile makes them appear in the feed once more.
        var pools = file.Pools;
        return Rows(connection, UserRow.Select + where, value, row => UserRow.Read(row, pools));
    }

    private static List<DirectoryChange> Removed(SqliteConnection connection, long since) => Rows(
        connection, $"SELECT usn, address FROM removed_users WHERE usn > ?1 ORDER BY usn LIMIT {PageSize}", since, row => new DirectoryChange(row.GetInt64(0), SipAddress.Parse(row.GetString(1)), null));

    private static List<T> Rows<T>(SqliteConnection connection, string sql, object value, Func<SqliteDataReader, T> read)
    {
        using var select = connection.CreateCommand();
        select.CommandText = sql;
        select.Parameters.Add(new SqliteParameter("?1", value));
        using var row = select.ExecuteReader();
        var rows = new List<T>();
        while (row.Read()) rows.Add(read(row));
        return rows;
    }
}
