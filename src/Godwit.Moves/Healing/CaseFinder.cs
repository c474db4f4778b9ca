using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Godwit.Moves.Engine;
using Godwit.Pool.Users;

namespace Godwit.Moves.Healing;

/// <summary>Gathers cases: the directory, what every back end holds, the journal.</summary>
public sealed class CaseFinder(IMoveStore store, HomeTruth truth, PoolCalls pools, UserClaims claims, UntidyBatches untidy, TimeProvider time)
{
    private const int AtATime = 1000;

    /// <summary>Everybody whom the directory or a back end knows, by address, some at a time: a back end's list is never kept whole.</summary>
    public async IAsyncEnumerable<(IReadOnlyList<UserCase> Cases, ForestFacts Forest)> All([EnumeratorCancellation] CancellationToken cancel)
    {
        await truth.CatchUp(cancel);
        var awaited = (await store.OpenDeliveries(cancel)).Select(d => d.User);
        var known = truth.View.Users.Select(u => u.Address).Concat(awaited).Distinct().Order().Chunk(AtATime).ToList();
        SipAddress? after = null;
        for (var i = 0; i <= known.Count; i++)
        {
            // Who is only in a back end comes with her neighbours; the last step is for those behind the last one.
            SipAddress? last = i < known.Count ? known[i][^1] : null;
            var (copies, unreachable) = await EachPool((back, token) => Between(back, after, last, token), cancel);
            yield return await Cases([.. (i < known.Count ? known[i] : []).Concat(copies.Select(c => c.Copy.User)).Distinct()], copies, unreachable, cancel);
            after = last;
        }
    }

    public async Task<(IReadOnlyList<UserCase> Cases, ForestFacts Forest)> Of(IReadOnlyList<SipAddress> users, CancellationToken cancel)
    {
        await truth.CatchUp(cancel);
        var (copies, unreachable) = await EachPool((back, token) => back.CopiesOf(users, token), cancel);
        return await Cases(users, copies, unreachable, cancel);
    }

    private async Task<(IReadOnlyList<UserCase>, ForestFacts)> Cases(IReadOnlyList<SipAddress> users, List<(string Pool, UserCopy Copy)> copies, ImmutableHashSet<string> unreachable, CancellationToken cancel)
    {
        var placed = copies.ToLookup(c => c.Copy.User, c => new PlacedCopy(c.Pool, c.Copy.State, c.Copy.Until));
        var deliveries = (await store.OpenDeliveries(users, cancel)).ToLookup(d => d.User);
        var owing = Names.SelectMany(pool => untidy.OwedBy(pool, users).Select(user => (user, pool))).ToLookup(o => o.user, o => o.pool);
        List<UserCase> cases =
        [
            .. users.Select(user => new UserCase(user, truth.View.Find(user), [.. placed[user]])
            {
                InMove = claims.IsClaimed(user),
                Deliveries = [.. deliveries[user]],
                Owing = [.. owing[user]],
            }),
        ];
        return (cases, new ForestFacts(
            time.GetUtcNow(),
            truth.View.Pools.Keys.ToImmutableHashSet(StringComparer.OrdinalIgnoreCase),
            pools.Retired.DistinctBy(l => l.Pool.Fqdn, StringComparer.OrdinalIgnoreCase).ToImmutableDictionary(l => l.Pool.Fqdn, l => DistinguishedName.Parse(l.Pool.Dn).Key, StringComparer.OrdinalIgnoreCase),
            unreachable));
    }

    private IEnumerable<string> Names => truth.View.Pools.Keys.Concat(pools.Retired.Select(l => l.Pool.Fqdn)).Distinct(StringComparer.OrdinalIgnoreCase);

    private async Task<(List<(string Pool, UserCopy Copy)>, ImmutableHashSet<string>)> EachPool(Func<IBackEnd, CancellationToken, Task<IReadOnlyList<UserCopy>>> question, CancellationToken cancel)
    {
        var copies = new List<(string Pool, UserCopy Copy)>();
        var unreachable = ImmutableHashSet.Create<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var pool in Names)
        {
            try
            {
                copies.AddRange((await pools.Ask(pool, (link, token) => question(link.BackEnd, token), cancel)).Select(copy => (pool, copy)));
            }
            catch (PoolUnavailableException)
            {
                unreachable = unreachable.Add(pool);
            }
        }

        return (copies, unreachable);
    }

    private static async Task<IReadOnlyList<UserCopy>> Between(IBackEnd back, SipAddress? after, SipAddress? last, CancellationToken cancel)
    {
        var copies = new List<UserCopy>();
        while (true)
        {
            var page = await back.Copies(after, AtATime, cancel);
            copies.AddRange(last is { } end ? page.TakeWhile(c => c.User.CompareTo(end) <= 0) : page);
            if (page.Count < AtATime || (last is { } past && page[^1].User.CompareTo(past) > 0)) return copies;
            after = page[^1].User;
        }
    }
}
