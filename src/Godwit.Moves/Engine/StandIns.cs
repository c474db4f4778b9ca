using Godwit.Moves.Merging;
using Godwit.Moves.Parcels;
using Godwit.Pool.Users;

namespace Godwit.Moves.Engine;

/// <summary>
/// What waits in the journal for users who were moved by force while both pools were down. Once their home is up they are given it, and from then on it is what both
/// sides had when they parted.
/// </summary>
public sealed class StandIns(IMoveStore store, PoolCalls pools, ForcedNotices notices)
{
    /// <summary>Of users who live on that pool; their deliveries as they are afterwards.</summary>
    public async Task<IReadOnlyList<Delivery>> Give(string home, Delivery[] batch, CancellationToken cancel)
    {
        var parcels = new List<UserParcel>();
        foreach (var delivery in batch)
            parcels.Add(await store.Parcel(delivery.MoveId, delivery.User, cancel) ?? throw new InvalidDataException($"What waits for {delivery.User} (move {delivery.MoveId}) is not in the journal"));
        List<SipAddress> users = [.. batch.Select(d => d.User)];
        var (given, limits) = await pools.Ask(home, async (link, token) =>
        {
            await link.Fence(users, token);
            var results = await link.BackEnd.Deliver([.. parcels.Select(p => new LateParcel(p, null, false))], link.Limits, token);
            if (notices.Given(batch) is { Count: > 0 } told) await link.BackEnd.PostNotices(told, token);
            await link.Reload(users, token);
            await link.Unfence(users, token);
            return (results, link.Limits);
        }, cancel);

        var after = new List<Delivery>();
        foreach (var move in Enumerable.Range(0, batch.Length).GroupBy(i => batch[i].MoveId))
        {
            var said = (await store.Outcomes(move.Key, [.. move.Select(i => users[i])], cancel)).ToDictionary(u => u.User);
            List<Delivery> known = [.. move.Select(i => batch[i] with { BaseAsOf = batch[i].WaitsAsOf, WaitsAsOf = null })];
            await store.Save(new JournalWrite(move.Key, null, [.. move.Where(i => said.ContainsKey(users[i])).Select(i => DeliveryText.Given(said[users[i]], batch[i], parcels[i], given[i], home))], known, [])
            {
                // What there was no room for is nothing that she has deleted.
                Bases = [.. move.Select(i => given[i].NotTaken.IsEmpty ? parcels[i] : UserParcels.Pack(UserMerge.Fit(UserParcels.Read(parcels[i].Content.Span), limits).User))],
            }, cancel);
            after.AddRange(known);
        }

        return after;
    }
}
