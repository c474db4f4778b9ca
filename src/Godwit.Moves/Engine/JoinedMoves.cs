using Godwit.Moves.Batches;
using Godwit.Moves.Journal;

namespace Godwit.Moves.Engine;

/// <summary>
/// Users who were asked for while an earlier move was bringing them to the same pool: nothing is done for them twice. What becomes of them there is
/// waited for, and is what became of them here.
/// </summary>
public sealed class JoinedMoves(IMoveStore store, MoveJournal journal, UserClaims claims, ProgressBoard board)
{
    /// <param name="batch">One with <see cref="Batch.Joins"/>.</param>
    public async Task<Batch> Run(Batch batch, CancellationToken cancel)
    {
        if (board.Watch(batch.Joins!, cancel) is { } running)
            await foreach (var _ in running)
                if (!batch.Users.Any(u => claims.Find(u.Address)?.MoveId == batch.Joins)) break;

        var outcomes = (await store.Outcomes(batch.Joins!, [.. batch.Users.Select(u => u.Address)], cancel)).ToDictionary(u => u.User);
        if (outcomes.Count < batch.Users.Length) throw new InvalidDataException($"Move {batch.Joins} is not in the journal with all users who joined it");
        var ended = batch with
        {
            Step = MoveStep.Done,
            Users = [.. batch.Users.Select(u => u with { Standing = Standing.Out, Outcome = outcomes[u.Address].Outcome, Reason = outcomes[u.Address].Reason, Lost = outcomes[u.Address].Lost })],
        };
        await journal.Save(batch, ended, [], cancel);
        board.Advance(batch, ended);
        return ended;
    }
}
