using Godwit.Moves.Batches;
using Godwit.Moves.Journal;

namespace Godwit.Moves.Engine;

/// <summary>
/// Users who were asked for while an earlier move was bringing them to the same pool: nothing is done for them twice. What becomes of them there is
/// waited for, and is what became of them here.
/// </summary>
public sealed class JoinedMoves(IMoveStore store, MoveJournal journal, UserClaims claims, ProgressBoard board, BatchQueue queue)
{
    /// <param name="batch">One with <see cref="Batch.Joins"/>.</param>
    public async Task<Batch> Run(Batch batch, CancellationToken cancel)
    {
        var ended = await Others(batch, cancel) ? await WithThem(batch, cancel) : batch.End(MoveFailure.Cancelled(batch.MoveId));
        await journal.Save(batch, ended, PutAside.Nothing, null, cancel);
        board.Advance(batch, ended);
        return ended;
    }

    /// <summary>Waits for the end of the other move, as far as these users go; false when their own move is cancelled before.</summary>
    private async Task<bool> Others(Batch batch, CancellationToken cancel)
    {
        var cancelled = queue.Cancelled(batch.MoveId);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, cancelled);
        try
        {
            if (board.Watch(batch.Joins!, either.Token) is { } running)
                await foreach (var _ in running)
                    if (!batch.Users.Any(u => claims.Find(u.Address)?.MoveId == batch.Joins)) return true;
            return true;
        }
        catch (OperationCanceledException) when (cancelled.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task<Batch> WithThem(Batch batch, CancellationToken cancel)
    {
        var outcomes = (await store.Outcomes(batch.Joins!, [.. batch.Users.Select(u => u.Address)], cancel)).ToDictionary(u => u.User);
        if (outcomes.Count < batch.Users.Length) throw new InvalidDataException($"Move {batch.Joins} is not in the journal with all users who joined it");
        return batch with
        {
            Step = MoveStep.Done,
            Users = [.. batch.Users.Select(u => u with { Standing = Standing.Out, Outcome = outcomes[u.Address].Outcome, Reason = outcomes[u.Address].Reason, Lost = outcomes[u.Address].Lost, State = outcomes[u.Address].State })],
        };
    }
}
