using Godwit.Moves.Vault;
using Godwit.Pool.Users;

namespace Godwit.Moves.Engine;

/// <summary>
/// Data of users that an administrator hands in for a forced move. It goes into the vault with the time that its file has, and from there on it is one of what is known of
/// them: the newest stands in.
/// </summary>
public sealed class HandedData(IParcelVault vault, IMoveStore store, HomeTruth truth, PoolCalls pools, VaultOptions options, TimeProvider time)
{
    /// <summary>Without a vault there is nowhere to keep it until the users' turn has come.</summary>
    public bool CanKeep => options.IsOn;

    /// <summary>Of whom a file is no use, and why.</summary>
    public async Task<IReadOnlyDictionary<SipAddress, string>> WhyNot(IReadOnlyList<SipAddress> users, CancellationToken cancel)
    {
        await truth.CatchUp(cancel);
        var awaiting = (await store.OpenDeliveries(users, cancel)).Select(d => d.User).ToHashSet();
        var up = new Dictionary<string, bool>(StringComparer.OrdinalIgnoreCase);
        var not = new Dictionary<SipAddress, string>();
        foreach (var address in users)
        {
            var user = truth.View.Find(address);
            var homeIsUp = user?.HomePool is { } home && (up.TryGetValue(home, out var known) ? known : up[home] = await pools.IsUp(home, cancel));
            if (HandedRule.WhyNot(address, user, homeIsUp, awaiting.Contains(address)) is { } why) not[address] = why;
        }
        return not;
    }

    /// <summary>What is known that is newer stays. A file from the future is one of now: else nothing could ever be newer.</summary>
    public async Task Keep(DateTimeOffset asOf, IReadOnlyList<UserParcel> parcels, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        foreach (var home in parcels.GroupBy(p => truth.HomeOf(p.User) ?? HandedRule.NoPool, StringComparer.OrdinalIgnoreCase))
            await vault.Put(home.Key, asOf < now ? asOf : now, [.. home], cancel);
    }

    /// <summary>Of users who are homed nowhere and have no data anywhere: what was handed in of them.</summary>
    public async Task<IReadOnlyDictionary<SipAddress, AgedParcel>> OfUnassigned(IReadOnlyList<SipAddress> users, CancellationToken cancel) =>
        (await vault.Find(users, cancel)).OfType<AgedParcel>().Where(p => p.Pool == HandedRule.NoPool).ToDictionary(p => p.Parcel.User);
}
