using System.Reflection;
using DbUp;
using DbUp.Engine.Output;
using Microsoft.Data.Sqlite;

namespace Godwit.Directory.Embedded;

/// <summary>
/// The SQLite file of an embedded directory: one writer at a time, readers beside it, update sequence numbers, and a signal for whoever waits
/// for changes. A write is durable when its task completes (WAL, synchronous = FULL).
/// </summary>
internal sealed class DirectoryFile : IDisposable
{
    private readonly SemaphoreSlim _one = new(1);
    private readonly SqliteConnection _writer;
    private readonly string _readers;
    private readonly Lock _signal = new();
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile PoolTable _pools;
    private long _usn;
    private long _accounts = 1;

    public DirectoryFile(string path)
    {
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        _writer = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        _writer.Open();
        Run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000;");
        Upgrade(path);
        _readers = new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly }.ToString();
        _pools = PoolTable.Load(_writer);
        using var last = _writer.CreateCommand();
        last.CommandText = "SELECT max(coalesce((SELECT max(usn) FROM users), 0), coalesce((SELECT max(usn) FROM removed_users), 0))";
        _usn = (long)last.ExecuteScalar()!;
    }

    public PoolTable Pools => _pools;

    /// <summary>Rises when accounts or units may have changed; of this process only.</summary>
    public long AccountsRevision => Volatile.Read(ref _accounts);

    public void AccountsChanged() => Interlocked.Increment(ref _accounts);

    /// <summary>One transaction. Returning false from <paramref name="change"/>'s keep undoes it; an exception undoes it too.</summary>
    public async Task<T> Write<T>(Func<DirectoryTransaction, T> change, Func<T, bool> keep, CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            using var transaction = new DirectoryTransaction(_writer, _pools, _usn);
            var result = change(transaction);
            if (!keep(result)) return result;
            transaction.Commit();
            _pools = transaction.Pools;
            Signal(transaction.Usn);
            return result;
        }
        finally
        {
            _one.Release();
        }
    }

    public T Read<T>(Func<SqliteConnection, T> read)
    {
        using var connection = new SqliteConnection(_readers);
        connection.Open();
        return read(connection);
    }

    /// <summary>Completes when a transaction was committed after this call, at once when there are newer numbers than <paramref name="since"/>.</summary>
    public Task Changed(long since, CancellationToken cancel)
    {
        lock (_signal) return _usn > since ? Task.CompletedTask : _changed.Task.WaitAsync(cancel);
    }

    public void Dispose()
    {
        _one.Wait();
        _writer.Dispose();
        SqliteConnection.ClearPool(new SqliteConnection(_readers));
        _one.Dispose();
    }

    private void Signal(long usn)
    {
        TaskCompletionSource changed;
        lock (_signal)
        {
            _usn = usn;
            changed = _changed;
            _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
        changed.SetResult();
    }

    private void Run(string sql)
    {
        using var command = _writer.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static void Upgrade(string path)
    {
        var folder = $"{typeof(DirectoryFile).Namespace}.Migrations.";
        var result = DeployChanges.To
            .SqliteDatabase($"Data Source={path};Pooling=False")
            .WithScriptsEmbeddedInAssembly(Assembly.GetExecutingAssembly(), name => name.StartsWith(folder, StringComparison.Ordinal))
            .WithTransactionPerScript()
            .LogTo(new NoOpUpgradeLog())
            .Build()
            .PerformUpgrade();
        if (!result.Successful) throw new InvalidOperationException($"The directory {path} can't be brought up to date: {result.ErrorScript?.Name} failed", result.Error);
    }
}
