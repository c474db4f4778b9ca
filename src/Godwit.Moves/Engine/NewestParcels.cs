using Godwit.Moves.Vault;
using Godwit.Pool.Users;

namespace Godwit.Moves.Engine;

/// <summary>Looks everywhere for the newest state of users whose pool is down.</summary>
public sealed class NewestParcels(IParcelVault vault, IMoveStore store, HomeTruth truth, PoolCalls pools, MoveOptions options, TimeProvider time)
{
    /// <summary>Nothing of those of whom nothing is known.</summary>
    public async Task<IReadOnlyDictionary<SipAddress, AgedParcel>> Find(string source, IReadOnlyList<SipAddress> users, CancellationToken cancel)
    {
        var open = (await store.OpenDeliveries(users, cancel)).ToLookup(d => d.User);
        var known = users.ToDictionary(u => u, _ => new List<AgedParcel>());
        foreach (var (user, kept) in users.Zip(await vault.Find(users, cancel)))
            if (kept is not null) known[user].Add(kept);
        await AddSource(source, known, cancel);
        await AddGiven(source, open, known, cancel);
        foreach (var pool in truth.View.Pools.Keys.Concat(pools.Retired.Select(r => r.Pool.Fqdn)).Where(p => !HomeTruth.Same(p, source)).ToList())
            await AddUndoCopies(pool, known, cancel);

        var found = new Dictionary<SipAddress, AgedParcel>();
        foreach (var user in users)
            if (NewestParcel.Of(known[user], source, open[user].Any()) is { } newest) found[user] = newest;
        return found;
    }

    /// <summary>A database that can be read although its pool does not answer has it all.</summary>
    private Task AddSource(string source, Dictionary<SipAddress, List<AgedParcel>> known, CancellationToken cancel) => Try(source, async (back, token) =>
    {
        List<SipAddress> users = [.. known.Keys];
        var now = time.GetUtcNow();
        var (there, left) = (await back.ReadBack(users, token), await back.LeftUntil(users, token));
        List<SipAddress> hers = [.. users.Where((_, i) => there[i] is not null && left[i] is null)];
        if (hers.Count == 0) return;
        foreach (var parcel in await back.Export(hers, token)) known[parcel.User].Add(new AgedParcel(parcel, now, ParcelOrigin.Source, source));
    }, cancel);

    private async Task AddGiven(string source, ILookup<SipAddress, Delivery> open, Dictionary<SipAddress, List<AgedParcel>> known, CancellationToken cancel)
    {
        foreach (var delivery in open.SelectMany(d => d).Where(d => d is { BaseAsOf: not null, IsLater: false }))
            if (await store.Base(delivery.MoveId, delivery.User, cancel) is { } given)
                known[delivery.User].Add(new AgedParcel(given, delivery.BaseAsOf!.Value, ParcelOrigin.Given, source));
    }

    private Task AddUndoCopies(string pool, Dictionary<SipAddress, List<AgedParcel>> known, CancellationToken cancel) => Try(pool, async (back, token) =>
    {
        List<SipAddress> users = [.. known.Keys];
        var until = await back.LeftUntil(users, token);
        var left = users.Select((u, i) => (User: u, Until: until[i])).Where(u => u.Until is not null).ToDictionary(u => u.User, u => u.Until!.Value);
        if (left.Count == 0) return;
        foreach (var parcel in await back.Export([.. left.Keys], token)) known[parcel.User].Add(new AgedParcel(parcel, left[parcel.User] - options.UndoWindow, ParcelOrigin.UndoCopy, pool));
    }, cancel);

    private async Task Try(string pool, Func<IBackEnd, CancellationToken, Task> look, CancellationToken cancel)
    {
        try
        {
            await pools.Tell(pool, (link, token) => look(link.BackEnd, token), cancel);
        }
        catch (PoolUnavailableException)
        {
            // Nothing is known from there.
        }
    }
}
