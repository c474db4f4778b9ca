using Godwit.Moves.Batches;
using Godwit.Pool.Users;

namespace Godwit.Moves.Engine;

/// <summary>Batches whose users all know their outcome, while a pool that was out of reach does not know yet how they stand.</summary>
public sealed class UntidyBatches
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string, int), Batch> _batches = [];

    public IReadOnlyList<Batch> All
    {
        get
        {
            lock (_gate) return [.. _batches.Values];
        }
    }

    public void Put(Batch batch)
    {
        lock (_gate)
            if (batch.Step == MoveStep.Done) _batches.Remove((batch.MoveId, batch.Number));
            else _batches[(batch.MoveId, batch.Number)] = batch;
    }

    /// <summary>Those of the users whom the pool may still see in an old light.</summary>
    public IReadOnlyList<SipAddress> OwedBy(string pool, IReadOnlyCollection<SipAddress> users)
    {
        var owed = All.Where(b => (b.SourceOwed && HomeTruth.Same(b.Source, pool)) || (b.TargetOwed && HomeTruth.Same(b.Target, pool))).SelectMany(b => b.Users).Select(u => u.Address).ToHashSet();
        return owed.Count == 0 ? [] : [.. users.Where(owed.Contains)];
    }
}
