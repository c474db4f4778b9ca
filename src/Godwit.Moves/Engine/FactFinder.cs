using System.Runtime.CompilerServices;
using Godwit.Moves.Planning;
using Godwit.Pool.ClientVersions;
using Godwit.Pool.Pools;
using Godwit.Pool.Users;

namespace Godwit.Moves.Engine;

/// <summary>Gathers what the planner needs to know: the directory, which pools answer, and what they hold of the users where a rule asks for it.</summary>
public sealed class FactFinder(IMoveStore store, HomeTruth truth, PoolCalls pools, UserClaims claims)
{
    private const int AtATime = 500;

    /// <summary>The users in the order of the request, found out while they are read: nobody's facts are kept longer than it takes to plan for her.</summary>
    /// <param name="whole">What everybody has and signs in with, too, and not only what a rule asks for: for whoever wants to know what would happen.</param>
    public async Task<(PoolFacts Target, IAsyncEnumerable<UserFacts> Users)> Find(MoveRequest request, bool whole, CancellationToken cancel)
    {
        // Claims before the directory: who is free now can't be moved before this plan is journalled, so what is read after this is true.
        var moves = request.Users.Select(a => (Address: a, Move: claims.Find(a))).Where(m => m.Move is not null).DistinctBy(m => m.Address).ToDictionary(m => m.Address, m => m.Move!);
        await truth.CatchUp(cancel);
        var target = await Pool(request.ToPool, cancel);
        return (target, Each(request, target, moves, whole, cancel));
    }

    private async IAsyncEnumerable<UserFacts> Each(
        MoveRequest request, PoolFacts target, Dictionary<SipAddress, MoveClaim> moves, bool whole, [EnumeratorCancellation] CancellationToken cancel)
    {
        var known = new Dictionary<string, PoolFacts>(StringComparer.OrdinalIgnoreCase) { [request.ToPool] = target };
        foreach (var chunk in request.Users.Distinct().Chunk(AtATime))
        {
            var facts = new List<UserFacts>(chunk.Length);
            foreach (var address in chunk)
            {
                var user = truth.View.Find(address);
                var source = user?.HomePool is { } home ? await Known(home) : null;

                // The view's own text of the address: what a move keeps of each user until her turn is a reference to it.
                facts.Add(new UserFacts(user?.Address ?? address, user, moves.GetValueOrDefault(address), source, null));
            }

            if (target.Record is not null) await FindFormer(facts, target, Known, cancel);
            await Survey(facts, target, request.Force, whole, cancel);
            if (whole) await AddClients(facts, cancel);
            foreach (var user in facts) yield return user;
        }

        async Task<PoolFacts> Known(string fqdn) => known.TryGetValue(fqdn, out var pool) ? pool : known[fqdn] = await Pool(fqdn, cancel);
    }

    private async Task<PoolFacts> Pool(string fqdn, CancellationToken cancel)
    {
        var record = truth.View.FindPool(fqdn);
        var link = pools.Find(fqdn);
        return new PoolFacts(record?.Fqdn ?? link?.Pool.Fqdn ?? fqdn, record, link is not null && await pools.IsUp(fqdn, cancel), link?.Limits ?? new PoolLimits())
        {
            ClientVersions = link?.ClientVersions ?? ClientVersionFilter.New,
        };
    }

    /// <summary>
    /// An unassigned user's data may still lie in the back end of the pool she was homed on before it was retired, or before an undo made her unassigned. What was
    /// hers to the last goes before what she had left; what lies at the target itself needs no copying.
    /// </summary>
    private async Task FindFormer(List<UserFacts> facts, PoolFacts target, Func<string, Task<PoolFacts>> known, CancellationToken cancel)
    {
        var places = Enumerable.Range(0, facts.Count).Where(i => facts[i] is { User.HomePool: null }).ToDictionary(i => facts[i].Address);
        if (places.Count == 0) return;
        var found = new Dictionary<int, (PoolFacts Pool, bool Hers)>();
        var retired = pools.Retired.Select(l => l.Pool.Fqdn).ToList();
        var silent = new Dictionary<string, PoolFacts>(StringComparer.OrdinalIgnoreCase);
        foreach (var fqdn in new[] { target.Fqdn }.Concat(retired).Concat(truth.View.Pools.Keys).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            var pool = await known(fqdn);
            if (!pool.Available || await Ask(pool, (link, token) => link.BackEnd.CopiesOf([.. places.Keys], token), cancel) is not { } copies)
            {
                silent[pool.Fqdn] = pool with { Available = false };
                continue;
            }

            foreach (var copy in copies)
            {
                var (i, hers) = (places[copy.User], copy.State == UserCopyState.Homed);
                if ((hers || retired.Contains(fqdn)) && (!found.TryGetValue(i, out var other) || (hers && !other.Hers))) found[i] = (pool, hers);
            }
        }

        if (silent.Count > 0) await FindSilent(facts, places, silent, found, cancel);
        foreach (var (i, (pool, _)) in found)
            if (!HomeTruth.Same(pool.Fqdn, target.Fqdn)) facts[i] = facts[i] with { Source = pool };
    }

    /// <summary>Whose data lies at a pool that can't be asked, as far as the directory and the journal know: she must not be moved as if she had none.</summary>
    private async Task FindSilent(List<UserFacts> facts, Dictionary<SipAddress, int> places, Dictionary<string, PoolFacts> silent, Dictionary<int, (PoolFacts Pool, bool Hers)> found, CancellationToken cancel)
    {
        var left = await store.LeftBehind([.. places.Keys], cancel);
        var retired = pools.Retired.DistinctBy(l => l.Pool.Fqdn, StringComparer.OrdinalIgnoreCase).ToDictionary(l => DistinguishedName.Parse(l.Pool.Dn).Key, l => l.Pool.Fqdn, StringComparer.OrdinalIgnoreCase);
        foreach (var (user, i) in places)
        {
            if (found.TryGetValue(i, out var known) && known.Hers) continue;
            var at = facts[i].User?.DanglingHome is { } dangling && retired.TryGetValue(dangling, out var gone) ? gone : left.GetValueOrDefault(user);
            if (at is not null && silent.TryGetValue(at, out var pool)) found[i] = (pool, true);
        }
    }

    private async Task Survey(List<UserFacts> facts, PoolFacts target, bool force, bool whole, CancellationToken cancel)
    {
        if (target.Record is null || (!target.Available && !force)) return;
        var bySource = Enumerable.Range(0, facts.Count).Where(i => facts[i].Source is { Available: true }).GroupBy(i => facts[i].Source!);
        foreach (var group in bySource.Where(g => whole || !target.Available || MovePlanner.NeedsSurvey(g.Key, target)).ToList())
            if (await Ask(group.Key, (link, token) => link.BackEnd.Survey([.. group.Select(i => facts[i].Address)], token), cancel) is { } surveys)
                foreach (var (i, survey) in group.Zip(surveys)) facts[i] = facts[i] with { Survey = survey };
    }

    private async Task AddClients(List<UserFacts> facts, CancellationToken cancel)
    {
        foreach (var group in Enumerable.Range(0, facts.Count).Where(i => facts[i].Source is { Available: true }).GroupBy(i => facts[i].Source!).ToList())
            if (await Ask(group.Key, (link, token) => link.SeenClients([.. group.Select(i => facts[i].Address)], token), cancel) is { } clients)
                foreach (var (i, seen) in group.Zip(clients)) facts[i] = facts[i] with { Clients = seen };
    }

    /// <summary>Null when the pool is lost on the way: the batch's own check will notice.</summary>
    private async Task<IReadOnlyList<T>?> Ask<T>(PoolFacts pool, Func<IPoolLink, CancellationToken, Task<IReadOnlyList<T>>> question, CancellationToken cancel)
    {
        try
        {
            return await pools.Ask(pool.Fqdn, question, cancel);
        }
        catch (PoolUnavailableException)
        {
            return null;
        }
    }
}
