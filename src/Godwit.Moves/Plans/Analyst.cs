using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Godwit.Moves.Engine;
using Godwit.Moves.Forecasts;
using Godwit.Moves.Parcels;
using Godwit.Moves.Planning;
using Godwit.Moves.Social;
using Godwit.Pool.Hours;
using Godwit.Pool.Pools;
using Godwit.Pool.Users;

namespace Godwit.Moves.Plans;

/// <summary>
/// Looks at everybody whom a request names, some hundred at a time, and at what it would take to move them. What is kept of each user until the end is numbers: who has whom,
/// and which group she goes with.
/// </summary>
public sealed class Analyst(FactFinder facts, PoolCalls pools, ForcedOutlook forced, Paces paces, MoveOptions options, TimeProvider time)
{
    private const int AtATime = 500;

    /// <summary>Of so many of them the size is looked at.</summary>
    private const int SampledAtATime = 8;

    /// <summary>Hands over what is to be said of each user, in the order of the request; then how it looks on the whole and in which order they had better go.</summary>
    public async Task<(Outlook Outlook, int[] Order)> Analyse(MoveRequest request, Func<IReadOnlyList<PlanEntry>, Task> take, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(take);
        var numbers = new Dictionary<SipAddress, int>(request.Users.Count);
        foreach (var user in request.Users) numbers.TryAdd(user, numbers.Count);
        var (legs, graph) = (new PlanLegs(), new ContactGraph.Builder());
        var (target, found) = await facts.Find(request, whole: true, cancel);
        var begun = 0;
        await foreach (var chunk in found.Chunk(AtATime).WithCancellation(cancel))
        {
            var entries = await Entries(chunk, begun, target, request.Force, cancel);
            begun += entries.Length;
            await MarkSignedIn(entries, cancel);
            for (var i = 0; i < entries.Length; i++) legs.Add(entries[i], chunk[i].Survey);
            await Sample(entries, legs, cancel);
            await AddEdges(entries, numbers, graph, cancel);
            await take(entries);
        }

        var group = legs.Groups.ToArray();
        var built = graph.Build();
        var order = SocialOrder.Of(built, group, options.BatchSize);
        var social = SocialMeasure.Of(built, BatchNumbers.Of(order, group, options.BatchSize));
        var arbitrary = SocialMeasure.Of(built, BatchNumbers.Of(Enumerable.Range(0, group.Length), group, options.BatchSize));
        var directory = await paces.Find(PaceOf.Directory, cancel);
        var forecast = Forecast.Of(target.Fqdn, await legs.Forecast(target.Fqdn, paces, options.BatchSize, cancel), directory?.PerSecond, legs.SignedIn);
        var week = await Week([.. legs.Homes.Append(target.Fqdn)], cancel);
        var window = BestWindow.Find(week, forecast.Duration);
        // Who does not go stands behind.
        int[] all = [.. order, .. Enumerable.Range(0, group.Length).Where(u => group[u] < 0)];
        return (new Outlook(social, arbitrary, forecast, window, window?.Next(time.GetUtcNow()), week), all);
    }

    /// <summary>What is to be said of each user now, and nothing of the whole.</summary>
    public async IAsyncEnumerable<PlanEntry> Entries(MoveRequest request, [EnumeratorCancellation] CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (target, found) = await facts.Find(request, whole: true, cancel);
        var number = 0;
        await foreach (var chunk in found.Chunk(AtATime).WithCancellation(cancel))
        {
            PlanEntry[] entries = [.. chunk.Select(user => PlanEntry.Of(number++, user, target, MovePlanner.Plan(user, target, request.Force)))];
            await AddGiven(entries, chunk, target, cancel);
            foreach (var entry in entries) yield return entry;
        }
    }

    private async Task<PlanEntry[]> Entries(UserFacts[] users, int first, PoolFacts target, bool force, CancellationToken cancel)
    {
        var entries = new PlanEntry[users.Length];
        for (var i = 0; i < users.Length; i++)
        {
            entries[i] = PlanEntry.Of(first + i, users[i], target, MovePlanner.Plan(users[i], target, force));
            if (users[i].Source is not { Available: true } source || !OverLimit.Exceeds(users[i].Survey, target.Limits)) continue;
            if (await Ask(source.Fqdn, (link, token) => link.BackEnd.Export([users[i].Address], token), cancel) is [var parcel])
                entries[i] = entries[i] with { Over = Over(parcel, target.Limits) };
        }

        await AddGiven(entries, users, target, cancel);
        return entries;
    }

    /// <summary>What a forced move would give those whose pool is down.</summary>
    private async Task AddGiven(PlanEntry[] entries, UserFacts[] users, PoolFacts target, CancellationToken cancel)
    {
        foreach (var down in Enumerable.Range(0, entries.Length).Where(i => entries[i].Goes && users[i].Source is { Available: false }).GroupBy(i => users[i].Source!.Fqdn).ToList())
        {
            var given = await forced.Of(down.Key, [.. down.Select(i => entries[i].Address)], target, cancel);
            foreach (var i in down)
                if (given.TryGetValue(entries[i].Address, out var state)) entries[i] = entries[i].Given(state, target, time.GetUtcNow());
        }
    }

    private static ImmutableArray<OverLimit> Over(UserParcel parcel, PoolLimits limits) => OverLimit.Of(UserParcels.Read(parcel.Content.Span), limits);

    private async Task MarkSignedIn(PlanEntry[] entries, CancellationToken cancel)
    {
        foreach (var home in Going(entries, e => e.Home))
            if (await Ask(home.Key, (link, token) => link.SignedIn([.. home.Select(i => entries[i].Address)], token), cancel) is { Count: > 0 } signedIn)
            {
                var there = signedIn.ToHashSet();
                foreach (var i in home) entries[i] = entries[i] with { SignedIn = there.Contains(entries[i].Address) };
            }
    }

    private async Task Sample(PlanEntry[] entries, PlanLegs legs, CancellationToken cancel)
    {
        foreach (var source in Going(entries, e => e.Source))
        {
            List<int> some = [.. source.Chunk(Math.Max(1, source.Count() / SampledAtATime)).Select(c => c[0])];
            if (await Ask(source.Key, (link, token) => link.BackEnd.Export([.. some.Select(i => entries[i].Address)], token), cancel) is not { } parcels) continue;
            foreach (var (i, parcel) in some.Zip(parcels)) legs.Sample(entries[i], parcel.Content.Length);
        }
    }

    private async Task AddEdges(PlanEntry[] entries, Dictionary<SipAddress, int> numbers, ContactGraph.Builder graph, CancellationToken cancel)
    {
        var contacts = new ImmutableArray<SipAddress>[entries.Length];
        foreach (var source in Going(entries, e => e.Source))
            if (await Ask(source.Key, (link, token) => link.BackEnd.ContactEdges([.. source.Select(i => entries[i].Address)], token), cancel) is { } edges)
                foreach (var (i, of) in source.Zip(edges)) contacts[i] = of;
        foreach (var of in contacts)
            graph.Add(of.IsDefaultOrEmpty ? [] : [.. of.Where(numbers.ContainsKey).Select(c => numbers[c])]);
    }

    /// <summary>Pools that do not answer now have nothing to say of their hours.</summary>
    private async Task<ImmutableArray<double?>> Week(IReadOnlyCollection<string> fqdns, CancellationToken cancel)
    {
        var hours = new List<IReadOnlyList<SignedInHour>>();
        foreach (var fqdn in fqdns.Distinct(StringComparer.OrdinalIgnoreCase))
            if (await Ask(fqdn, (link, token) => link.SignedInHours(token), cancel) is { } counted) hours.Add(counted);
        return BestWindow.Week(hours);
    }

    private static List<IGrouping<string, int>> Going(PlanEntry[] entries, Func<PlanEntry, string?> pool) =>
        [.. Enumerable.Range(0, entries.Length).Where(i => entries[i].Goes && pool(entries[i]) is not null).GroupBy(i => pool(entries[i])!, StringComparer.OrdinalIgnoreCase)];

    private async Task<T?> Ask<T>(string fqdn, Func<IPoolLink, CancellationToken, Task<T>> question, CancellationToken cancel) where T : class
    {
        try
        {
            return await pools.Ask(fqdn, question, cancel);
        }
        catch (PoolUnavailableException)
        {
            return null;
        }
    }
}
