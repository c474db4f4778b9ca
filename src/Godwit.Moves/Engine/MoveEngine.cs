using System.Runtime.CompilerServices;
using Godwit.Moves.Batches;
using Godwit.Moves.Planning;
using Godwit.Moves.Terms;
using Godwit.Pool.Users;
using Microsoft.Extensions.Logging;

namespace Godwit.Moves.Engine;

/// <summary>
/// Runs moves: plans them, cuts them into batches, and lets so many batches run at a time. Call <see cref="Resume"/> once, before anything
/// else: it brings what an earlier process left half-done to an end. Dispose to stop; what is under way then goes on with the next process.
/// </summary>
public sealed partial class MoveEngine(
    IMoveStore store, UserPlans plans, BatchCutter cutter, BatchQueue queue, BatchWork work, MoveSteering steering, FollowUps followUps, UntidyBatches untidy, UserClaims claims, ProgressBoard board, MoveOptions options, TimeProvider time, ILogger<MoveEngine> log)
    : IMoves, IAsyncDisposable
{
    private readonly SemaphoreSlim _planning = new(1);
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _resumed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<Task> _loops = [];

    /// <summary>Finishes or undoes every batch that had begun, then lets the rest, and new moves, run. A pool that is down does not hold it up.</summary>
    public async Task Resume(CancellationToken cancel)
    {
        var batches = (await store.Unfinished(cancel)).Select(BatchJson.Read).ToList();
        foreach (var batch in batches.Where(b => !b.IsSettled)) claims.Claim(batch);
        foreach (var move in await store.Running(cancel))
        {
            var open = batches.Count(b => b.MoveId == move.Id && !b.IsSettled);
            board.Begin(await Progress(move.Id, cancel), open);
            queue.Open(move, await store.LastBatch(move.Id, cancel));
            if (open == 0) await steering.Finish(move.Id, cancel);
        }

        foreach (var batch in batches.Where(b => b.IsSettled)) untidy.Put(batch);
        var begun = batches.Where(b => !b.IsSettled && !b.IsUntouched).ToList();
        if (begun.Count > 0) Resuming(begun.Count);
        await Parallel.ForEachAsync(begun, new ParallelOptions { MaxDegreeOfParallelism = options.BatchesInFlight, CancellationToken = cancel }, async (batch, token) => await work.Run(batch, true, token));
        queue.Put(batches.Where(b => b.IsUntouched).Select(WaitingBatch.Of));
        for (var i = 0; i < options.BatchesInFlight; i++) _loops.Add(Task.Run(() => work.Run(_stop.Token), CancellationToken.None));
        _loops.Add(Task.Run(() => work.Join(_stop.Token), CancellationToken.None));
        _loops.Add(Task.Run(() => followUps.Run(_stop.Token), CancellationToken.None));
        _resumed.TrySetResult();
    }

    public async Task<IReadOnlyList<UserOutcome>> Plan(MoveRequest request, CancellationToken cancel)
    {
        var outcomes = new List<UserOutcome>(request.Users.Count);
        await foreach (var user in plans.Of(request, whole: true, cancel)) outcomes.Add(PlannedOutcome.Of(user, request.Undoes, MoveOutcome.Moved));
        return outcomes;
    }

    public async Task<string> Start(MoveRequest request, CancellationToken cancel)
    {
        await _resumed.Task.WaitAsync(cancel);
        await _planning.WaitAsync(cancel);
        try
        {
            var now = time.GetUtcNow();
            var id = $"{now:yyyyMMdd-HHmmss}-{Random.Shared.NextInt64(1L << 32):x8}";
            var plan = new List<PlannedUser>(request.Users.Count);
            await foreach (var user in plans.Of(request, whole: false, cancel)) plan.Add(user);
            var to = plan.Select(p => p.Target).Distinct().Take(2).ToList() is [var one] ? one : request.ToPool;
            var move = new MoveHead(id, to, request.Force, request.RequestedBy, now, null) { Terms = request.Terms, Undoes = request.Undoes };
            var last = 0;
            var batches = cutter.Cut(move, plan.Where(p => p.Goes), () => ++last);
            await store.Add(move, plan.Select(p => PlannedOutcome.Of(p, request.Undoes, MoveOutcome.Pending)), batches.Select(b => BatchJson.Write(b.Batch)), cancel);

            // From here on the journal has the move: it goes on whatever becomes of the caller.
            foreach (var batch in batches) claims.Claim(batch.Batch);
            var (refused, there) = (plan.Count(p => p.Refusal is not null), plan.Count(p => p.Route == MoveRoute.AlreadyThere));
            board.Begin(new MoveProgress(id, MoveState.Running, plan.Count, 0, there, refused, 0), batches.Count);
            Started(id, plan.Count, request.Undoes is { } undone ? $"where they were before {undone}" : to, request.RequestedBy, refused, there, batches.Count);
            queue.Open(move, last);
            queue.Put(batches);
            if (batches.Count == 0) await steering.Finish(id, _stop.Token);
            return id;
        }
        finally
        {
            _planning.Release();
        }
    }

    public Task<MoveAnswer> Suspend(MoveAsSeen move, CancellationToken cancel) => steering.Suspend(move, cancel);

    public Task<MoveAnswer> GoOn(MoveAsSeen move, CancellationToken cancel) => steering.GoOn(move, cancel);

    public Task<MoveAnswer> Cancel(MoveAsSeen move, CancellationToken cancel) => steering.Cancel(move, cancel);

    public async Task<MoveAnswer> Retry(MoveAsSeen move, bool refused, CancellationToken cancel)
    {
        await _resumed.Task.WaitAsync(cancel);
        await _planning.WaitAsync(cancel);
        MoveAnswer answer;
        try
        {
            answer = await steering.Retry(move, refused, cancel);
        }
        finally
        {
            _planning.Release();
        }

        if (answer.Move is null) return answer;
        await steering.Finish(move.Id, _stop.Token);
        return answer with { Move = steering.Shown(await Progress(move.Id, cancel)), Version = null };
    }

    public Task<MoveAnswer> Change(MoveAsSeen move, TermsChange change, CancellationToken cancel) => steering.Change(move, change, cancel);

    public async Task<MoveReport?> Report(string id, CancellationToken cancel) =>
        await store.Report(id, cancel) is { } report ? LiveReport.Of(report with { State = queue.StateOf(id, report.State) }, queue, board) : null;

    public Task<MoveUsersNow?> Users(string id, MovePage query, CancellationToken cancel) => UserPages.Read(id, query, store, queue, board, cancel);

    async Task<MoveProgress?> IMoves.Progress(string id, CancellationToken cancel) => await store.Progress(id, cancel) is { } progress ? steering.Shown(progress) : null;

    public async Task<IReadOnlyList<MoveProgress>> List(CancellationToken cancel) => [.. (await store.List(cancel)).Select(steering.Shown)];

    public async IAsyncEnumerable<MoveProgress> Watch(string id, [EnumeratorCancellation] CancellationToken cancel)
    {
        if (board.Watch(id, cancel) is { } running)
        {
            await foreach (var progress in running) yield return steering.Shown(progress);
        }
        else if (await store.Progress(id, cancel) is { } ended) yield return ended;
    }

    public async Task Beside(IReadOnlyList<SipAddress> users, Func<IReadOnlySet<SipAddress>, Task> act, CancellationToken cancel)
    {
        await _resumed.Task.WaitAsync(cancel);
        await followUps.Beside(users, act, cancel);
    }

    public Task PoolReturned(string fqdn, CancellationToken cancel) => followUps.Pass(fqdn, cancel);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_loops).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        _stop.Dispose();
        _planning.Dispose();
    }

    private async Task<MoveProgress> Progress(string id, CancellationToken cancel) =>
        await store.Progress(id, cancel) ?? throw new InvalidDataException($"Move {id} is not in the journal");

    [LoggerMessage(LogLevel.Information, "Move {Move}: {Users} users to {Pool}, asked for by {By}; {Refused} refused, {There} there already, {Batches} batches")]
    private partial void Started(string move, int users, string pool, string by, int refused, int there, int batches);

    [LoggerMessage(LogLevel.Information, "Bringing {Count} batches to an end that an earlier process had begun")]
    private partial void Resuming(int count);
}
