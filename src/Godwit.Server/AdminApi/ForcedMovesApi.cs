using System.Globalization;
using Godwit.Admin;
using Godwit.Admin.Files;
using Godwit.Admin.Moves;
using Godwit.Files;
using Godwit.Moves;
using Godwit.Moves.Engine;
using Godwit.Pool.Users;
using Godwit.Server.Configuration;
using Godwit.Server.UserFiles;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Godwit.Server.AdminApi;

/// <summary>/api/v1/moves/forced: a forced move whose users' data an administrator hands in as a file.</summary>
internal static class ForcedMovesApi
{
    public static async Task<IResult> Move(
        HttpContext context, ForestView forest, ForestSettings settings, IMoves moves, HandedFile handed, HandedData data, Acts acts, TimeProvider time, CancellationToken cancel)
    {
        // The file goes to disk as it comes, whatever its size.
        context.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = null;
        var (order, file) = await UploadedFile.Receive(context.Request, settings.DataFolder, AdminJson.Default.ForceMove, cancel);
        if (order?.Move is null || file is null) return Answers.Problem(400, "A forced move with a file is a form with the parts order (JSON) and file, in this order");
        context.Response.RegisterForDispose(file);
        var (move, problem) = MoveOrder.Read(order.Move, Acts.WhoIn(context), forest, time);
        if (move is null) return problem!;
        if (!move.Force) return Answers.Problem(400, "What a file has stands in for a pool that is out of reach: that takes a forced move (--force)");
        if (order.Move.DryRun) return Answers.Problem(400, "A dry run takes no file: what the file has would be kept");
        if (!data.CanKeep) return Answers.Problem(409, "The vault is switched off (vault.interval is 0), and there what a file has is kept until its users' turn comes; switch it on, or import the file after the move");
        var format = order.Format is null or "" or "auto" ? FileFormats.Detect(file) : FileFormats.Named(order.Format);
        if (format is null) return Answers.Problem(400, $"The file is of no format that can be read; the formats are {FileFormats.Names}");

        var (taken, wrong) = await handed.Take(file, format.Value, order.AsOf, move, cancel);
        if (taken is null) return Answers.Problem(400, wrong);
        var id = await moves.Start(move, cancel);
        acts.Done(context, "move.start", id, string.Create(CultureInfo.InvariantCulture, $"{MoveOrder.Words(move)}, with data of {taken.InFile} users from a file as of {order.AsOf.UtcDateTime:u}"));
        return await moves.Report(id, cancel) is { } report
            ? TypedResults.Ok(new ForcedMoveView(MoveViews.Of(report), taken.InFile, taken.NotInFile, taken.LeftOut, taken.Skips))
            : Answers.NoSuchMove(id);
    }
}
