using Godwit.Moves.Batches;
using Godwit.Moves.Planning;
using Godwit.Moves.Terms;
using Microsoft.Extensions.Logging;

namespace Godwit.Moves.Engine;

/// <summary>Orders to a move that was begun, and its end. One at a time, the journal first.</summary>
public sealed partial class MoveSteering(
    IMoveStore store, UserPlans plans, BatchCutter cutter, BatchQueue queue, UserClaims claims, ProgressBoard board, MoveOptions options, TimeProvider time, ILogger<MoveSteering> log) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1);

    public Task<MoveAnswer> Suspend(MoveAsSeen seen, CancellationToken cancel) =>
        Open(seen, move => move.Hold switch
        {
            MoveHold.Cancelled => (move, $"Move {seen.Id} is cancelled; its last batches are ending."),
            _ => (move with { Hold = MoveHold.Suspended }, null),
        }, cancel);

    public Task<MoveAnswer> GoOn(MoveAsSeen seen, CancellationToken cancel) =>
        Open(seen, move => move.Hold switch
        {
            MoveHold.Suspended => (move with { Hold = MoveHold.None }, null),
            MoveHold.Cancelled => (move, $"Move {seen.Id} is cancelled; 'godwit move retry {seen.Id}' tries those who were not moved."),
            _ => (move, $"Move {seen.Id} is not suspended."),
        }, cancel);

    public Task<MoveAnswer> Cancel(MoveAsSeen seen, CancellationToken cancel) => Open(seen, move => (move with { Hold = MoveHold.Cancelled }, null), cancel);

    public Task<MoveAnswer> Change(MoveAsSeen seen, TermsChange change, CancellationToken cancel) =>
        Open(seen, move => change.In(move.Terms) is var terms && terms.Problem(time.GetUtcNow()) is { } problem ? (move, problem) : (move with { Terms = terms }, null), cancel);

    /// <summary>While nothing else is planned. Call <see cref="Finish"/> afterwards: it may be that none of them can go.</summary>
    public async Task<MoveAnswer> Retry(MoveAsSeen seen, bool refused, CancellationToken cancel)
    {
        var id = seen.Id;
        await _one.WaitAsync(cancel);
        try
        {
            if (await store.Find(id, cancel) is not { } move) return MoveAnswer.NoSuchMove;
            var open = queue.Find(id);
            if (seen.IsStale(open ?? move)) return Stale(id);
            if (open?.Hold == MoveHold.Cancelled) return new MoveAnswer(null, $"Move {id} is cancelled and its last batches are ending; try again in a moment.");
            // Whose batch is still ending is left out: she is in this move.
            List<UserOutcome> users = [.. (await store.NotMoved(id, refused, cancel)).Where(u => claims.Find(u.User)?.MoveId != id)];
            if (users.Count == 0) return new MoveAnswer(null, $"Nobody of move {id} failed{(refused ? " or was refused" : "")}; there is nothing to try again.");

            // Who asks for it now wants it although the time is over.
            var terms = Schedule.IsOver(move.Terms, time.GetUtcNow()) ? move.Terms with { CompleteBy = null } : move.Terms;
            move = (open ?? move) with { FinishedAt = null, Hold = open?.Hold ?? MoveHold.None, Terms = terms };
            var request = new MoveRequest([.. users.Select(u => u.User)], move.ToPool, move.Force, move.RequestedBy) { Undoes = move.Undoes };
            var plan = new List<PlannedUser>(users.Count);
            await foreach (var user in plans.Of(request, whole: false, cancel)) plan.Add(user);
            var last = open is null ? await store.LastBatch(id, cancel) : 0;
            var before = await Progress(id, cancel);
            var batches = cutter.Cut(move, plan.Where(p => p.Goes), () => open is null ? ++last : queue.NextNumber(id));
            await store.Again(move, [.. plan.Select(p => PlannedOutcome.Of(p, move.Undoes, MoveOutcome.Pending))], [.. batches.Select(b => BatchJson.Write(b.Batch))], cancel);

            // The journal has it: from here on nothing may fail.
            foreach (var batch in batches) claims.Claim(batch.Batch);
            if (open is null)
            {
                board.Begin(Again(before with { State = move.State }, users, plan), batches.Count);
                queue.Open(move, last);
            }
            else
            {
                board.More(id, batches.Count);
                board.Change(id, p => Again(p, users, plan));
                await queue.Change(move);
            }

            queue.Put(batches);
            TriedAgain(id, users.Count, batches.Count);
            return Answer(id);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>A batch of the move was its last, as it seemed. Goes on until the journal has it.</summary>
    public async Task Finish(string id, CancellationToken cancel)
    {
        for (var attempt = 0; ; attempt++)
        {
            await _one.WaitAsync(cancel);
            try
            {
                // Some may have been tried again meanwhile.
                if (board.IsDone(id)) await End(id, cancel);
                return;
            }
            catch (Exception e) when (!cancel.IsCancellationRequested)
            {
                NotFinished(e, id);
            }
            finally
            {
                _one.Release();
            }

            await Task.Delay(options.Backoff(attempt), time, cancel);
        }
    }

    /// <summary>Who is to be shown a move is also told that it waits for its time.</summary>
    public MoveProgress Shown(MoveProgress progress) => progress with { State = queue.StateOf(progress.Id, progress.State) };

    public void Dispose() => _one.Dispose();

    private async Task<MoveAnswer> Open(MoveAsSeen seen, Func<MoveHead, (MoveHead Move, string? Problem)> order, CancellationToken cancel)
    {
        var id = seen.Id;
        await _one.WaitAsync(cancel);
        try
        {
            if (queue.Find(id) is not { } move)
                return await store.Find(id, cancel) is null ? MoveAnswer.NoSuchMove : new MoveAnswer(null, $"Move {id} is over.");
            if (seen.IsStale(move)) return Stale(id);
            var (next, problem) = order(move);
            if (problem is not null) return new MoveAnswer(null, problem);
            if (next != move)
            {
                await store.Put(next, cancel);
                await queue.Change(next);
                Changed(id, next.Hold, TermsJson.Write(next.Terms));
            }

            board.Change(id, p => p with { State = next.State });
            return Answer(id) with { Version = MoveVersion.Of(next) };
        }
        finally
        {
            _one.Release();
        }
    }

    private static MoveAnswer Stale(string id) => new(null, $"Move {id} does not stand any more as it did when it was read; read it again, then decide.") { IsStale = true };

    private MoveAnswer Answer(string id) => new(board.Find(id) is { } move ? Shown(move) : null, null);

    private static MoveProgress Again(MoveProgress now, List<UserOutcome> users, List<PlannedUser> plan) => now with
    {
        Failed = now.Failed - users.Count(u => u.Outcome == MoveOutcome.Failed),
        Refused = now.Refused - users.Count(u => u.Outcome == MoveOutcome.Refused) + plan.Count(p => p.Refusal is not null),
        Unchanged = now.Unchanged + plan.Count(p => p.Route == MoveRoute.AlreadyThere),
    };

    private async Task End(string id, CancellationToken cancel)
    {
        if (queue.Find(id) is not { } move) return;
        move = move with { FinishedAt = time.GetUtcNow() };
        await store.Put(move, cancel);
        queue.Close(id);
        board.Finish(id, move.State);
        Finished(id, move.State);
    }

    private async Task<MoveProgress> Progress(string id, CancellationToken cancel) =>
        await store.Progress(id, cancel) ?? throw new InvalidDataException($"Move {id} is not in the journal");

    [LoggerMessage(LogLevel.Information, "Move {Move} is {State}")]
    private partial void Finished(string move, MoveState state);

    [LoggerMessage(LogLevel.Error, "Move {Move} is over, but the journal could not be told; tried again")]
    private partial void NotFinished(Exception fault, string move);

    [LoggerMessage(LogLevel.Information, "Move {Move}: hold {Hold}, terms {Terms}")]
    private partial void Changed(string move, MoveHold hold, string? terms);

    [LoggerMessage(LogLevel.Information, "Move {Move}: {Users} users are tried again, {Batches} batches")]
    private partial void TriedAgain(string move, int users, int batches);
}
