using Godwit.Admin.Moves;
using Godwit.Moves;
using Godwit.Moves.Terms;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Godwit.Server.AdminApi;

/// <summary>/api/v1/moves/{id}/…: orders to a move that was begun.</summary>
internal static class MoveOrdersApi
{
    public static void MapMoveOrders(this IEndpointRouteBuilder api)
    {
        api.MapPost("/moves/{id}/suspend", (string id, HttpContext context, IMoves moves, Acts acts, CancellationToken cancel) =>
            Order("move.suspend", id, null, moves.Suspend(Seen(id, context), cancel), context, acts)).TakesIfMatch();
        api.MapPost("/moves/{id}/resume", (string id, HttpContext context, IMoves moves, Acts acts, CancellationToken cancel) =>
            Order("move.resume", id, null, moves.GoOn(Seen(id, context), cancel), context, acts)).TakesIfMatch();
        api.MapPost("/moves/{id}/cancel", (string id, HttpContext context, IMoves moves, Acts acts, CancellationToken cancel) =>
            Order("move.cancel", id, null, moves.Cancel(Seen(id, context), cancel), context, acts)).TakesIfMatch();
        api.MapPost("/moves/{id}/retry", (string id, RetryMove retry, HttpContext context, IMoves moves, Acts acts, CancellationToken cancel) =>
            Order("move.retry", id, retry.Refused ? "failed and refused users" : "failed users", moves.Retry(Seen(id, context), retry.Refused, cancel), context, acts)).TakesIfMatch();
        api.MapPost("/moves/{id}/terms", Change).TakesIfMatch();
    }

    private static async Task<IResult> Change(string id, ChangeMove change, HttpContext context, IMoves moves, Acts acts, CancellationToken cancel)
    {
        var (terms, problem) = MoveTermsText.Read(change);
        if (problem is not null) return Answers.Problem(400, problem);
        if (terms == new TermsChange()) return Answers.Problem(400, "Say what to change: the priority, rate, concurrency, window, time to complete by, or what becomes of busy users");
        return await Order("move.set", id, terms.ToString(), moves.Change(Seen(id, context), terms, cancel), context, acts);
    }

    private static async Task<IResult> Order(string act, string id, string? detail, Task<MoveAnswer> order, HttpContext context, Acts acts)
    {
        switch (await order)
        {
            case { Move: { } move, Version: var version }:
                if (version is { } now) EntityTag.Say(context, now);
                acts.Done(context, act, id, detail);
                return TypedResults.Ok(MoveViews.Of(move));
            case { Problem: { } problem, IsStale: var stale }:
                acts.Refused(context, act, id, problem);
                return Answers.Problem(stale ? 412 : 409, problem);
            default:
                return Answers.NoSuchMove(id);
        }
    }

    private static MoveAsSeen Seen(string id, HttpContext context) => new(id, EntityTag.Asked(context));
}
