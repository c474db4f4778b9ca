using System.Runtime.CompilerServices;
using Godwit.Moves.Planning;
using Godwit.Pool.ClientVersions;
using Godwit.Pool.Pools;
using Godwit.Pool.Users;

namespace Godwit.Moves.Engine;

/// <summary>Gathers what the planner needs to know: the directory, which pools answer, and what they hold of the users where a rule asks for it.</summary>
public sealed class FactFinder(HomeTruth truth, PoolCalls pools, UserClaims claims)
{
    private const int AtATime = 500;

    /// <summary>The users in the order of the request, found out while they are read: nobody's facts are kept longer than it takes to plan for her.</summary>
    /// <param name="withClients">What the users sign in with, too: whoever only asks what would happen wants to know who would be cut off.</param>
    public async Task<(PoolFacts Target, IAsyncEnumerable<UserFacts> Users)> Find(MoveRequest request, bool withClients, CancellationToken cancel)
    {
        // Claims before the directory: who is free now can't be moved before this plan is journalled, so what is read after this is true.
        var moves = request.Users.Select(a => (Address: a, Move: claims.Find(a))).Where(m => m.Move is not null).DistinctBy(m => m.Address).ToDictionary(m => m.Address, m => m.Move!);
        await truth.CatchUp(cancel);
        var target = await Pool(request.ToPool, cancel);
        return (target, Each(request, target, moves, withClients, cancel));
    }

    private async IAsyncEnumerable<UserFacts> Each(
        MoveRequest request, PoolFacts target, Dictionary<SipAddress, MoveClaim> moves, bool withClients, [EnumeratorCancellation] CancellationToken cancel)
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

            if (target.Record is not null) await FindFormer(facts, Known, cancel);
            await Survey(facts, target, request.Force, cancel);
            if (withClients) await AddClients(facts, cancel);
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

    /// <summary>An unassigned user's data may still lie in the back end of the pool she was homed on before it was retired.</summary>
    private async Task FindFormer(List<UserFacts> facts, Func<string, Task<PoolFacts>> known, CancellationToken cancel)
    {
        foreach (var link in pools.Retired)
        {
            var places = Enumerable.Range(0, facts.Count).Where(i => facts[i] is { User: { HomePool: null }, Source: null }).ToList();
            if (places.Count == 0) return;
            var pool = await known(link.Pool.Fqdn);
            if (!pool.Available) continue;
            if (await Ask(pool, (back, token) => back.ReadBack([.. places.Select(i => facts[i].Address)], token), cancel) is { } digests)
                foreach (var (i, digest) in places.Zip(digests))
                    if (digest is not null) facts[i] = facts[i] with { Source = pool };
        }
    }

    private async Task Survey(List<UserFacts> facts, PoolFacts target, bool force, CancellationToken cancel)
    {
        if (target.Record is null || (!target.Available && !force)) return;
        var bySource = Enumerable.Range(0, facts.Count).Where(i => facts[i].Source is { Available: true }).GroupBy(i => facts[i].Source!);
        foreach (var group in bySource.Where(g => !target.Available || MovePlanner.NeedsSurvey(g.Key, target)).ToList())
            if (await Ask(group.Key, (back, token) => back.Survey([.. group.Select(i => facts[i].Address)], token), cancel) is { } surveys)
                foreach (var (i, survey) in group.Zip(surveys)) facts[i] = facts[i] with { Survey = survey };
    }

    private async Task AddClients(List<UserFacts> facts, CancellationToken cancel)
    {
        foreach (var group in Enumerable.Range(0, facts.Count).Where(i => facts[i].Source is { Available: true }).GroupBy(i => facts[i].Source!).ToList())
            if (await Ask(group.Key, (back, token) => back.Clients([.. group.Select(i => facts[i].Address)], token), cancel) is { } clients)
                foreach (var (i, seen) in group.Zip(clients)) facts[i] = facts[i] with { Clients = seen };
    }

    /// <summary>Null when the pool is lost on the way: the batch's own check will notice.</summary>
    private async Task<IReadOnlyList<T>?> Ask<T>(PoolFacts pool, Func<IBackEnd, CancellationToken, Task<IReadOnlyList<T>>> question, CancellationToken cancel)
    {
        try
        {
            return await pools.Ask(pool.Fqdn, (link, token) => question(link.BackEnd, token), cancel);
        }
        catch (PoolUnavailableException)
        {
            return null;
        }
    }
}
