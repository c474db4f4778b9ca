using Godwit.Moves.Batches;
using Godwit.Moves.Journal;
using Godwit.Moves.Parcels;
using Godwit.Moves.Planning;
using Godwit.Pool.Users;

namespace Godwit.Moves.Engine;

/// <summary>The copy of a forced move: with the source down the target gets the newest known state of each user; with the target down what was exported, or is known, is put aside.</summary>
public sealed class ForcedCopy(NewestParcels newest, IMoveStore store, PoolCalls pools)
{
    /// <summary>The source is down, or there is none.</summary>
    public async Task<BatchEvent> Give(Batch batch, PoolFacts target, Action<PutAside> put, CancellationToken cancel)
    {
        var users = batch.Standing(Standing.Going);
        var leaves = new Dictionary<SipAddress, Leave>();
        var lost = new Dictionary<SipAddress, IReadOnlyList<string>>();
        var given = new Dictionary<SipAddress, GivenData>();
        var bases = new List<BaseParcel>();
        if (batch.Source is { } source)
        {
            foreach (var (user, known) in await newest.Find(source, users, cancel))
            {
                var state = GivenState.Of(known, source, target);
                if (state.Refused is { } refused)
                {
                    leaves[user] = Leave.Refused(refused);
                    continue;
                }

                bases.Add(new BaseParcel(state.Parcel, state.AsOf, false));
                given[user] = new GivenData(state.AsOf, state.Has, state.Whole);
                lost[user] = state.Lost;
            }
        }

        if (batch.Source is { } down)
            foreach (var user in users) lost.TryAdd(user, [LostItems.EverythingAt(down)]);
        put(batch.TargetUp ? new PutAside([], bases) : PutAside.Nothing with { Waiting = bases });
        if (batch.TargetUp)
            await pools.Tell(batch.Target, async (link, token) =>
            {
                // A copy that an undone move left there must not become hers.
                await link.BackEnd.Abandon(users, token);
                if (bases.Count > 0) await link.BackEnd.Import([.. bases.Select(b => b.Parcel)], token);
            }, cancel);
        return new BatchEvent.Copied(new Dictionary<SipAddress, string>(), lost, leaves) { Given = given };
    }

    /// <summary>The target is down: the parcels go into the journal.</summary>
    public async Task PutBy(Batch batch, IReadOnlyList<UserParcel> parcels, Action<PutAside> put, CancellationToken cancel)
    {
        // Who goes back to where older data of hers lies meets that there: what she was given when she left is what both have in common, and hers is the later.
        var bases = new List<BaseParcel>();
        foreach (var old in await store.OpenDeliveries([.. parcels.Select(p => p.User)], cancel))
            if (old is { State: DeliveryState.AtSource, BaseAsOf: { } asOf } && HomeTruth.Same(old.FromPool, batch.Target) && await store.Base(old.MoveId, old.User, cancel) is { } common)
                bases.Add(new BaseParcel(common, asOf, true));
        put(new PutAside(parcels, [.. bases.DistinctBy(b => b.Parcel.User)]));
    }

    /// <summary>What each user misses until the parcel follows.</summary>
    public static IReadOnlyDictionary<SipAddress, IReadOnlyList<string>> Missing(IEnumerable<UserParcel> parcels) =>
        parcels.ToDictionary(p => p.User, p => (IReadOnlyList<string>)LostItems.Of(UserParcels.Read(p.Content.Span)));
}
