using Godwit.Moves.Batches;
using Godwit.Pool.Users;

namespace Godwit.Moves.Journal;

/// <summary>Writes a batch's step down before it acts, with the outcomes that became final on the way and the data that has to follow.</summary>
public sealed class MoveJournal(IMoveStore store)
{
    /// <param name="before">What the journal holds now.</param>
    /// <param name="sealedParcels">Of users whose data can't be brought to the target now.</param>
    public Task Save(Batch before, Batch batch, IReadOnlyList<UserParcel> sealedParcels, CancellationToken cancel)
    {
        var newlyOut = batch.Users.Where((u, i) => u.Standing == Standing.Out && before.Users[i].Standing != Standing.Out).ToList();
        return store.Save(
            new JournalWrite(
                batch.MoveId,
                BatchJson.Write(batch),
                [.. newlyOut.Select(u => new UserOutcome(u.Address, u.Outcome, batch.Home, u.Reason, u.Lost))],
                [.. Deliveries(batch, newlyOut)],
                batch.Step == MoveStep.Switch ? sealedParcels : []),
            cancel);
    }

    private static IEnumerable<Delivery> Deliveries(Batch batch, IReadOnlyList<BatchUser> newlyOut)
    {
        if (batch.Source is not { } source) return [];
        if (batch is { Step: MoveStep.Switch, DataFollows: true })
            return batch.Standing(Standing.Going).Select(u => Of(u, batch.SourceUp ? DeliveryState.Sealed : DeliveryState.AtSource));

        // She went with her data after all, or did not go: what was put by for an earlier attempt is not needed.
        return batch.Follows ? newlyOut.Where(u => u.Outcome != MoveOutcome.Moved || !batch.DataFollows).Select(u => Of(u.Address, DeliveryState.Dropped)) : [];

        Delivery Of(SipAddress user, DeliveryState state) => new(batch.MoveId, user, source, state);
    }
}
