using System.Threading.Channels;

namespace Godwit.Storage.Sqlite;

/// <summary>
/// The one writer of a database file. Changes that come while a commit is under way are committed together by the next one (group commit):
/// a caller's task completes after the commit that holds its change. A change that fails is undone alone and fails alone.
/// </summary>
internal sealed class GroupWriter : IAsyncDisposable
{
    private const int MostPerCommit = 500;

    private readonly SqliteSession _session;
    private readonly WriteAheadLog _log;
    private readonly Channel<Change> _queue = Channel.CreateUnbounded<Change>(new UnboundedChannelOptions { SingleReader = true });
    private readonly List<Change> _batch = [];
    private readonly Task _loop;

    public GroupWriter(SqliteSession session, string path)
    {
        _session = session;
        _log = new WriteAheadLog(path, session);
        // A thread of its own: it spends its life waiting for the disk.
        _loop = Task.Factory.StartNew(Loop, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>A change that has not begun when it is cancelled never happens; one that has begun is carried out.</summary>
    public Task<T> Write<T>(Func<SqliteSession, T> change, CancellationToken cancel)
    {
        var item = new Change<T>(change, cancel);
        if (!_queue.Writer.TryWrite(item)) return Task.FromException<T>(new ObjectDisposedException(nameof(GroupWriter)));
        return item.Task;
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _loop;
        _log.Dispose();
        _session.Dispose();
    }

    private void Loop()
    {
        var queue = _queue.Reader;
        while (queue.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (_batch.Count < MostPerCommit && queue.TryRead(out var change))
                if (!change.WasCancelled()) _batch.Add(change);
            if (_batch.Count > 0) Commit();

            // Now, not when the next change comes: a change holds all that it wrote, and nobody knows when that is.
            _batch.Clear();
        }
    }

    private void Commit()
    {
        try
        {
            _session.Execute("BEGIN IMMEDIATE");
            if (_batch.Count == 1) _batch[0].Run(_session);
            else foreach (var change in _batch) RunApart(change);
            _session.Execute("COMMIT");
        }
        catch (Exception fault)
        {
            Undo();
            foreach (var change in _batch) change.Fail(fault);
            return;
        }
        foreach (var change in _batch) change.Done();
        _log.Written();
    }

    private void RunApart(Change change)
    {
        _session.Execute("SAVEPOINT change");
        try
        {
            change.Run(_session);
        }
        catch (Exception fault) when (!_session.IsIdle)
        {
            _session.Execute("ROLLBACK TO change");
            change.Fail(fault);
        }
        _session.Execute("RELEASE change");
    }

    private void Undo()
    {
        try
        {
            if (!_session.IsIdle) _session.Execute("ROLLBACK");
        }
        catch (SqliteRefusedException)
        {
            // The transaction is gone either way; the callers get the first fault.
        }
    }

    private abstract class Change
    {
        public abstract void Run(SqliteSession session);
        public abstract void Done();
        public abstract void Fail(Exception fault);
        public abstract bool WasCancelled();
    }

    private sealed class Change<T>(Func<SqliteSession, T> body, CancellationToken cancel) : Change
    {
        private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T _result = default!;

        public Task<T> Task => _done.Task;

        public override void Run(SqliteSession session) => _result = body(session);

        public override void Done() => _done.TrySetResult(_result);

        public override void Fail(Exception fault) => _done.TrySetException(fault);

        public override bool WasCancelled() => cancel.IsCancellationRequested && _done.TrySetCanceled(cancel);
    }
}
