using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Godwit.Admin.Moves;
using Godwit.Moves;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace Godwit.Server.AdminApi;

/// <summary>GET /api/v1/moves/events: all moves in one stream. An event <c>move</c> for each that is under way, then whenever its numbers change; <c>alive</c> in between.</summary>
internal static class MoveEventsApi
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    public static IResult Events(HttpContext context, IMoves moves, TimeProvider time, IHostApplicationLifetime host, CancellationToken cancel)
    {
        // A server that stops does not wait for those who watch it.
        var end = CancellationTokenSource.CreateLinkedTokenSource(cancel, host.ApplicationStopping);
        context.Response.RegisterForDispose(end);
        return TypedResults.ServerSentEvents(Changes(moves, time, end.Token));
    }

    private static async IAsyncEnumerable<SseItem<MoveProgressView?>> Changes(IMoves moves, TimeProvider time, [EnumeratorCancellation] CancellationToken cancel)
    {
        var last = new Dictionary<string, MoveProgressView>();
        var first = true;
        while (await Look(moves, cancel) is { } now)
        {
            foreach (var move in now)
            {
                // Of those that were over before there is nothing to tell.
                var isNews = last.TryGetValue(move.Id, out var before) ? before != move : !first || !move.IsOver;
                last[move.Id] = move;
                if (isNews) yield return new SseItem<MoveProgressView?>(move, "move");
            }

            first = false;
            yield return new SseItem<MoveProgressView?>(null, "alive");
            await Task.Delay(Pace, time, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (cancel.IsCancellationRequested) yield break;
        }
    }

    /// <summary>Null: nobody listens any more.</summary>
    private static async Task<IReadOnlyList<MoveProgressView>?> Look(IMoves moves, CancellationToken cancel)
    {
        try
        {
            return [.. (await moves.List(cancel)).Select(MoveViews.Of)];
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return null;
        }
    }
}
