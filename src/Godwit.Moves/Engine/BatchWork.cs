using Godwit.Moves.Batches;
using Godwit.Moves.Journal;
using Godwit.Moves.Terms;
using Microsoft.Extensions.Logging;

namespace Godwit.Moves.Engine;

/// <summary>What the engine's loops do: take the next batch whose time has come, run it, see whether it was its move's last.</summary>
public sealed partial class BatchWork(
    IMoveStore store, MoveJournal journal, BatchRunner runner, BusyUsers busy, BatchQueue queue, JoinedMoves joined, MoveSteering steering, FollowUps followUps, UntidyBatches untidy, UserClaims claims,
    ProgressBoard board, MoveOptions options, TimeProvider time, ILogger<BatchWork> log)
{
    public async Task Run(CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            var turn = await queue.Take(cancel);
            try
            {
                await Run(turn, cancel);
            }
            catch (Exception e) when (!cancel.IsCancellationRequested)
            {
                Failed(e, turn.Batch.MoveId);
            }
            finally
            {
                queue.Ended(turn.Batch);
            }
        }
    }

    /// <summary>A batch that joins another move takes no worker's time: it only waits.</summary>
    public async Task Join(CancellationToken cancel)
    {
        var waiting = new List<Task>();
        try
        {
            await foreach (var batch in queue.Joining(cancel))
            {
                waiting.RemoveAll(t => t.IsCompleted);
                waiting.Add(Task.Run(() => Join(batch.Batch, cancel), CancellationToken.None));
            }
        }
        finally
        {
            await Task.WhenAll(waiting);
        }
    }

    public async Task Run(Batch batch, bool resumed, CancellationToken cancel)
    {
        await followUps.WaitForPass(cancel);
        batch = await runner.Run(batch, resumed, cancel);
        claims.Release(batch);
        if (batch.Step == MoveStep.Tidy) untidy.Put(batch);
        if (batch.Step == MoveStep.Tidy || batch.Follows) followUps.Wake();
        await Ended(batch, cancel);
    }

    private async Task Run(Turn turn, CancellationToken cancel)
    {
        Batch batch;
        try
        {
            batch = await Prepare(turn, cancel);
        }
        catch (Exception e) when (!cancel.IsCancellationRequested)
        {
            // What could not be written down has not begun: its turn comes again.
            var held = turn.Batch.Held(time.GetUtcNow() + options.Backoff(turn.Batch.Holds));
            NotBegun(e, held.MoveId, held.HeldUntil!.Value);
            queue.Put([held]);
            board.Change(held.MoveId, p => p);
            return;
        }

        if (batch.IsSettled) await Ended(batch, cancel);
        else if (batch.NotBefore is null) await Run(batch, false, cancel);
    }

    /// <summary>Writes down what comes before a batch begins; all of it when its move is over. One with <see cref="Batch.NotBefore"/> waits again.</summary>
    private async Task<Batch> Prepare(Turn turn, CancellationToken cancel)
    {
        var batch = turn.Batch.Batch;
        if (turn.Over is { } why)
        {
            var ended = batch.End(why);
            await journal.Save(batch, ended, PutAside.Nothing, null, cancel);
            board.Advance(batch, ended);
            claims.Release(ended);
            return ended;
        }

        if (turn.PacedUntil is { } until) await store.Pace(batch.MoveId, until, cancel);
        if (turn.Terms != MoveTerms.None) board.Change(batch.MoveId, p => p);
        return turn.Terms.WaitsForBusy ? await busy.LeaveForLater(batch, cancel) : batch with { NotBefore = null };
    }

    private async Task Ended(Batch batch, CancellationToken cancel)
    {
        if (board.BatchEnded(batch)) await steering.Finish(batch.MoveId, cancel);
        else board.Change(batch.MoveId, p => p);
    }

    private async Task Join(Batch batch, CancellationToken cancel)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                batch = await joined.Run(batch, cancel);
                break;
            }
            catch (Exception e) when (!cancel.IsCancellationRequested)
            {
                var pause = options.Backoff(attempt);
                NotBegun(e, batch.MoveId, time.GetUtcNow() + pause);
                await Task.Delay(pause, time, cancel);
            }
        }

        await Ended(batch, cancel);
    }

    [LoggerMessage(LogLevel.Error, "Move {Move}: a batch stopped; it goes on when the engine starts again")]
    private partial void Failed(Exception fault, string move);

    [LoggerMessage(LogLevel.Error, "Move {Move}: what comes before a batch, or instead of it, could not be done; tried again at {At}")]
    private partial void NotBegun(Exception fault, string move, DateTimeOffset at);
}
