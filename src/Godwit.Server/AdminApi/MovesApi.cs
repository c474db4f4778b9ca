using System.Runtime.CompilerServices;
using Godwit.Admin.Moves;
using Godwit.Moves;
using Godwit.Moves.Plans;
using Godwit.Pool.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace Godwit.Server.AdminApi;

/// <summary>/api/v1/moves: plan and start moves, follow them, read what became of them.</summary>
internal static class MovesApi
{
    /// <summary>The shell takes a server for dead that is silent for some seconds (AdminClient).</summary>
    private static readonly TimeSpan AtLeastEvery = TimeSpan.FromSeconds(2);

    private const int MostOnAPage = 1_000;

    public static void MapMoves(this IEndpointRouteBuilder api)
    {
        api.MapPost("/moves", Move);
        api.MapPost("/moves/forced", ForcedMovesApi.Move);
        api.MapGet("/moves", List);
        api.MapGet("/moves/{id}", Show);
        api.MapGet("/moves/{id}/users", Users);
        api.MapGet("/moves/{id}/events", Events);
        api.MapGet("/moves/events", MoveEventsApi.Events);
        api.MapMoveOrders();
        api.MapPost("/moves/{id}/undo", UndoApi.Undo);
    }

    private static async Task<IResult> Move(StartMove request, HttpContext context, ForestView forest, IMoves moves, IMovePlans plans, Acts acts, TimeProvider time, CancellationToken cancel)
    {
        var (move, problem) = MoveOrder.Read(request, Acts.WhoIn(context), forest, time);
        if (move is null) return problem!;
        if (request.DryRun) return await DryRun(move, plans, cancel);
        var id = await moves.Start(move, cancel);
        acts.Done(context, "move.start", id, MoveOrder.Words(move));
        return await Show(id, context, moves, cancel);
    }

    private static Task<IResult> List(int? offset, int? limit, HttpRequest request, IMoves moves, CancellationToken cancel) =>
        Paging.Answer(offset, limit, request, () => moves.List(cancel), MoveViews.Of, (total, part) => new PageOfMoves(total, part));

    private static async Task<IResult> Show(string id, HttpContext context, IMoves moves, CancellationToken cancel)
    {
        if (await moves.Report(id, cancel) is not { } report) return Answers.NoSuchMove(id);
        EntityTag.Say(context, MoveVersion.Of(report));
        return TypedResults.Ok(MoveViews.Of(report));
    }

    private static async Task<IResult> DryRun(MoveRequest move, IMovePlans plans, CancellationToken cancel)
    {
        var (users, outlook) = await plans.DryRun(move, cancel);
        return TypedResults.Ok(PlanViews.DryRun(move, users, outlook));
    }

    private static async Task<IResult> Users(string id, string? state, string? after, int? limit, IMoves moves, CancellationToken cancel)
    {
        if (limit is < 1 or > MostOnAPage) return Answers.Problem(400, $"A page has 1 to {MostOnAPage} users");
        var which = string.IsNullOrEmpty(state) ? null : MoveViews.StateOf(state);
        if (which is null && !string.IsNullOrEmpty(state)) return Answers.Problem(400, $"'{state}' is no state of a user in a move");
        SipAddress? last = null;
        if (!string.IsNullOrEmpty(after))
        {
            if (!SipAddress.TryParse(after, out var address)) return Answers.NoAddress(after);
            last = address;
        }

        return await moves.Users(id, new MovePage(which, last, limit ?? 100), cancel) is { } page ? TypedResults.Ok(MoveViews.Of(page)) : Answers.NoSuchMove(id);
    }

    private static async Task<IResult> Events(string id, HttpContext context, IMoves moves, TimeProvider time, IHostApplicationLifetime host, CancellationToken cancel)
    {
        if (await moves.Progress(id, cancel) is not { } now) return Answers.NoSuchMove(id);
        // A server that stops does not wait for the end of a move that somebody watches.
        var end = CancellationTokenSource.CreateLinkedTokenSource(cancel, host.ApplicationStopping);
        context.Response.RegisterForDispose(end);
        return TypedResults.ServerSentEvents(Progress(MoveViews.Of(now), moves.Watch(id, end.Token), time, end.Token));
    }

    /// <summary>The progress as it comes, and the last one again when nothing came for a while. Ends early when it is cancelled.</summary>
    private static async IAsyncEnumerable<MoveProgressView> Progress(MoveProgressView now, IAsyncEnumerable<MoveProgress> source, TimeProvider time, [EnumeratorCancellation] CancellationToken cancel)
    {
        yield return now;
        await using var changes = source.GetAsyncEnumerator(cancel);
        while (true)
        {
            var next = changes.MoveNextAsync().AsTask();
            while (true)
            {
                using var quiet = CancellationTokenSource.CreateLinkedTokenSource(cancel);
                var first = await Task.WhenAny(next, Task.Delay(AtLeastEvery, time, quiet.Token));
                await quiet.CancelAsync();
                if (first == next || cancel.IsCancellationRequested) break;
                yield return now;
            }

            try
            {
                if (!await next) yield break;
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                yield break;
            }

            yield return now = MoveViews.Of(changes.Current);
            now = now with { News = null };
        }
    }
}
