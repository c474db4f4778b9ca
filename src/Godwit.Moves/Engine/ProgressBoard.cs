using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Godwit.Moves.Batches;

namespace Godwit.Moves.Engine;

/// <summary>How far the running moves are, for whoever watches. A slow watcher misses steps in between, never the last one.</summary>
public sealed class ProgressBoard
{
    private readonly ConcurrentDictionary<string, Running> _moves = new();

    public void Begin(MoveProgress progress, int batches) => _moves[progress.Id] = new Running(progress, batches);

    /// <summary>Counts the users of the batch whose outcome became final.</summary>
    public void Advance(Batch before, Batch after)
    {
        if (!_moves.TryGetValue(after.MoveId, out var move)) return;
        var (moved, refused, failed) = (0, 0, 0);
        for (var i = 0; i < after.Users.Length; i++)
        {
            if (after.Users[i].Standing != Standing.Out || before.Users[i].Standing == Standing.Out) continue;
            if (after.Users[i].Outcome == MoveOutcome.Moved) moved++;
            else if (after.Users[i].Outcome == MoveOutcome.Refused) refused++;
            else failed++;
        }

        if (moved + refused + failed > 0) move.Change(p => p with { Moved = p.Moved + moved, Refused = p.Refused + refused, Failed = p.Failed + failed });
    }

    /// <summary>One batch less; true when it was the move's last.</summary>
    public bool BatchEnded(string moveId) => _moves.TryGetValue(moveId, out var move) && move.BatchEnded();

    /// <summary>The journal knows that it is finished.</summary>
    public void Finish(string moveId)
    {
        if (_moves.TryRemove(moveId, out var move)) move.Change(p => p with { State = MoveState.Finished });
    }

    /// <summary>Null when the move is not running.</summary>
    public IAsyncEnumerable<MoveProgress>? Watch(string moveId, CancellationToken cancel) =>
        _moves.TryGetValue(moveId, out var move) ? move.Watch(cancel) : null;

    private sealed class Running(MoveProgress progress, int batches)
    {
        private readonly Lock _gate = new();
        private MoveProgress _now = progress;
        private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _batches = batches;

        public bool BatchEnded() => Interlocked.Decrement(ref _batches) == 0;

        public void Change(Func<MoveProgress, MoveProgress> change)
        {
            TaskCompletionSource changed;
            lock (_gate)
            {
                _now = change(_now);
                (changed, _changed) = (_changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            }

            changed.SetResult();
        }

        public async IAsyncEnumerable<MoveProgress> Watch([EnumeratorCancellation] CancellationToken cancel)
        {
            while (true)
            {
                MoveProgress now;
                Task changed;
                lock (_gate) (now, changed) = (_now, _changed.Task);
                yield return now;
                if (now.State == MoveState.Finished) yield break;
                await changed.WaitAsync(cancel);
            }
        }
    }
}
