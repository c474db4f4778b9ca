using Godwit.Admin.Moves;
using Godwit.Moves;
using Godwit.Pool.Users;
using Microsoft.AspNetCore.Http;

namespace Godwit.Server.AdminApi;

/// <summary>POST /api/v1/moves/{id}/undo: a move that takes another one back.</summary>
internal static class UndoApi
{
    public static async Task<IResult> Undo(string id, UndoMove request, HttpContext context, IMoves moves, Acts acts, CancellationToken cancel)
    {
        if (await moves.Progress(id, cancel) is not { } progress) return Answers.NoSuchMove(id);
        var users = new List<SipAddress>();
        foreach (var text in request.Users ?? [])
        {
            if (!SipAddress.TryParse(text, out var address)) return Answers.NoAddress(text);
            users.Add(address);
        }

        if (!progress.IsOver)
        {
            var why = $"Move {id} has not ended; wait for its end, or cancel it, before it is undone";
            acts.Refused(context, "move.undo", id, why);
            return Answers.Problem(409, why);
        }

        var undo = MoveRequest.Undo(id, users, request.Force, Acts.WhoIn(context));
        if (request.DryRun) return TypedResults.Ok(MoveViews.Planned(undo, await moves.Plan(undo, cancel)));
        var started = await moves.Start(undo, cancel);
        acts.Done(context, "move.undo", id, $"by move {started}{(undo.Force ? ", by force" : "")}");
        return await moves.Report(started, cancel) is { } report ? TypedResults.Ok(MoveViews.Of(report)) : Answers.NoSuchMove(started);
    }
}
