using Godwit.Moves.Batches;
using Godwit.Moves.Planning;
using Godwit.Moves.Terms;

namespace Godwit.Moves.Engine;

/// <summary>Cuts the users of a move into batches: those with the same way together.</summary>
public sealed class BatchCutter(MoveOptions options)
{
    public List<WaitingBatch> Cut(MoveHead move, IEnumerable<PlannedUser> users, Func<int> number) =>
        [.. users.GroupBy(u => (u.Home, u.Source, u.Target, u.Joins))
            .SelectMany(g => g.Chunk(Pacing.BatchSize(options.BatchSize, move.Terms.Rate)).Select(chunk => (g.Key, chunk)))
            .Select(b => WaitingBatch.New(
                Batch.New(move.Id, number(), b.Key.Home, b.Key.Source, b.Key.Target, move.Force, []) with { Joins = b.Key.Joins, Undoes = move.Undoes }, [.. b.chunk.Select(u => u.Address)]))];
}
