using System.Runtime.CompilerServices;
using Godwit.Admin.Moves;
using Godwit.Moves;
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

    public static void MapMoves(this IEndpointRouteBuilder api)
    {
        api.MapPost("/moves", Move);
        api.MapGet("/moves", async (IMoves moves, CancellationToken cancel) => (await moves.List(cancel)).Select(MoveViews.Of).ToList() as IReadOnlyList<MoveProgressView>);
        api.MapGet("/moves/{id}", async (string id, IMoves moves, CancellationToken cancel) => await moves.Report(id, cancel) is { } report ? TypedResults.Ok(MoveViews.Of(report)) : NoSuchMove(id));
        api.MapGet("/moves/{id}/events", Events);
    }

    private static async Task<IResult> Move(StartMove request, HttpContext context, ForestView forest, IMoves moves, Acts acts, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(request.To)) return Answers.Problem(400, "Say which pool to move to");
        var selection = UserSelection.Of(request, forest);
        if (selection.Problem is not null) return Answers.Problem(selection.Status, selection.Problem);

        var move = new MoveRequest(selection.Users, forest.FindPool(request.To)?.Fqdn ?? request.To, request.Force, Acts.WhoIn(context));
        if (request.DryRun) return TypedResults.Ok(MoveViews.Planned(move, await moves.Plan(move, cancel)));
        var id = await moves.Start(move, cancel);
        acts.Done(context, "move.start", id, $"{move.Users.Count} users to {move.ToPool}{(move.Force ? ", by force" : "")}");
        return await moves.Report(id, cancel) is { } report ? TypedResults.Ok(MoveViews.Of(report)) : NoSuchMove(id);
    }

    private static async Task<IResult> Events(string id, HttpContext context, IMoves moves, TimeProvider time, IHostApplicationLifetime host, CancellationToken cancel)
    {
        if (await moves.Progress(id, cancel) is not { } now) return NoSuchMove(id);
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
        }
    }

    private static IResult NoSuchMove(string id) => Answers.Problem(404, $"There is no move {id}");
}
