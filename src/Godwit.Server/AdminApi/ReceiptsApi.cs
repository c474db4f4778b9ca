using System.Text.Json;
using Godwit.Admin;
using Godwit.Admin.Moves;
using Godwit.Moves.Engine;
using Godwit.Moves.Receipts;
using Godwit.Pool.Users;
using Godwit.Receipts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Godwit.Server.AdminApi;

/// <summary>Receipts of moved users, a line of JSON each, and the key that proves them. A move's lines are never in memory all at once.</summary>
internal static class ReceiptsApi
{
    private const string JsonLines = "application/x-ndjson";

    public static void MapReceipts(this IEndpointRouteBuilder api)
    {
        api.MapGet("/receipts/key", (MoveReceipts receipts) => TypedResults.Text(receipts.Key.Pem, "application/x-pem-file"));
        api.MapGet("/moves/{id}/receipts", (string id, string? user, MoveReceipts receipts, CancellationToken cancel) =>
            Lines(id, user, receipts, (lines, _) => Task.FromResult(lines.Select(l => l.ToJson())), cancel));
        api.MapGet("/moves/{id}/receipts/now", (string id, string? user, MoveReceipts receipts, CancellationToken cancel) =>
            Lines(id, user, receipts, async (lines, token) => Now(lines, await receipts.Now([.. lines.Select(l => l.Receipt)], token)), cancel));
    }

    private static async Task<IResult> Lines(
        string id, string? user, MoveReceipts receipts, Func<IReadOnlyList<ReceiptLine>, CancellationToken, Task<IEnumerable<string>>> write, CancellationToken cancel)
    {
        if (await receipts.Head(id, cancel) is null) return Answers.NoSuchMove(id);
        SipAddress? only = null;
        if (user is not null)
        {
            if (!SipAddress.TryParse(user, out var address)) return Answers.NoAddress(user);
            if (!await receipts.Read(id, address, cancel).AnyAsync(cancel)) return Answers.Problem(404, $"Move {id} has no receipt of {address}: she was not moved by it, or it is older than receipts");
            only = address;
        }

        return TypedResults.Stream(async stream =>
        {
            await using var text = new StreamWriter(stream);
            await foreach (var lines in receipts.Read(id, only, cancel))
                foreach (var line in await write(lines, cancel)) await text.WriteAsync($"{line}\n");
        }, JsonLines);
    }

    private static IEnumerable<string> Now(IReadOnlyList<ReceiptLine> lines, IReadOnlyList<ReceiptNow> now) =>
        lines.Zip(now, (line, then) => JsonSerializer.Serialize(new ReceiptNowView(line.ToJson(), then.Home ?? "", View(then.AtHome), View(then.Undo)), AdminJson.Default.ReceiptNowView));

    private static HeldDataView View(HeldData held) => new(NameOf(held.State), held.Kinds);

    private static string NameOf(HeldState state) => state switch
    {
        HeldState.Same => "same",
        HeldState.Changed => "changed",
        HeldState.NoCopy => "none",
        HeldState.OutOfReach => "unreachable",
        _ => "unknown",
    };
}
