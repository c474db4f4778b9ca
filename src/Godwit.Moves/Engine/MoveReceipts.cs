using System.Runtime.CompilerServices;
using Godwit.Moves.Parcels;
using Godwit.Moves.Receipts;
using Godwit.Pool.Users;
using Godwit.Receipts;

namespace Godwit.Moves.Engine;

/// <summary>The receipts of moves for whoever reads them, one signature's worth in memory at a time.</summary>
public sealed class MoveReceipts(IMoveStore store, PoolCalls pools, HomeTruth truth, ReceiptKey key)
{
    public ReceiptPublicKey Key => key.Public;

    public Task<MoveHead?> Head(string moveId, CancellationToken cancel) => store.Find(moveId, cancel);

    public Task<IReadOnlyList<UserOutcome>> OutcomesAfter(string moveId, SipAddress? after, int most, CancellationToken cancel) => store.Outcomes(moveId, after, most, cancel);

    /// <summary>The receipts of a move, or one user's, in the order they were signed; batch by batch.</summary>
    public async IAsyncEnumerable<IReadOnlyList<ReceiptLine>> Read(string moveId, SipAddress? only, [EnumeratorCancellation] CancellationToken cancel)
    {
        long after = 0;
        if (only is { } user)
        {
            if ((await store.ReceiptSheetsOf(moveId, [user], cancel))[0] is not { } sheet) yield break;
            after = sheet - 1;
        }

        while (await store.NextReceipts(moveId, after, cancel) is { } stored)
        {
            after = stored.Number;
            var lines = SignedReceipts.Of(stored.Content.Span).Lines().Where(l => only is null || l.Receipt.User.Address == only.Value.Value).ToList();
            // A receipt that was completed later stands on a later sheet, too.
            var current = await store.ReceiptSheetsOf(moveId, [.. lines.Select(l => SipAddress.Parse(l.Receipt.User.Address))], cancel);
            yield return [.. lines.Where((_, i) => current[i] == stored.Number)];
            if (only is not null) yield break;
        }
    }

    /// <summary>What has become of the data since: at the home that each user has now, and in the undo copy at the source.</summary>
    public async Task<IReadOnlyList<ReceiptNow>> Now(IReadOnlyList<Receipt> receipts, CancellationToken cancel)
    {
        await truth.CatchUp(cancel);
        var addresses = receipts.Select(r => SipAddress.Parse(r.User.Address)).ToList();
        var here = await Held(addresses, u => truth.HomeOf(u), cancel);
        var there = await Held(addresses, u => receipts[addresses.IndexOf(u)].User.From is { Length: > 0 } from && !HomeTruth.Same(from, truth.HomeOf(u)) ? from : null, cancel);
        return [.. receipts.Select((r, i) => new ReceiptNow(truth.HomeOf(addresses[i]), Compare(r.Target ?? r.Source, here, addresses[i]), Compare(r.Source, there, addresses[i])))];
    }

    /// <summary>By user: what the pool holds of her; a null value when the pool does not answer, no entry when it has no copy.</summary>
    private async Task<Dictionary<SipAddress, ReceiptData?>> Held(IReadOnlyList<SipAddress> users, Func<SipAddress, string?> poolOf, CancellationToken cancel)
    {
        var held = new Dictionary<SipAddress, ReceiptData?>();
        foreach (var pool in users.GroupBy(poolOf).Where(g => g.Key is not null))
        {
            List<SipAddress> asked = [.. pool];
            try
            {
                var copies = await pools.Ask(pool.Key!, (link, token) => link.BackEnd.ReadBack(asked, token), cancel);
                List<SipAddress> there = [.. asked.Where((_, i) => copies[i] is not null)];
                foreach (var parcel in await pools.Ask(pool.Key!, (link, token) => link.BackEnd.Export(there, token), cancel)) held[parcel.User] = ParcelDigests.Of(parcel);
            }
            catch (PoolUnavailableException)
            {
                foreach (var user in asked) held[user] = null;
            }
        }

        return held;
    }

    private static HeldData Compare(ReceiptData? certified, Dictionary<SipAddress, ReceiptData?> held, SipAddress user)
    {
        if (!held.TryGetValue(user, out var data)) return new HeldData(HeldState.NoCopy, []);
        if (data is null) return new HeldData(HeldState.OutOfReach, []);
        return certified is null ? new HeldData(HeldState.NotCertified, []) : HeldData.Compared(certified, data);
    }
}
