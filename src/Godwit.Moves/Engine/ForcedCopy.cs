using Godwit.Moves.Batches;
using Godwit.Moves.Journal;
using Godwit.Moves.Parcels;
using Godwit.Moves.Planning;
using Godwit.Moves.Vault;
using Godwit.Pool.Users;

namespace Godwit.Moves.Engine;

/// <summary>The copy of a forced move: with the source down the target gets the newest known state of each user; with the target down what was exported, or is known, is put aside.</summary>
public sealed class ForcedCopy(NewestParcels newest, HandedData handed, IMoveStore store, PoolCalls pools)
{
    /// <summary>The source is down, or there is none.</summary>
    public async Task<BatchEvent> Give(Batch batch, PoolFacts target, Action<PutAside> put, CancellationToken cancel)
    {
        if (batch.Source is null) return await GiveHanded(batch, target, cancel);
        var users = batch.Standing(Standing.Going);
        var leaves = new Dictionary<SipAddress, Leave>();
        var lost = new Dictionary<SipAddress, IReadOnlyList<string>>();
        var given = new Dictionary<SipAddress, GivenData>();
        var bases = new List<BaseParcel>();
        foreach (var (user, known) in await newest.Find(batch.Source, users, cancel))
        {
            var state = GivenState.Of(known, batch.Source, target);
            if (state.Refused is { } refused)
            {
                leaves[user] = Leave.Refused(refused);
                continue;
            }

            bases.Add(new BaseParcel(state.Parcel, state.AsOf, false));
            given[user] = new GivenData(state.AsOf, state.Has, state.Whole);
            lost[user] = state.Lost;
        }

        foreach (var user in users) lost.TryAdd(user, [LostItems.EverythingAt(batch.Source)]);
        put(batch.TargetUp ? new PutAside([], bases) : PutAside.Nothing with { Waiting = bases });
        if (batch.TargetUp) await Import(batch.Target, users, [.. bases.Select(b => b.Parcel)], cancel);
        return new BatchEvent.Copied(new Dictionary<SipAddress, string>(), lost, leaves) { Given = given };
    }

    /// <summary>Unassigned users, of whom no pool has anything: what was handed in of them by an administrator who moves them by force. No pool will come back with more.</summary>
    private async Task<BatchEvent> GiveHanded(Batch batch, PoolFacts target, CancellationToken cancel)
    {
        var users = batch.Standing(Standing.Going);
        var leaves = new Dictionary<SipAddress, Leave>();
        var lost = new Dictionary<SipAddress, IReadOnlyList<string>>();
        var given = new Dictionary<SipAddress, GivenData>();
        var parcels = new List<UserParcel>();
        foreach (var (user, known) in batch.Force ? await handed.OfUnassigned(users, cancel) : new Dictionary<SipAddress, AgedParcel>())
        {
            var state = GivenState.Of(known, null, target);
            if ((state.Refused ?? (batch.TargetUp ? null : RefusalText.NobodyTakesHanded(batch.Target))) is { } refused)
            {
                leaves[user] = Leave.Refused(refused);
                continue;
            }

            parcels.Add(state.Parcel);
            given[user] = new GivenData(state.AsOf, state.Has, state.Whole);
            lost[user] = state.Lost;
        }

        if (batch.TargetUp) await Import(batch.Target, users, parcels, cancel);
        return new BatchEvent.Copied(new Dictionary<SipAddress, string>(), lost, leaves) { Given = given };
    }

    private Task Import(string target, IReadOnlyList<SipAddress> users, List<UserParcel> parcels, CancellationToken cancel) => pools.Tell(target, async (link, token) =>
    {
        // A copy that an undone move left there must not become hers.
        await link.BackEnd.Abandon(users, token);
        if (parcels.Count > 0) await link.BackEnd.Import(parcels, token);
    }, cancel);

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
