using Godwit.Moves.Batches;
using Godwit.Moves.Receipts;
using Godwit.Pool.Users;

namespace Godwit.Moves.Journal;

/// <summary>Writes a batch's step down before it acts, with the outcomes that became final on the way and the data that has to follow.</summary>
public sealed class MoveJournal(IMoveStore store, ReceiptDesk receipts, TimeProvider time)
{
    /// <param name="before">What the journal holds now.</param>
    /// <param name="aside">Of users whose data can't be brought to the target now.</param>
    /// <param name="papers">What receipts will say of the batch's users; null when there is nothing to certify.</param>
    public async Task Save(Batch before, Batch batch, PutAside aside, BatchPapers? papers, CancellationToken cancel)
    {
        if (batch.Step != MoveStep.Switch) aside = PutAside.Nothing;
        var newlyOut = batch.Users.Where((u, i) => u.Standing == Standing.Out && before.Users[i].Standing != Standing.Out).ToList();
        await store.Save(
            new JournalWrite(
                batch.MoveId,
                BatchJson.Write(batch),
                [.. newlyOut.Select(u => new UserOutcome(u.Address, u.Outcome, batch.Home, u.Reason, u.Lost) { State = u.State, To = batch.Undoes is null ? null : batch.Target })],
                [.. Deliveries(batch, newlyOut, aside)],
                [.. aside.Sealed, .. aside.Waiting.Select(w => w.Parcel)])
            {
                Bases = [.. aside.Bases.Select(b => b.Parcel)],
                Undone = batch.Undoes is null ? [] : [.. newlyOut.Where(u => u.Outcome == MoveOutcome.Moved).Select(u => u.Address)],
                ReceiptDraft = papers is null ? null : await receipts.Draft(batch, papers, cancel),
                Receipts = papers is null ? null : receipts.Sign(papers, newlyOut),
            },
            cancel);
    }

    /// <summary>Some users of a batch that has not begun go later: two batches from now on, or one that waits.</summary>
    public Task Save(Batch batch, Batch? later, CancellationToken cancel) =>
        store.Save(new JournalWrite(batch.MoveId, BatchJson.Write(batch), [], [], []) { Later = later is null ? null : BatchJson.Write(later) }, cancel);

    private IEnumerable<Delivery> Deliveries(Batch batch, IReadOnlyList<BatchUser> newlyOut, PutAside aside)
    {
        var (bases, waiting) = (aside.Bases.ToDictionary(b => b.Parcel.User), aside.Waiting.ToDictionary(w => w.Parcel.User, w => w.AsOf));
        var now = time.GetUtcNow();
        if (batch.Source is not { } source) return [];
        if (batch is { Step: MoveStep.Switch, DataFollows: true })
            return batch.Standing(Standing.Going).Select(u => Of(u, batch.SourceUp ? DeliveryState.Sealed : DeliveryState.AtSource));

        // She went with her data after all, or did not go: what was put by for an earlier attempt is not needed.
        return batch.Follows ? newlyOut.Where(u => u.Outcome != MoveOutcome.Moved || !batch.DataFollows).Select(u => Of(u.Address, DeliveryState.Dropped)) : [];

        Delivery Of(SipAddress user, DeliveryState state) => new(batch.MoveId, user, source, state, now)
        {
            BaseAsOf = bases.GetValueOrDefault(user)?.AsOf,
            WaitsAsOf = waiting.TryGetValue(user, out var asOf) ? asOf : null,
            IsLater = bases.GetValueOrDefault(user)?.IsLater ?? false,
        };
    }
}
