using Godwit.Pool.Users;
using Microsoft.Extensions.Logging;

namespace Godwit.Moves.Engine;

/// <summary>
/// Data that follows users who were moved by force, wherever they live by then: first it is sealed into the journal when its pool is back, then
/// it is handed to the user's home. Who has data of her own there by then keeps that, and the parcel stays in the journal.
/// </summary>
public sealed partial class Deliveries(IMoveStore store, HomeTruth truth, PoolCalls pools, MoveOptions options, TimeProvider time, ILogger<Deliveries> log)
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

    /// <summary>Source is back: out of its database, into the journal. Its copy becomes an undo copy, like that of any user who left.</summary>
    private async Task<IReadOnlyList<Delivery>> Seal(Delivery[] batch, CancellationToken cancel)
    {
        var from = batch[0].FromPool;

        // Who has come back to the old home in the meantime has it all there.
        var returned = Returned(batch).ToList();
        if (returned.Count > 0) await pools.Tell(from, (link, token) => link.BackEnd.Settle([.. returned.Select(d => d.User)], token), cancel);
        await Settle(returned, DeliveryState.Delivered, [], cancel);
        List<Delivery> away = [.. batch.Except(returned)];
        if (away.Count == 0) return [];
        List<SipAddress> users = [.. away.Select(d => d.User)];
        var (parcels, surveys) = await pools.Ask(from, async (link, token) =>
        {
            await link.Fence(users, token);
            var exported = await link.BackEnd.Export(users, token);
            var survey = await link.BackEnd.Survey(users, token);
            await link.BackEnd.Retire(users, time.GetUtcNow() + options.UndoWindow, token);
            foreach (var group in users.GroupBy(truth.HomeOf)) await link.Release([.. group], group.Key, token);
            return (exported, survey);
        }, cancel);

        var nothing = away.Where((_, i) => surveys[i] == UserSurvey.Nothing).ToList();
        await Settle(nothing, DeliveryState.Delivered, [], cancel);
        return await Settle(away.Except(nothing), DeliveryState.Sealed, parcels, cancel);
    }

    private async Task<IReadOnlyList<Delivery>> HandOver(string home, Delivery[] batch, CancellationToken cancel)
    {
        var parcels = new List<UserParcel>();
        foreach (var delivery in batch)
            parcels.Add(await store.Parcel(delivery.MoveId, delivery.User, cancel) ?? throw new InvalidDataException($"The parcel of {delivery.User} (move {delivery.MoveId}) is not in the journal"));
        List<SipAddress> users = [.. batch.Select(d => d.User)];
        var taken = await pools.Ask(home, async (link, token) =>
        {
            await link.Fence(users, token);
            var results = await link.BackEnd.Deliver(parcels, token);
            await link.Reload(users, token);
            await link.Unfence(users, token);
            return results;
        }, cancel);
        await Settle(batch.Where((_, i) => taken[i]), DeliveryState.Delivered, [], cancel);
        await Settle(batch.Where((_, i) => !taken[i]), DeliveryState.Kept, [], cancel);
        return [];
    }

    /// <summary>Journals the new state, and what the move's report says of the user from now on.</summary>
    private async Task<IReadOnlyList<Delivery>> Settle(IEnumerable<Delivery> deliveries, DeliveryState state, IReadOnlyList<UserParcel> parcels, CancellationToken cancel)
    {
        var settled = new List<Delivery>();
        foreach (var move in deliveries.GroupBy(d => d.MoveId))
        {
            List<Delivery> after = [.. move.Select(d => d with { State = state })];
            var users = after.Select(d => d.User).ToHashSet();
            var said = (await store.Outcomes(move.Key, users, cancel)).ToDictionary(u => u.User);
            var outcomes = after.Where(d => said.ContainsKey(d.User)).Select(d => DeliveryText.Update(said[d.User], d));
            await store.Save(new JournalWrite(move.Key, null, [.. outcomes], after, [.. parcels.Where(p => users.Contains(p.User))]), cancel);
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
