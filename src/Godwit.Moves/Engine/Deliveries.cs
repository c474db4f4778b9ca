using Godwit.Moves.Receipts;
using Godwit.Pool.Users;
using Microsoft.Extensions.Logging;

namespace Godwit.Moves.Engine;

/// <summary>
/// Data that follows users who were moved by force, wherever they live by then: first it is sealed into the journal when its pool is back, then
/// it is handed to the user's home and merged with what she has there by then.
/// </summary>
public sealed partial class Deliveries(
    IMoveStore store, HomeTruth truth, PoolCalls pools, StandIns standIns, ForcedNotices notices, ReceiptDesk receipts, MoveOptions options, TimeProvider time, ILogger<Deliveries> log)
{
    /// <summary>Everything that is open for these users and can be done now; what is open after that. The caller holds their claim.</summary>
    public async Task<IReadOnlyList<Delivery>> DeliverTo(IReadOnlyCollection<SipAddress> users, CancellationToken cancel)
    {
        var open = await Open();
        if (open.Count == 0) return open;
        await Deliver(open, cancel);
        return await Open();

        Task<IReadOnlyList<Delivery>> Open() => store.OpenDeliveries(users, cancel);
    }

    /// <summary>The deliveries of users whom nobody else is moving; in batches, pool by pool. A pool that does not answer leaves its own open.</summary>
    public async Task Deliver(IReadOnlyList<Delivery> open, CancellationToken cancel)
    {
        if (open.Count == 0) return;
        await truth.CatchUp(cancel);
        open = await Give(open, cancel);
        var ready = open.Where(d => d.State == DeliveryState.Sealed).ToList();
        foreach (var batch in Batches(open.Where(d => d.State == DeliveryState.AtSource), d => d.FromPool))
        {
            ready.AddRange(await Guard(batch[0].FromPool, () => Seal(batch, cancel), cancel));

            // Who lives again where data of hers lies must have that first: a parcel could take its place.
            List<SipAddress> returned = [.. Returned(batch).Select(d => d.User)];
            if (returned.Count == 0) continue;
            var still = (await store.OpenDeliveries(returned, cancel)).Where(d => d.State == DeliveryState.AtSource).Select(d => d.User).ToHashSet();
            ready.RemoveAll(d => still.Contains(d.User));
        }

        // A user with two parcels gets the older one first, the other one next time.
        foreach (var batch in Batches(ready.DistinctBy(d => d.User), d => truth.HomeOf(d.User) ?? ""))
            if (truth.HomeOf(batch[0].User) is { } home)
                await Guard(home, () => HandOver(home, batch, cancel), cancel);
    }

    /// <summary>What waits for a home that is up now; what was opened, as it is then.</summary>
    private async Task<IReadOnlyList<Delivery>> Give(IReadOnlyList<Delivery> open, CancellationToken cancel)
    {
        var waiting = open.Where(d => d.WaitsAsOf is not null).ToList();
        if (waiting.Count == 0) return open;
        var given = new Dictionary<(string, SipAddress), Delivery>();
        foreach (var batch in Batches(waiting.Except(Returned(waiting)).DistinctBy(d => d.User), d => truth.HomeOf(d.User) ?? ""))
            if (truth.HomeOf(batch[0].User) is { } home)
                foreach (var delivery in await Guard(home, () => standIns.Give(home, batch, cancel), cancel)) given[(delivery.MoveId, delivery.User)] = delivery;
        return [.. open.Select(d => given.GetValueOrDefault((d.MoveId, d.User), d))];
    }

    /// <summary>Source is back: out of its database, into the journal. Its copy becomes an undo copy, like that of any user who left.</summary>
    private async Task<IReadOnlyList<Delivery>> Seal(Delivery[] batch, CancellationToken cancel)
    {
        var from = batch[0].FromPool;

        // Who has come back to the old home in the meantime has it all there.
        var returned = Returned(batch).ToList();
        if (returned.Count > 0) await pools.Tell(from, (link, token) => link.BackEnd.Settle([.. returned.Select(d => d.User)], token), cancel);
        await Settle(returned, DeliveryState.Delivered, [], [], cancel);
        List<Delivery> away = [.. batch.Except(returned)];
        if (away.Count == 0) return [];
        List<SipAddress> users = [.. away.Select(d => d.User)];
        var (parcels, hers) = await pools.Ask(from, async (link, token) =>
        {
            await link.Fence(users, token);
            var exported = await link.BackEnd.Export(users, token);
            var hers = await Hers(link, away, token);
            await link.BackEnd.Retire(users, time.GetUtcNow() + options.UndoWindow, token);
            foreach (var group in users.GroupBy(truth.HomeOf)) await link.Release([.. group], group.Key, token);
            return (exported, hers);
        }, cancel);

        var nothing = away.Where((_, i) => !hers[i]).ToList();
        await Settle(nothing.Where(d => d.WaitsAsOf is null), DeliveryState.Delivered, [], [], cancel);

        // What waited for her new home is all that there is then.
        var waited = await Settle(nothing.Where(d => d.WaitsAsOf is not null), DeliveryState.Sealed, [], [], cancel);
        return [.. waited, .. await Settle(away.Except(nothing), DeliveryState.Sealed, parcels, [], cancel)];
    }

    private async Task<IReadOnlyList<Delivery>> HandOver(string home, Delivery[] batch, CancellationToken cancel)
    {
        var late = new List<LateParcel>();
        foreach (var delivery in batch) late.Add(await Late(delivery, cancel));
        List<SipAddress> users = [.. batch.Select(d => d.User)];

        // What she was given in a forced move and what lay there before look alike to the back end; the journal knows.
        List<SipAddress> given = [.. (await store.OpenDeliveries(users, cancel)).Where(d => d is { BaseAsOf: not null, IsLater: false }).Select(d => d.User).Distinct()];
        var (merged, arrived) = await pools.Ask(home, async (link, token) =>
        {
            await link.Fence(users, token);
            if (given.Count > 0) await link.BackEnd.Settle(given, token);
            var results = await link.BackEnd.Deliver(late, link.Limits, token);
            var readBack = await link.BackEnd.Export(users, token);
            if (notices.Merged(batch.Zip(results)) is { Count: > 0 } told) await link.BackEnd.PostNotices(told, token);
            await link.Reload(users, token);
            await link.Unfence(users, token);
            return (results, readBack);
        }, cancel);
        var outcomes = users.Zip(merged).ToDictionary(u => u.First, u => u.Second);
        await Settle(batch.Where((_, i) => merged[i].NotTaken.IsEmpty), DeliveryState.Delivered, [], arrived, cancel, outcomes);
        await Settle(batch.Where((_, i) => !merged[i].NotTaken.IsEmpty), DeliveryState.Kept, [], arrived, cancel, outcomes);
        return [];
    }

    private async Task<LateParcel> Late(Delivery delivery, CancellationToken cancel)
    {
        var parcel = await store.Parcel(delivery.MoveId, delivery.User, cancel) ?? throw new InvalidDataException($"The parcel of {delivery.User} (move {delivery.MoveId}) is not in the journal");
        return new LateParcel(parcel, delivery.BaseAsOf is null ? null : await store.Base(delivery.MoveId, delivery.User, cancel), delivery.IsLater);
    }

    /// <summary>Whose own copy lies there: an undo copy of an earlier stay is not what she had there when she was moved away.</summary>
    private async Task<IReadOnlyList<bool>> Hers(IPoolLink link, List<Delivery> away, CancellationToken cancel)
    {
        List<SipAddress> users = [.. away.Select(d => d.User)];
        var (copies, until) = (await link.BackEnd.ReadBack(users, cancel), await link.BackEnd.LeftUntil(users, cancel));
        return [.. away.Select((d, i) => copies[i] is not null && (until[i] is not { } left || left > d.Since + options.UndoWindow))];
    }

    /// <summary>Journals the new state, and what the move's report says of the user from now on.</summary>
    private async Task<IReadOnlyList<Delivery>> Settle(
        IEnumerable<Delivery> deliveries, DeliveryState state, IReadOnlyList<UserParcel> parcels, IReadOnlyList<UserParcel> arrived, CancellationToken cancel,
        IReadOnlyDictionary<SipAddress, LateOutcome>? merged = null)
    {
        var settled = new List<Delivery>();
        foreach (var move in deliveries.GroupBy(d => d.MoveId))
        {
            List<Delivery> after = [.. move.Select(d => d with { State = state, WaitsAsOf = null })];
            var users = after.Select(d => d.User).ToHashSet();
            var said = (await store.Outcomes(move.Key, users, cancel)).ToDictionary(u => u.User);
            var outcomes = after.Where(d => said.ContainsKey(d.User)).Select(d => DeliveryText.Update(said[d.User], d, merged?.GetValueOrDefault(d.User), truth.HomeOf(d.User)));
            await store.Save(new JournalWrite(move.Key, null, [.. outcomes], after, [.. parcels.Where(p => users.Contains(p.User))])
            {
                Receipts = await receipts.Complete(move.Key, after, parcels, arrived, cancel),
            }, cancel);
            foreach (var delivery in after) Followed(delivery.User, delivery.FromPool, delivery.MoveId, state);
            settled.AddRange(after);
        }

        return settled;
    }

    private IEnumerable<Delivery> Returned(IEnumerable<Delivery> batch) => batch.Where(d => HomeTruth.Same(truth.HomeOf(d.User), d.FromPool));

    private static IEnumerable<Delivery[]> Batches(IEnumerable<Delivery> deliveries, Func<Delivery, string> pool) =>
        deliveries.GroupBy(pool, StringComparer.OrdinalIgnoreCase).SelectMany(g => g.Chunk(100));

    private async Task<IReadOnlyList<Delivery>> Guard(string pool, Func<Task<IReadOnlyList<Delivery>>> act, CancellationToken cancel)
    {
        try
        {
            return await act();
        }
        catch (PoolUnavailableException)
        {
            return [];
        }
        catch (Exception e) when (!cancel.IsCancellationRequested)
        {
            Failed(e, pool);
            return [];
        }
    }

    [LoggerMessage(LogLevel.Information, "Data of {User} from {Pool} (move {Move}): {State}")]
    private partial void Followed(SipAddress user, string pool, string move, DeliveryState state);

    [LoggerMessage(LogLevel.Error, "Late data could not be brought from or to {Pool}, trying again later")]
    private partial void Failed(Exception fault, string pool);
}
