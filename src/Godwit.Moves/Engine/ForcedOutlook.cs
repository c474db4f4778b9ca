using Godwit.Moves.Planning;
using Godwit.Pool.Pools;
using Godwit.Pool.Users;

namespace Godwit.Moves.Engine;

/// <summary>What a forced move would give users whose pool is down, for whoever asks beforehand: the same that <see cref="ForcedCopy"/> gives.</summary>
public sealed class ForcedOutlook(NewestParcels newest, HomeTruth truth, PoolCalls pools, TimeProvider time)
{
    /// <summary>Nothing of those of whom nothing is known.</summary>
    public async Task<IReadOnlyDictionary<SipAddress, GivenState>> Of(string source, IReadOnlyList<SipAddress> users, PoolFacts target, CancellationToken cancel) =>
        (await newest.Find(source, users, cancel)).ToDictionary(known => known.Key, known => GivenState.Of(known.Value, source, target));

    /// <summary>Puts it into the plans, in their places.</summary>
    public async Task Tell(PlannedUser[] plans, CancellationToken cancel)
    {
        foreach (var trip in Enumerable.Range(0, plans.Length).Where(i => plans[i] is { Goes: true, Route: MoveRoute.SourceDown }).GroupBy(i => (Source: plans[i].Source!, plans[i].Target)).ToList())
        {
            var target = new PoolFacts(trip.Key.Target, truth.View.FindPool(trip.Key.Target), await pools.IsUp(trip.Key.Target, cancel), pools.Find(trip.Key.Target)?.Limits ?? new PoolLimits());
            var given = await Of(trip.Key.Source, [.. trip.Select(i => plans[i].Address)], target, cancel);
            foreach (var i in trip)
                if (given.TryGetValue(plans[i].Address, out var state)) plans[i] = With(plans[i], state, target);
        }
    }

    private PlannedUser With(PlannedUser plan, GivenState state, PoolFacts target) => state is { Refused: { } reason, Rule: { } rule }
        ? plan with { Refusal = rule, Reason = reason, Lost = [] }
        : plan with { Reason = $"{plan.Reason} {state.Would(plan.Source!, target, time.GetUtcNow())}".Trim(), Lost = [.. state.Lost] };
}
