using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Godwit.Moves.Batches;

namespace Godwit.Moves.Engine;

/// <summary>How far the running moves are, for whoever watches. A slow watcher misses steps in between, never the last one.</summary>
public sealed class ProgressBoard(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, RunningMove> _moves = new();

    public void Begin(MoveProgress progress, int batches) => _moves[progress.Id] = new RunningMove(progress, batches, time);

    /// <summary>Where a batch under way stands now.</summary>
    public void Stands(Batch batch)
    {
        if (_moves.TryGetValue(batch.MoveId, out var move)) move.UnderWay[batch.Number] = batch;
    }

    public IReadOnlyCollection<Batch> UnderWay(string moveId) => _moves.TryGetValue(moveId, out var move) ? [.. move.UnderWay.Values] : [];

    /// <summary>Counts the users of the batch whose outcome became final.</summary>
    public void Advance(Batch before, Batch after)
    {
        if (!_moves.TryGetValue(after.MoveId, out var move)) return;
        List<UserOutcome> news = [.. after.Users.Where((u, i) => u.Standing == Standing.Out && before.Users[i].Standing != Standing.Out)
            .Select(u => new UserOutcome(u.Address, u.Outcome, after.Home, u.Reason, u.Lost) { State = u.State })];
        if (news.Count == 0) return;
        int Count(MoveOutcome outcome) => news.Count(u => u.Outcome == outcome);
        var (moved, refused) = (Count(MoveOutcome.Moved), Count(MoveOutcome.Refused));
        move.Change(p => p with { Moved = p.Moved + moved, Refused = p.Refused + refused, Failed = p.Failed + news.Count - moved - refused }, news);
    }

    /// <summary>There is something to see, or to wait for no longer.</summary>
    public void Change(string moveId, Func<MoveProgress, MoveProgress> change)
    {
        if (_moves.TryGetValue(moveId, out var move)) move.Change(change, []);
    }

    public void More(string moveId, int batches)
    {
        if (_moves.TryGetValue(moveId, out var move)) move.BatchesLeft(batches);
    }

    /// <summary>One batch less; true when it was the move's last.</summary>
    public bool BatchEnded(Batch batch)
    {
        if (!_moves.TryGetValue(batch.MoveId, out var move)) return false;
        move.UnderWay.TryRemove(batch.Number, out _);
        return move.BatchesLeft(-1) == 0;
    }

    public bool IsDone(string moveId) => _moves.TryGetValue(moveId, out var move) && move.BatchesLeft(0) == 0;

    /// <summary>The journal knows that it is over.</summary>
    public void Finish(string moveId, MoveState state)
    {
        if (_moves.TryRemove(moveId, out var move)) move.Change(p => p with { State = state }, []);
    }

    public MoveProgress? Find(string moveId) => _moves.GetValueOrDefault(moveId)?.Now;

    /// <summary>Null when the move is not running.</summary>
    public IAsyncEnumerable<MoveProgress>? Watch(string moveId, CancellationToken cancel) =>
        _moves.TryGetValue(moveId, out var move) ? move.Watch(cancel) : null;

    private sealed class RunningMove(MoveProgress progress, int batches, TimeProvider time)
    {
        /// <summary>News that is kept for watchers who are late.</summary>
        private const int MostNews = 1000;

        /// <summary>A watcher is not told the rate more often.</summary>
        private static readonly TimeSpan RateEvery = TimeSpan.FromSeconds(1);

        private readonly Lock _gate = new();
        private readonly Queue<UserOutcome> _news = new();
        private readonly RateMeter _rate = new(time);
        private MoveProgress _now = progress;
        private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private long _told;
        private int _batches = batches;

        public ConcurrentDictionary<int, Batch> UnderWay { get; } = new();

        public MoveProgress Now
        {
            get
            {
                lock (_gate) return _now;
            }
        }

        public int BatchesLeft(int more) => Interlocked.Add(ref _batches, more);

        public void Change(Func<MoveProgress, MoveProgress> change, List<UserOutcome> news)
        {
            TaskCompletionSource changed;
            lock (_gate)
            {
                _now = change(_now);
                foreach (var user in news)
                {
                    if (_news.Count == MostNews) _news.Dequeue();
                    _news.Enqueue(user);
                }

                _told += news.Count;
                if (news.Count > 0) _rate.Add(news.Count);
                (changed, _changed) = (_changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            }

            changed.SetResult();
        }

        public async IAsyncEnumerable<MoveProgress> Watch([EnumeratorCancellation] CancellationToken cancel)
        {
            long seen;
            long? rated = null;
            lock (_gate) seen = _told;
            while (true)
            {
                MoveProgress now;
                Task changed;
                lock (_gate)
                {
                    now = _told == seen ? _now : _now with { News = [.. _news.TakeLast((int)Math.Min(_told - seen, MostNews))] };
                    seen = _told;
                    if (now.IsOver || rated is not { } last || time.GetElapsedTime(last) >= RateEvery)
                    {
                        now = now with { Rate = _rate.Read() };
                        rated = time.GetTimestamp();
                    }

                    changed = _changed.Task;
                }

                yield return now;
                if (now.IsOver) yield break;
                await changed.WaitAsync(cancel);
            }
        }
    }
}
