using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Godwit.Moves.Batches;
using Godwit.Moves.Planning;
using Microsoft.Extensions.Logging;

namespace Godwit.Moves.Engine;

/// <summary>
/// Runs moves: plans them, cuts them into batches, and lets so many batches run at a time. Call <see cref="Resume"/> once, before anything
/// else: it brings what an earlier process left half-done to an end. Dispose to stop; what is under way then goes on with the next process.
/// </summary>
public sealed partial class MoveEngine(
    IMoveStore store, FactFinder facts, BatchRunner runner, FollowUps followUps, UntidyBatches untidy, JoinedMoves joined, UserClaims claims, ProgressBoard board, MoveOptions options, TimeProvider time, ILogger<MoveEngine> log)
    : IMoves, IAsyncDisposable
{
    private readonly Channel<WaitingBatch> _waiting = Channel.CreateUnbounded<WaitingBatch>();
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
            if (open == 0) await Finish(move.Id, cancel);
        }

        foreach (var batch in batches.Where(b => b.IsSettled)) untidy.Put(batch);
        var begun = batches.Where(b => !b.IsSettled && !b.IsUntouched).ToList();
        if (begun.Count > 0) Resuming(begun.Count);
        await Parallel.ForEachAsync(begun, new ParallelOptions { MaxDegreeOfParallelism = options.BatchesInFlight, CancellationToken = cancel }, async (batch, token) => await Run(batch, true, token));
        foreach (var batch in batches.Where(b => b.IsUntouched)) Enqueue(WaitingBatch.Of(batch));
        for (var i = 0; i < options.BatchesInFlight; i++) _loops.Add(Task.Run(() => Work(_stop.Token), CancellationToken.None));
        _loops.Add(Task.Run(() => followUps.Run(_stop.Token), CancellationToken.None));
        _resumed.TrySetResult();
    }

    public async Task<IReadOnlyList<UserOutcome>> Plan(MoveRequest request, CancellationToken cancel)
    {
        var (target, users) = await facts.Find(request, withClients: true, cancel);
        var outcomes = new List<UserOutcome>(request.Users.Count);
        await foreach (var user in users) outcomes.Add(Outcome(CutOff.Warn(MovePlanner.Plan(user, target, request.Force), user, target), MoveOutcome.Moved));
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
            var (target, users) = await facts.Find(request, withClients: false, cancel);
            var plan = new List<PlannedUser>(request.Users.Count);
            await foreach (var user in users) plan.Add(MovePlanner.Plan(user, target, request.Force));
            var batches = Cut(id, plan.Where(p => p.Goes), target.Fqdn, request.Force);
            await store.Add(
                new MoveHead(id, target.Fqdn, request.Force, request.RequestedBy, now, null),
                plan.Select(p => Outcome(p, MoveOutcome.Pending)),
                batches.Select(b => BatchJson.Write(b.Batch)),
                cancel);

            // From here on the journal has the move: it goes on whatever becomes of the caller.
            foreach (var batch in batches) claims.Claim(batch.Batch);
            var (refused, there) = (plan.Count(p => p.Refusal is not null), plan.Count(p => p.Route == MoveRoute.AlreadyThere));
            board.Begin(new MoveProgress(id, MoveState.Running, plan.Count, 0, there, refused, 0), batches.Count);
            Started(id, plan.Count, target.Fqdn, request.RequestedBy, refused, there, batches.Count);
            if (batches.Count == 0) await Finish(id, CancellationToken.None);
            foreach (var batch in batches) Enqueue(batch);
            return id;
        }
        finally
        {
            _planning.Release();
        }
    }

    public Task<MoveReport?> Report(string id, CancellationToken cancel) => store.Report(id, cancel);

    Task<MoveProgress?> IMoves.Progress(string id, CancellationToken cancel) => store.Progress(id, cancel);

    public Task<IReadOnlyList<MoveProgress>> List(CancellationToken cancel) => store.List(cancel);

    public async IAsyncEnumerable<MoveProgress> Watch(string id, [EnumeratorCancellation] CancellationToken cancel)
    {
        if (board.Watch(id, cancel) is { } running)
        {
            await foreach (var progress in running) yield return progress;
        }
        else if (await store.Progress(id, cancel) is { } ended) yield return ended;
    }

    public Task PoolReturned(string fqdn, CancellationToken cancel) => followUps.Pass(fqdn, cancel);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _waiting.Writer.TryComplete();
        await Task.WhenAll(_loops).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        _stop.Dispose();
        _planning.Dispose();
    }

    private async Task Work(CancellationToken cancel)
    {
        await foreach (var waiting in _waiting.Reader.ReadAllAsync(cancel))
        {
            var batch = waiting.Batch;
            try
            {
                await Run(batch, false, cancel);
            }
            catch (Exception e) when (!cancel.IsCancellationRequested)
            {
                Failed(e, batch.MoveId, batch.Number);
            }
        }
    }

    /// <summary>A batch that joins another move takes no worker's time: it only waits.</summary>
    private void Enqueue(WaitingBatch batch)
    {
        if (batch.Joins is null) _waiting.Writer.TryWrite(batch);
        else _loops.Add(Task.Run(() => Join(batch.Batch, _stop.Token), CancellationToken.None));
    }

    private async Task Join(Batch batch, CancellationToken cancel)
    {
        try
        {
            await joined.Run(batch, cancel);
            if (board.BatchEnded(batch.MoveId)) await Finish(batch.MoveId, cancel);
        }
        catch (Exception e) when (!cancel.IsCancellationRequested)
        {
            Failed(e, batch.MoveId, batch.Number);
        }
    }

    private async Task Run(Batch batch, bool resumed, CancellationToken cancel)
    {
        await followUps.WaitForPass(cancel);
        batch = await runner.Run(batch, resumed, cancel);
        claims.Release(batch);
        if (batch.Step == MoveStep.Tidy) untidy.Put(batch);
        if (batch.Step == MoveStep.Tidy || batch.Follows) followUps.Wake();
        if (board.BatchEnded(batch.MoveId)) await Finish(batch.MoveId, cancel);
    }

    private async Task Finish(string id, CancellationToken cancel)
    {
        await store.Finish(id, time.GetUtcNow(), cancel);
        board.Finish(id);
        Finished(id);
    }

    private List<WaitingBatch> Cut(string id, IEnumerable<PlannedUser> users, string target, bool force) =>
        [.. users.GroupBy(u => (u.Home, u.Source, u.Joins))
            .SelectMany(g => g.Chunk(options.BatchSize).Select(chunk => (g.Key, chunk)))
            .Select((b, i) => WaitingBatch.New(Batch.New(id, i + 1, b.Key.Home, b.Key.Source, target, force, []) with { Joins = b.Key.Joins }, [.. b.chunk.Select(u => u.Address)]))];

    private static UserOutcome Outcome(PlannedUser user, MoveOutcome otherwise)
    {
        var outcome = user.Goes ? otherwise : user.Refusal is null ? MoveOutcome.Unchanged : MoveOutcome.Refused;
        return new(user.Address, outcome, user.Home, user.Reason, outcome == MoveOutcome.Moved ? user.Lost : ImmutableArray<string>.Empty);
    }

    private async Task<MoveProgress> Progress(string id, CancellationToken cancel) =>
        await store.Progress(id, cancel) ?? throw new InvalidDataException($"Move {id} is not in the journal");

    [LoggerMessage(LogLevel.Information, "Move {Move}: {Users} users to {Pool}, asked for by {By}; {Refused} refused, {There} there already, {Batches} batches")]
    private partial void Started(string move, int users, string pool, string by, int refused, int there, int batches);

    [LoggerMessage(LogLevel.Information, "Move {Move} finished")]
    private partial void Finished(string move);

    [LoggerMessage(LogLevel.Information, "Bringing {Count} batches to an end that an earlier process had begun")]
    private partial void Resuming(int count);

    [LoggerMessage(LogLevel.Error, "Move {Move}, batch {Number} stopped; it goes on when the engine starts again")]
    private partial void Failed(Exception fault, string move, int number);
}
