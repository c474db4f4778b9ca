using Godwit.Moves.Engine;
using Godwit.Pool.Users;
using Microsoft.Extensions.Logging;

namespace Godwit.Moves.Plans;

/// <summary>Makes plans, keeps them, and has the engine run them.</summary>
public sealed partial class MovePlans(Analyst analyst, IPlanStore store, MoveEngine moves, MoveOptions options, TimeProvider time, ILogger<MovePlans> log) : IMovePlans
{
    private const int AtATime = 1_000;

    /// <summary>Users with differences whom an answer names.</summary>
    private const int MostNamed = 100;

    public Task Resume(CancellationToken cancel) => store.DropUnfinished(cancel);

    public async Task<(IReadOnlyList<PlanEntry> Users, Outlook Outlook)> DryRun(MoveRequest request, CancellationToken cancel)
    {
        var entries = new List<PlanEntry>(request.Users.Count);
        var (outlook, order) = await analyst.Analyse(request, some =>
        {
            entries.AddRange(some);
            return Task.CompletedTask;
        }, cancel);
        var groups = entries.Where(e => e.Goes).Select(e => (e.Home, e.Source)).Distinct().ToList();
        var batches = Social.BatchNumbers.Of(order, [.. entries.Select(e => e.Goes ? groups.IndexOf((e.Home, e.Source)) : -1)], options.BatchSize);
        return ([.. entries.Select(e => e with { Batch = Math.Max(0, batches[e.Number]) })], outlook);
    }

    public async Task<string> Make(MoveRequest request, string name, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var id = $"p{now:yyyyMMdd-HHmmss}-{Random.Shared.NextInt64(1L << 32):x8}";
        await store.Begin(new PlanHead(id, name, PlanState.Ready, request.ToPool, request.Force, request.RequestedBy, now, now, null), cancel);
        try
        {
            var (outlook, order) = await analyst.Analyse(request, some => store.Append(id, some, cancel), cancel);
            await store.Finish(id, order, outlook, options.BatchSize, cancel);
        }
        catch
        {
            await store.Delete(id, CancellationToken.None);
            throw;
        }

        Made(id, request.Users.Count, request.ToPool, request.RequestedBy);
        return id;
    }

    public Task<IReadOnlyList<PlanSummary>> List(CancellationToken cancel) => store.List(cancel);

    public Task<PlanSummary?> Find(string id, CancellationToken cancel) => store.Find(id, cancel);

    public Task<IReadOnlyList<PlanEntry>> Read(string id, PlanPage page, CancellationToken cancel) => store.Read(id, page, cancel);

    public Task<IReadOnlyList<SipAddress>> Missing(string id, IReadOnlyCollection<SipAddress> users, CancellationToken cancel) => store.Missing(id, users, cancel);

    public Task Exclude(string id, IReadOnlyCollection<SipAddress> users, bool excluded, CancellationToken cancel) =>
        store.Exclude(id, users, excluded, options.BatchSize, time.GetUtcNow(), cancel);

    public Task PutFirst(string id, IReadOnlyList<SipAddress> users, CancellationToken cancel) => store.PutFirst(id, users, options.BatchSize, time.GetUtcNow(), cancel);

    public Task Rename(string id, string name, CancellationToken cancel) => store.Rename(id, name, time.GetUtcNow(), cancel);

    public Task Delete(string id, CancellationToken cancel) => store.Delete(id, cancel);

    public async Task<PlanRun> Run(string id, Func<IReadOnlyList<SipAddress>, MoveRequest> terms, CancellationToken cancel)
    {
        var users = new List<SipAddress>();
        await foreach (var entry in Included(id, cancel)) users.Add(entry.Address);
        var request = terms(users);
        var (count, named) = await Compare(id, request, cancel);
        var move = await moves.Start(request, cancel);
        await store.Ran(id, move, time.GetUtcNow(), cancel);
        Ran(id, move, count);
        return new PlanRun(move, count, named);
    }

    private async Task<(int Count, List<(SipAddress User, string What)> Named)> Compare(string id, MoveRequest request, CancellationToken cancel)
    {
        var (count, named) = (0, new List<(SipAddress, string)>());
        await using var planned = Included(id, cancel).GetAsyncEnumerator(cancel);
        await foreach (var now in analyst.Entries(request, cancel))
        {
            // Edited meanwhile: those who were asked for are moved, and whoever is another now is not compared.
            if (!await planned.MoveNextAsync() || planned.Current.Address != now.Address) break;
            if (now.DifferenceFrom(planned.Current) is not { } what) continue;
            count++;
            if (named.Count < MostNamed) named.Add((now.Address, what));
        }

        return (count, named);
    }

    private async IAsyncEnumerable<PlanEntry> Included(string id, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        for (long? after = null; ;)
        {
            var page = await store.Read(id, new PlanPage(PlanPart.Included, after, AtATime), cancel);
            foreach (var entry in page) yield return entry;
            if (page.Count < AtATime) yield break;
            after = page[^1].Place;
        }
    }

    [LoggerMessage(LogLevel.Information, "Plan {Plan}: {Users} users to {Pool}, made by {By}")]
    private partial void Made(string plan, int users, string pool, string by);

    [LoggerMessage(LogLevel.Information, "Plan {Plan} was run as move {Move}; {Differences} users stand otherwise than when it was made")]
    private partial void Ran(string plan, string move, int differences);
}
