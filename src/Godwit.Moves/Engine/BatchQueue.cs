using System.Threading.Channels;
using Godwit.Moves.Batches;
using Godwit.Moves.Terms;

namespace Godwit.Moves.Engine;

/// <summary>The open moves, and their batches that wait; who asks for the next one waits with it until a move's terms let one begin.</summary>
public sealed class BatchQueue(TimeProvider time)
{
    /// <summary>However far away the next batch's time is: the clock may be set meanwhile.</summary>
    private static readonly TimeSpan LongestNap = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Channel<WaitingBatch> _joining = Channel.CreateUnbounded<WaitingBatch>();
    private readonly Dictionary<string, MoveLine> _lines = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _served;

    public void Open(MoveHead move, int lastBatch)
    {
        lock (_gate) _lines[move.Id] = new MoveLine(move, lastBatch);
    }

    public void Put(IEnumerable<WaitingBatch> batches)
    {
        lock (_gate)
        {
            foreach (var batch in batches)
                if (batch.Joins is null) _lines[batch.MoveId].Put(batch);
                else _joining.Writer.TryWrite(batch);
            Wake();
        }
    }

    /// <summary>Null when no such move is open.</summary>
    public MoveHead? Find(string moveId)
    {
        lock (_gate) return _lines.GetValueOrDefault(moveId)?.Head;
    }

    /// <summary>What the move is from now on; the rate goes on where it is. Until it is closed: one call at a time for a move.</summary>
    public Task Change(MoveHead move)
    {
        MoveLine? line;
        lock (_gate)
        {
            if (!_lines.TryGetValue(move.Id, out line)) return Task.CompletedTask;
            line.Head = move with { PacedUntil = line.Head.PacedUntil };
            Wake();
        }

        // Who waits for it runs what comes next at once, which is nothing to be done under the gate.
        return move.Hold == MoveHold.Cancelled ? line.Cancel() : Task.CompletedTask;
    }

    public int NextNumber(string moveId)
    {
        lock (_gate) return ++_lines[moveId].LastBatch;
    }

    public void Close(string moveId)
    {
        lock (_gate)
            if (_lines.Remove(moveId, out var line)) line.Dispose();
    }

    /// <summary>Cancelled with the move.</summary>
    public CancellationToken Cancelled(string moveId)
    {
        lock (_gate) return _lines.TryGetValue(moveId, out var line) ? line.Cancelled : CancellationToken.None;
    }

    /// <summary>Batches that join another move take nobody's turn: they only wait.</summary>
    public IAsyncEnumerable<WaitingBatch> Joining(CancellationToken cancel) => _joining.Reader.ReadAllAsync(cancel);

    internal async Task<Turn> Take(CancellationToken cancel)
    {
        while (true)
        {
            Task changed;
            TimeSpan nap;
            lock (_gate)
            {
                var now = time.GetUtcNow();
                if (Next(now) is { } line) return line.Take(now, ++_served);
                nap = Nap(now);
                changed = _changed.Task;
            }

            using var awake = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            await Task.WhenAny(changed, Task.Delay(nap, time, awake.Token));
            await awake.CancelAsync();
            cancel.ThrowIfCancellationRequested();
        }
    }

    /// <summary>The batch that was taken runs no more.</summary>
    public void Ended(WaitingBatch batch)
    {
        lock (_gate)
        {
            if (!_lines.TryGetValue(batch.MoveId, out var line)) return;
            line.Ended(batch);
            if (line.Terms.Concurrency is not null) Wake();
        }
    }

    /// <summary>Where a move stands that the journal knows as running: it may be waiting for its time.</summary>
    public MoveState StateOf(string moveId, MoveState written)
    {
        lock (_gate)
        {
            if (written != MoveState.Running || !_lines.TryGetValue(moveId, out var line) || line.InFlight > 0) return written;
            var now = time.GetUtcNow();
            return line.Over(now) is null && Schedule.NextBegin(line.Terms, now) > now ? MoveState.Scheduled : written;
        }
    }

    /// <summary>The users of a move whose turn has not come, and what keeps them; not of batches that join another move.</summary>
    public void Tell(string moveId, Action<Pool.Users.SipAddress, UserState, string?> tell)
    {
        lock (_gate)
        {
            if (!_lines.TryGetValue(moveId, out var line)) return;
            var now = time.GetUtcNow();
            foreach (var batch in line.Batches)
            {
                var (state, reason) = line.StateOf(batch, now);
                foreach (var user in batch.Users) tell(user, state, reason);
            }
        }
    }

    private MoveLine? Next(DateTimeOffset now)
    {
        MoveLine? next = null;
        foreach (var line in _lines.Values)
            if (line.Begins(now) <= now && (next is null || QueueOrder.GoesBefore(Place(line, now), Place(next, now)))) next = line;
        return next;
    }

    /// <summary>Batches that only have to be ended keep nobody's place.</summary>
    private static Waiting Place(MoveLine line, DateTimeOffset now) =>
        line.Over(now) is null ? new(line.Terms.Priority, line.InFlight, line.LastServed) : new(MovePriority.High, -1, line.LastServed);

    private TimeSpan Nap(DateTimeOffset now)
    {
        var nap = LongestNap;
        foreach (var line in _lines.Values)
            if (line.Begins(now) - now is { } wait && wait < nap) nap = wait;
        return nap;
    }

    private void Wake()
    {
        _changed.TrySetResult();
        _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
