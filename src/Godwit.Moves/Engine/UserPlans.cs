using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Godwit.Moves.Planning;
using Godwit.Pool.Pools;
using Godwit.Pool.Users;

namespace Godwit.Moves.Engine;

/// <summary>What is planned for each user of a request: the facts are found and the rules asked while it is read.</summary>
public sealed class UserPlans(FactFinder facts, ForcedOutlook forced, IMoveStore store, HomeTruth truth, MoveOptions options, TimeProvider time)
{
    private const int AtATime = 1000;

    /// <param name="whole">See <see cref="FactFinder.Find"/>.</param>
    public IAsyncEnumerable<PlannedUser> Of(MoveRequest request, bool whole, CancellationToken cancel)
    {
        var plans = request.Undoes is { } undone ? Undo(undone, request, whole, cancel) : Move(request, whole, cancel);
        return whole && request.Force ? WithGiven(plans, cancel) : plans;
    }

    private async IAsyncEnumerable<PlannedUser> WithGiven(IAsyncEnumerable<PlannedUser> plans, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var chunk in plans.Chunk(AtATime).WithCancellation(cancel))
        {
            await forced.Tell(chunk, cancel);
            foreach (var plan in chunk) yield return plan;
        }
    }

    private async IAsyncEnumerable<PlannedUser> Move(MoveRequest request, bool whole, [EnumeratorCancellation] CancellationToken cancel)
    {
        var (target, users) = await facts.Find(request, whole, cancel);
        await foreach (var user in users.WithCancellation(cancel)) yield return CutOff.Warn(MovePlanner.Plan(user, target, request.Force) with { Target = target.Fqdn }, user, target);
    }

    /// <summary>Former homes may differ: those who had the same are planned together.</summary>
    private async IAsyncEnumerable<PlannedUser> Undo(string id, MoveRequest request, bool whole, [EnumeratorCancellation] CancellationToken cancel)
    {
        var head = await store.Find(id, cancel) ?? throw new InvalidOperationException($"There is no move {id} to undo");
        var since = await store.MovedSince(id, cancel);
        var was = new Dictionary<SipAddress, UserOutcome>();
        await foreach (var outcome in Outcomes(id, request.Users, cancel)) was[outcome.User] = outcome;
        var move = await Move(head, cancel);
        var users = request.Users.Count > 0 ? request.Users.Distinct() : was.Keys;
        foreach (var group in users.GroupBy(u => was.GetValueOrDefault(u)?.From ?? "", StringComparer.OrdinalIgnoreCase))
        {
            var (former, found) = await facts.Find(request with { ToPool = group.Key, Users = [.. group] }, whole, cancel);
            await foreach (var user in found.WithCancellation(cancel))
            {
                var said = was.GetValueOrDefault(user.Address);
                var to = said?.To ?? head.ToPool;
                var trip = new UndoTrip(move, said, to.Length == 0 ? null : to, since.GetValueOrDefault(user.Address));
                var plan = UndoPlanner.Plan(trip, user, group.Key.Length == 0 ? null : former, request.Force);
                yield return former.Record is null ? plan : CutOff.Warn(plan, user, former);
            }
        }
    }

    /// <summary>What the move says of these users, or of all whom it moved.</summary>
    private async IAsyncEnumerable<UserOutcome> Outcomes(string id, IReadOnlyList<SipAddress> users, [EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var chunk in users.Chunk(AtATime))
            foreach (var outcome in await store.Outcomes(id, chunk, cancel)) yield return outcome;
        if (users.Count > 0) yield break;

        SipAddress? last = null;
        while (await store.Outcomes(id, last, AtATime, cancel) is { Count: > 0 } page)
        {
            foreach (var outcome in page)
                if (outcome.Outcome is MoveOutcome.Moved or MoveOutcome.Undone or MoveOutcome.Pending) yield return outcome;
            last = page[^1].User;
        }
    }

    private async Task<UndoneMove> Move(MoveHead head, CancellationToken cancel)
    {
        await truth.CatchUp(cancel);
        var pools = truth.View.Pools.Values.ToList();
        return new UndoneMove(
            head.Id,
            time.GetUtcNow(),
            (head.FinishedAt ?? time.GetUtcNow()) + options.UndoWindow,
            pools.Select(p => p.Fqdn).ToImmutableHashSet(StringComparer.OrdinalIgnoreCase),
            [.. pools.Where(p => p.Generation > PoolGeneration.Lcs2005Sp1).Select(p => p.Fqdn).Order(StringComparer.Ordinal)]);
    }
}
