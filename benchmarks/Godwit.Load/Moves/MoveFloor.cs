using System.Diagnostics;
using Godwit.Storage;
using Microsoft.Data.Sqlite;

namespace Godwit.Load.Moves;

/// <summary>What the disk and SQLite need at least: the same rows by ATTACH and INSERT … SELECT, 100 users a transaction, synchronous = FULL.</summary>
internal static class MoveFloor
{
    private static readonly string[] Tables = ["users", "contact_groups", "contacts", "aces", "containers", "container_members", "publications", "subscribers", "meetings"];

    /// <summary>Seconds for users 1 to <paramref name="users"/>.</summary>
    public static async Task<double> Run(string folder, int users, int batch)
    {
        var target = Path.Combine(folder, MoveForest.TargetFile);
        await using (PoolDatabase.Open(target, MoveForest.Target)) { }
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = target, Pooling = false }.ToString());
        await connection.OpenAsync();
        Execute(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -8000;");
        Execute(connection, $"ATTACH '{Path.Combine(folder, MoveForest.SourceFile)}' AS source");
        var inserts = Tables.Select(t =>
        {
            var insert = connection.CreateCommand();
            insert.CommandText = $"INSERT INTO main.{t} SELECT * FROM source.{t} WHERE user_id BETWEEN $first AND $last";
            insert.Parameters.Add("$first", SqliteType.Integer);
            insert.Parameters.Add("$last", SqliteType.Integer);
            return insert;
        }).ToList();
        var ids = (First: Scalar(connection, "SELECT min(user_id) FROM source.users"), Last: 0L);
        var watch = Stopwatch.StartNew();
        for (var done = 0; done < users; done += batch)
        {
            using var transaction = connection.BeginTransaction();
            foreach (var insert in inserts)
            {
                insert.Transaction = transaction;
                insert.Parameters[0].Value = ids.First + done;
                insert.Parameters[1].Value = ids.First + done + batch - 1;
                insert.ExecuteNonQuery();
            }

            transaction.Commit();
        }

        var seconds = watch.Elapsed.TotalSeconds;
        var copied = Scalar(connection, "SELECT count(*) FROM main.users");
        foreach (var insert in inserts) insert.Dispose();
        return copied == users ? seconds : throw new InvalidOperationException($"The floor copied {copied} users of {users}");
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static long Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }
}
