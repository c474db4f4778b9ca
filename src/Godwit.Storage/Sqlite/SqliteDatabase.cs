using System.Collections.Concurrent;
using Godwit.Pool.BackEnds;
using Godwit.Pool.Users;
using Godwit.Storage.Migrations;

namespace Godwit.Storage.Sqlite;

/// <summary>
/// One database file: one writer with group commit, and as many readers at once as are asked for. An acknowledged write survives the death of the
/// process and of the machine (WAL, synchronous = FULL). Throws <see cref="BackEndUnavailableException"/> while stopped or out of reach.
/// Disposing finishes what was accepted.
/// </summary>
public sealed class SqliteDatabase : IAsyncDisposable
{
    private const int MostIdleReaders = 8;

    private readonly string _path;
    private readonly string _owner;
    private readonly GroupWriter _writer;
    private readonly ConcurrentQueue<SqliteSession> _readers = new();
    private volatile bool _closed;

    private SqliteDatabase(string path, string owner, SqliteSession writer)
    {
        _path = path;
        _owner = owner;
        _writer = new GroupWriter(writer, path);
    }

    public Outage Outage { get; } = new();

    /// <summary>Opens the file, makes it when there is none, and brings its tables up to date.</summary>
    /// <param name="owner">Whose database it is, for messages: a pool's FQDN.</param>
    public static SqliteDatabase Open(string path, string owner, MigrationSet migrations)
    {
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var writer = new SqliteSession(path, readOnly: false);
        try
        {
            Migrator.Upgrade(path, migrations);
            return new SqliteDatabase(path, owner, writer);
        }
        catch
        {
            writer.Dispose();
            throw;
        }
    }

    /// <summary>Carries out the change in a transaction, maybe together with others'; durable when the task completes.</summary>
    public async Task<T> Write<T>(Func<SqliteSession, T> change, CancellationToken cancel)
    {
        ThrowIfStopped();
        try
        {
            return await _writer.Write(session =>
            {
                ThrowIfStopped();
                return change(session);
            }, cancel);
        }
        catch (SqliteRefusedException fault) when (fault.IsOutOfReach)
        {
            throw new BackEndUnavailableException(_owner, fault) { IsFull = fault.IsFull };
        }
    }

    public Task Write(Action<SqliteSession> change, CancellationToken cancel) =>
        Write(session =>
        {
            change(session);
            return true;
        }, cancel);

    /// <summary>Reads from one state of the database, on the caller's thread.</summary>
    public T Read<T>(Func<SqliteSession, T> read)
    {
        ThrowIfStopped();
        ObjectDisposedException.ThrowIf(_closed, this);
        SqliteSession? session = null;
        try
        {
            if (!_readers.TryDequeue(out session)) session = new SqliteSession(_path, readOnly: true);
            var result = session.Snapshot(read);
            GiveBack(session);
            return result;
        }
        catch (Exception fault)
        {
            // Not given back: it may hold a transaction.
            session?.Dispose();
            if (fault is SqliteRefusedException { IsOutOfReach: true }) throw new BackEndUnavailableException(_owner, fault);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        _closed = true;
        while (_readers.TryDequeue(out var reader)) reader.Dispose();
    }

    private void GiveBack(SqliteSession session)
    {
        if (_closed || _readers.Count >= MostIdleReaders) session.Dispose();
        else _readers.Enqueue(session);
    }

    private void ThrowIfStopped()
    {
        if (Outage.IsStopped) throw new BackEndUnavailableException(_owner);
    }
}
