using Godwit.Moves.Planning;
using Godwit.Pool.ClientVersions;
using Godwit.Pool.Pools;
using Godwit.Pool.Users;

namespace Godwit.Moves.Engine;

/// <summary>Gathers what the planner needs to know: the directory, which pools answer, and what they hold of the users where a rule asks for it.</summary>
public sealed class FactFinder(HomeTruth truth, PoolCalls pools, UserClaims claims)
{
    private const int SurveyAtATime = 500;

    public async Task<(PoolFacts Target, IReadOnlyList<UserFacts> Users)> Find(MoveRequest request, CancellationToken cancel)
    {
        // Claims before the directory: who is free now can't be moved before this plan is journalled, so what is read after this is true.
        var addresses = request.Users.Distinct().ToList();
        var moves = addresses.Select(a => (Address: a, Move: claims.Find(a))).Where(m => m.Move is not null).ToDictionary(m => m.Address, m => m.Move);
        await truth.CatchUp(cancel);
        var target = await Pool(request.ToPool, cancel);
        var known = new Dictionary<string, PoolFacts>(StringComparer.OrdinalIgnoreCase) { [request.ToPool] = target };
        var facts = new List<UserFacts>(addresses.Count);
        foreach (var address in addresses)
        {
            var user = truth.View.Find(address);
            if (user?.HomePool is { } home && !known.ContainsKey(home)) known[home] = await Pool(home, cancel);

            // The view's own text of the address: what a move keeps of each user until her turn is a reference to it.
            facts.Add(new UserFacts(user?.Address ?? address, user, moves.GetValueOrDefault(address), user?.HomePool is { } at ? known[at] : null, null));
        }

        if (target.Record is not null) await FindFormer(facts, cancel);
        return (target, await Survey(facts, target, request.Force, cancel));
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
    private async Task FindFormer(List<UserFacts> facts, CancellationToken cancel)
    {
        foreach (var link in pools.Retired)
        {
            var places = Enumerable.Range(0, facts.Count).Where(i => facts[i] is { User: { HomePool: null }, Source: null }).ToList();
            if (places.Count == 0) return;
            var pool = await Pool(link.Pool.Fqdn, cancel);
            if (!pool.Available) continue;
            foreach (var chunk in places.Chunk(SurveyAtATime))
                if (await Ask(pool, (back, token) => back.ReadBack([.. chunk.Select(i => facts[i].Address)], token), cancel) is { } digests)
                    foreach (var (i, digest) in chunk.Zip(digests))
                        if (digest is not null) facts[i] = facts[i] with { Source = pool };
        }
    }

    private async Task<IReadOnlyList<UserFacts>> Survey(List<UserFacts> facts, PoolFacts target, bool force, CancellationToken cancel)
    {
        if (target.Record is null || (!target.Available && !force)) return facts;
        var bySource = Enumerable.Range(0, facts.Count).Where(i => facts[i].Source is { Available: true }).GroupBy(i => facts[i].Source!);
        foreach (var group in bySource.Where(g => !target.Available || MovePlanner.NeedsSurvey(g.Key, target)).ToList())
            foreach (var chunk in group.Chunk(SurveyAtATime))
                if (await Ask(group.Key, (back, token) => back.Survey([.. chunk.Select(i => facts[i].Address)], token), cancel) is { } surveys)
                    foreach (var (i, survey) in chunk.Zip(surveys)) facts[i] = facts[i] with { Survey = survey };
        return facts;
    }

    /// <summary>What the users sign in with: whoever only asks what would happen wants to know who would be cut off.</summary>
    public async Task<IReadOnlyList<UserFacts>> AddClients(IReadOnlyList<UserFacts> users, CancellationToken cancel)
    {
        var facts = users.ToList();
        foreach (var group in Enumerable.Range(0, facts.Count).Where(i => facts[i].Source is { Available: true }).GroupBy(i => facts[i].Source!).ToList())
            foreach (var chunk in group.Chunk(SurveyAtATime))
                if (await Ask(group.Key, (back, token) => back.Clients([.. chunk.Select(i => facts[i].Address)], token), cancel) is { } clients)
                    foreach (var (i, seen) in chunk.Zip(clients)) facts[i] = facts[i] with { Clients = seen };
        return facts;
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
