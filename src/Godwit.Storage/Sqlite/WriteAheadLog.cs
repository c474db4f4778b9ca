using System.Runtime.InteropServices;

namespace Godwit.Storage.Sqlite;

/// <summary>
/// Brings what was committed from a database's write-ahead log into its file: beside the writer, so that nobody waits for it. The log begins anew only when all of it was brought
/// over, so the writer does the last of it when it has grown long and little is left. What is committed is durable either way.
/// </summary>
internal sealed unsafe partial class WriteAheadLog : IDisposable
{
    private const int PagesAtOnce = 1_000;
    private const int LongLog = 4_000;
    private const int FewPages = 500;

    /// <summary>Not to be outrun by a writer that never rests.</summary>
    private const int LongestLog = 16_000;

    private const string CheckpointSql = "PRAGMA wal_checkpoint(PASSIVE)";

    private readonly string _path;
    private readonly SqliteSession _writer;
    private readonly int* _pages = (int*)NativeMemory.AllocZeroed(sizeof(int));
    private SqliteSession? _beside;
    private Task _running = Task.CompletedTask;

    /// <summary>How long the log was when it was last to be brought over (an older reader may have kept that from happening); and when the writer last did the rest.</summary>
    private int _tried, _triedToEnd;

    /// <param name="writer">The only session that writes.</param>
    public WriteAheadLog(string path, SqliteSession writer)
    {
        (_path, _writer) = (path, writer);
        // In the place of SQLite's own, which makes the writer do all of it.
        _ = Watch(writer.Handle, &Committed, (nint)_pages);
    }

    /// <summary>Completes when nothing is brought over beside the writer.</summary>
    public Task Beside => _running;

    /// <summary>By the writer, after each commit.</summary>
    public void Written()
    {
        var pages = *_pages;
        if (pages < _tried) _tried = _triedToEnd = 0;
        if (!_running.IsCompleted) return;
        var left = pages - _tried;
        // Whoever reads from the log just then keeps it from beginning anew: not after each commit again.
        var toEnd = pages >= LongLog && pages - _triedToEnd >= PagesAtOnce;
        if (toEnd && (left <= FewPages || pages >= LongestLog))
        {
            _tried = _triedToEnd = pages;
            Bring(() => _writer);
        }
        else if (toEnd || left >= PagesAtOnce)
        {
            _tried = pages;
            _running = Task.Run(() => Bring(() => _beside ??= new SqliteSession(_path, readOnly: false)));
        }
    }

    public void Dispose()
    {
        _running.GetAwaiter().GetResult();
        _beside?.Dispose();
        _ = Watch(_writer.Handle, null, 0);
        NativeMemory.Free(_pages);
    }

    private static void Bring(Func<SqliteSession> session)
    {
        try
        {
            session().Execute(CheckpointSql);
        }
        catch (SqliteRefusedException)
        {
            // A full disk, for one: the log keeps everything, and it is tried again.
        }
    }

    [UnmanagedCallersOnly]
    private static int Committed(nint pages, nint connection, nint name, int inLog)
    {
        *(int*)pages = inLog;
        return 0;
    }

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_wal_hook")]
    private static partial nint Watch(nint connection, delegate* unmanaged<nint, nint, nint, int, int> hook, nint pages);
}
