using System.Runtime.CompilerServices;
using Godwit.Moves;
using Godwit.Moves.Engine;
using Godwit.Pool.Users;
using Godwit.Server.Reports;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Godwit.Server.AdminApi;

/// <summary>Reports of moves as files: written while they are read from the journal, page by page.</summary>
internal static class ReportsApi
{
    private const int Page = 500;

    public static void MapReports(this IEndpointRouteBuilder api) => api.MapGet("/moves/{id}/report", Report);

    private static async Task<IResult> Report(string id, string? format, HttpContext context, IMoves moves, MoveReceipts receipts, TimeProvider time, CancellationToken cancel)
    {
        if (await receipts.Head(id, cancel) is not { } head || await moves.Progress(id, cancel) is not { } progress) return Answers.NoSuchMove(id);
        if (format == "html") context.Response.Headers.ContentSecurityPolicy = SecurityHeaders.ReportPolicy;
        return format switch
        {
            "csv" => Text("text/csv; charset=utf-8", text => CsvReport.Write(text, head, Users(receipts, id, cancel))),
            "html" => Text("text/html; charset=utf-8", async text => await HtmlReport.Write(text, head, progress, await Timeline(receipts, id, cancel), Users(receipts, id, cancel), time.GetUtcNow())),
            _ => Answers.Problem(400, "A report is to be had as format=csv or format=html"),
        };
    }

    private static PushStreamHttpResult Text(string type, Func<TextWriter, Task> write) => TypedResults.Stream(async stream =>
    {
        await using var text = new StreamWriter(stream);
        await write(text);
    }, type);

    private static async IAsyncEnumerable<UserOutcome> Users(MoveReceipts receipts, string id, [EnumeratorCancellation] CancellationToken cancel)
    {
        SipAddress? after = null;
        while (await receipts.OutcomesAfter(id, after, Page, cancel) is { Count: > 0 } page)
        {
            foreach (var user in page) yield return user;
            after = page[^1].User;
        }
    }

    private static async Task<MoveTimes> Timeline(MoveReceipts receipts, string id, CancellationToken cancel)
    {
        var times = new MoveTimes();
        await foreach (var lines in receipts.Read(id, null, cancel))
            foreach (var line in lines) times.Add(line.Receipt.Times);
        return times;
    }
}
