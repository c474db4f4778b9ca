using Godwit.Moves.Batches;
using Godwit.Moves.Forecasts;
using Godwit.Moves.Journal;
using Godwit.Moves.Receipts;
using Microsoft.Extensions.Logging;

namespace Godwit.Moves.Engine;

/// <summary>Drives one batch: write the step down, act, ask the machine what comes next; until everybody knows her outcome.</summary>
public sealed partial class BatchRunner(
    MoveJournal journal, BatchActs acts, ReceiptDesk receipts, ProgressBoard board, MoveInstruments instruments, Paces paces, MoveOptions options, TimeProvider time, ILogger<BatchRunner> log)
{
    /// <param name="batch">As it stands in the journal.</param>
    /// <param name="resumed">Another process began it.</param>
    public async Task<Batch> Run(Batch batch, bool resumed, CancellationToken cancel)
    {
        var pace = PaceOf.Move(batch.Source, batch.Target);
        var moved = 0;
        paces.Begin(pace);
        try
        {
            batch = await Drive(batch, resumed, cancel);
            moved = batch.Users.Count(u => u.Outcome == MoveOutcome.Moved);
            return batch;
        }
        finally
        {
            await paces.End(pace, moved, cancel);
        }
    }

    private async Task<Batch> Drive(Batch batch, bool resumed, CancellationToken cancel)
    {
        // As the journal has it, and as it was when it last acted.
        var (written, acted) = (batch, batch);
        var recover = resumed && batch.Step == MoveStep.Switch;
        if (resumed) batch = BatchMove.Resume(batch);
        var aside = PutAside.Nothing;
        var papers = recover ? await receipts.Papers(batch, cancel) : new BatchPapers();
        var began = time.GetTimestamp();
        long fenced = 0;
        for (var (attempt, hindrances) = (0, 0); ;)
        {
            BatchEvent happened;
            try
            {
                if (batch != written && BatchMove.IsJournalled(batch.Step))
                {
                    await Write(written, batch, aside, papers, cancel);
                    written = batch;
                }

                if (batch.IsSettled) break;
                acted = batch;
                board.Stands(batch);
                if (batch.Step == MoveStep.Fence) fenced = time.GetTimestamp();
                happened = recover ? await acts.Recover(batch, cancel) : await acts.Act(batch, put => aside = put, cancel);
                papers.Note(batch, happened, time.GetUtcNow());
                recover = false;
                if (batch.Step is MoveStep.Release or MoveStep.Undo && fenced != 0) instruments.Paused(batch, time.GetElapsedTime(fenced));
            }
            catch (PoolUnavailableException e)
            {
                PoolLost(batch.MoveId, batch.Number, batch.Step, e.Fqdn, e.InnerException?.Message);
                happened = new BatchEvent.PoolLost(e.Fqdn) { IsFull = e.IsFull };
            }
            catch (Exception e) when (!cancel.IsCancellationRequested)
            {
                Faulted(e, batch.MoveId, batch.Number, batch.Step);

                // What could not be written down has not begun.
                var unwritten = batch != written && BatchMove.IsJournalled(batch.Step);
                happened = unwritten || e is DirectoryUnavailableException ? new BatchEvent.Hindered() : new BatchEvent.Faulted();
                if (unwritten) batch = acted;
            }

            var next = BatchMove.Next(batch, happened);
            if (happened is BatchEvent.Hindered) await Task.Delay(options.Backoff(hindrances++), time, cancel);
            else if (next == batch && happened is BatchEvent.PoolLost or BatchEvent.Faulted) await Task.Delay(options.Backoff(attempt++), time, cancel);
            else attempt = 0;
            if (next.Step > MoveStep.Mark && happened is not BatchEvent.Hindered) hindrances = 0;
            batch = next;
        }

        instruments.Ended(batch, time.GetElapsedTime(began));
        Ended(batch, time.GetElapsedTime(began));
        return batch;
    }

    private async Task Write(Batch written, Batch batch, PutAside aside, BatchPapers papers, CancellationToken cancel)
    {
        await journal.Save(written, batch, aside, papers, cancel);
        board.Advance(written, batch);
    }

    private void Ended(Batch batch, TimeSpan took)
    {
        int Count(MoveOutcome outcome) => batch.Users.Count(u => u.Outcome == outcome);
        BatchEnded(batch.MoveId, batch.Number, batch.Home ?? "unassigned", batch.Target, Count(MoveOutcome.Moved), Count(MoveOutcome.Refused), Count(MoveOutcome.Failed), took.TotalMilliseconds);
        if (!log.IsEnabled(LogLevel.Debug)) return;
        foreach (var user in batch.Users) UserEnded(user.Address, batch.MoveId, user.Outcome, user.Reason);
    }

    [LoggerMessage(LogLevel.Information, "Move {Move}, batch {Number}, {From} to {To}: {Moved} moved, {Refused} refused, {Failed} failed in {Milliseconds:F0} ms")]
    private partial void BatchEnded(string move, int number, string from, string to, int moved, int refused, int failed, double milliseconds);

    [LoggerMessage(LogLevel.Debug, "{User}, move {Move}: {Outcome}. {Reason}", SkipEnabledCheck = true)]
    private partial void UserEnded(Pool.Users.SipAddress user, string move, MoveOutcome outcome, string? reason);

    [LoggerMessage(LogLevel.Warning, "Move {Move}, batch {Number}: lost {Pool} in step {Step}: {Reason}")]
    private partial void PoolLost(string move, int number, MoveStep step, string pool, string? reason);

    [LoggerMessage(LogLevel.Error, "Move {Move}, batch {Number} failed in step {Step}")]
    private partial void Faulted(Exception fault, string move, int number, MoveStep step);
}
