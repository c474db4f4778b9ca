using Godwit.Moves.Batches;
using Godwit.Moves.Parcels;
using Godwit.Pool.Users;
using Godwit.Receipts;

namespace Godwit.Moves.Receipts;

/// <summary>Makes the receipts that go into the journal with a batch's record, or with data that came later; and signs them.</summary>
public sealed class ReceiptDesk(IMoveStore store, ReceiptKey key, TimeProvider time)
{
    /// <summary>For a batch that goes on: as an earlier process left it in the middle of its switch.</summary>
    public async Task<BatchPapers> Papers(Batch batch, CancellationToken cancel) =>
        await store.ReceiptDraft(batch.MoveId, batch.Number, cancel) is { } draft ? BatchPapers.Of(SignedReceipts.OfDraft(draft.Span)) : new BatchPapers();

    /// <summary>What is known just before the switch; null at any other step.</summary>
    public async Task<ReadOnlyMemory<byte>?> Draft(Batch batch, BatchPapers papers, CancellationToken cancel) =>
        batch.Step == MoveStep.Switch && await store.Find(batch.MoveId, cancel) is { } head ? SignedReceipts.Draft(papers.Draft(batch, head)) : (ReadOnlyMemory<byte>?)null;

    /// <summary>Null when none of them was moved.</summary>
    public ReceiptSheet? Sign(BatchPapers papers, IEnumerable<BatchUser> ended)
    {
        var receipts = papers.Of(ended.Where(u => u.Outcome == MoveOutcome.Moved).Select(u => u.Address));
        return receipts.Count == 0 ? null : Sheet(receipts);
    }

    /// <summary>New receipts of users whose data was sealed, brought, or kept in the journal.</summary>
    /// <param name="sent">What was exported of them just now.</param>
    /// <param name="arrived">What their home's database holds of them now.</param>
    public async Task<ReceiptSheet?> Complete(string moveId, IReadOnlyList<Delivery> deliveries, IReadOnlyList<UserParcel> sent, IReadOnlyList<UserParcel> arrived, CancellationToken cancel)
    {
        var before = (await Current(moveId, [.. deliveries.Select(d => d.User)], cancel)).ToDictionary(r => r.User.Address);
        var (source, target) = (sent.ToDictionary(p => p.User, ParcelDigests.Of), arrived.ToDictionary(p => p.User, ParcelDigests.Of));
        var receipts = new List<Receipt>();
        foreach (var delivery in deliveries)
            if (before.TryGetValue(delivery.User.Value, out var receipt))
                receipts.Add(Followed(receipt, delivery.State, source.GetValueOrDefault(delivery.User), target.GetValueOrDefault(delivery.User)));
        return receipts.Count == 0 ? null : Sheet(receipts);
    }

    private Receipt Followed(Receipt receipt, DeliveryState state, ReceiptData? source, ReceiptData? target)
    {
        var done = receipt with { Source = source ?? receipt.Source };
        return state switch
        {
            DeliveryState.Delivered => done with { Target = target, Times = done.Times with { Followed = time.GetUtcNow() }, Outcome = new ReceiptOutcome(ReceiptOutcome.Followed, []) },
            DeliveryState.Kept => done with { Outcome = done.Outcome with { Data = ReceiptOutcome.Kept } },
            _ => done,
        };
    }

    /// <summary>The receipts of these users that count now, in any order.</summary>
    private async Task<IReadOnlyList<Receipt>> Current(string moveId, IReadOnlyList<SipAddress> users, CancellationToken cancel)
    {
        var receipts = new List<Receipt>();
        var sheets = users.Zip(await store.ReceiptSheetsOf(moveId, users, cancel)).Where(s => s.Second is not null).GroupBy(s => s.Second!.Value, s => s.First.Value);
        foreach (var sheet in sheets)
            if (await store.NextReceipts(moveId, sheet.Key - 1, cancel) is { } stored)
                receipts.AddRange(SignedReceipts.Of(stored.Content.Span).Receipts.Where(r => sheet.Contains(r.User.Address)));
        return receipts;
    }

    private ReceiptSheet Sheet(IReadOnlyList<Receipt> receipts) =>
        new([.. receipts.Select(r => SipAddress.Parse(r.User.Address))], SignedReceipts.Sign(receipts, key).ToBytes());
}
