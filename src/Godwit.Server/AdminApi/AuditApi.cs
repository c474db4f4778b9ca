using Godwit.Admin.Audit;
using Godwit.Server.Audit;
using Godwit.Server.Reports;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Godwit.Server.AdminApi;

/// <summary>/api/v1/audit: the record of administrative acts, searched and exported.</summary>
internal static class AuditApi
{
    public static void MapAudit(this IEndpointRouteBuilder api)
    {
        api.MapGet("/audit", Search);
        api.MapGet("/audit/export", Export);
    }

    private static async Task<IResult> Search([AsParameters] AuditParameters ask, AuditFile file, CancellationToken cancel)
    {
        var limit = ask.Limit ?? 100;
        if (Paging.Problem(0, limit) is { } wrong) return Answers.Problem(400, wrong);
        var choice = ask.Choice();
        var (found, next) = await Task.Run(() => Newest(file, choice, ask.Before, limit, cancel), cancel);
        return TypedResults.Ok(new AuditPage(found, next));
    }

    private static IResult Export([AsParameters] AuditParameters ask, string? format, AuditFile file, CancellationToken cancel)
    {
        var choice = ask.Choice();
        var entries = AuditReader.Forwards(file.Path).Where(choice.Holds);
        return format switch
        {
            null or "jsonl" => Text("application/x-ndjson; charset=utf-8", "audit.jsonl", text => Lines(text, entries, cancel)),
            "csv" => Text("text/csv; charset=utf-8", "audit.csv", text => Csv(text, entries, cancel)),
            _ => Answers.Problem(400, "The audit is to be had as format=jsonl or format=csv"),
        };
    }

    private static (IReadOnlyList<AuditView> Found, long? Next) Newest(AuditFile file, AuditChoice choice, long? before, int limit, CancellationToken cancel)
    {
        var found = new List<AuditView>();
        foreach (var (at, entry) in AuditReader.Backwards(file.Path, before))
        {
            cancel.ThrowIfCancellationRequested();
            // What stands before the time that is asked for can't be wanted: the file is in order, but for a clock that was set back.
            if (choice.IsBefore(entry)) break;
            if (!choice.Holds(entry)) continue;
            found.Add(new AuditView(entry.At, entry.Who, entry.From, entry.Act, entry.Subject, entry.Result) { Detail = entry.Detail });
            if (found.Count == limit) return (found, at > 0 ? at : null);
        }

        return (found, null);
    }

    private static PushStreamHttpResult Text(string type, string name, Func<TextWriter, Task> write) => TypedResults.Stream(async stream =>
    {
        await using var text = new StreamWriter(stream);
        await write(text);
    }, type, name);

    private static async Task Lines(TextWriter text, IEnumerable<AuditEntry> entries, CancellationToken cancel)
    {
        foreach (var entry in entries)
        {
            cancel.ThrowIfCancellationRequested();
            await text.WriteAsync(AuditReader.Line(entry));
        }
    }

    private static async Task Csv(TextWriter text, IEnumerable<AuditEntry> entries, CancellationToken cancel)
    {
        await text.WriteAsync("at,who,from,act,subject,result,detail\r\n");
        foreach (var entry in entries)
        {
            cancel.ThrowIfCancellationRequested();
            await text.WriteAsync(string.Join(',', new[] { entry.At.ToString("O"), entry.Who, entry.From, entry.Act, entry.Subject, entry.Result, entry.Detail ?? "" }.Select(CsvCell.Of)) + "\r\n");
        }
    }
}

/// <summary>See <see cref="AuditQuery"/>.</summary>
internal sealed record AuditParameters(string? Who, string? Act, string? Subject, string? From, string? Result, DateTimeOffset? Since, DateTimeOffset? Until, long? Before, int? Limit)
{
    public AuditChoice Choice() => new(Who, Act, Subject, From, Result, Since, Until);
}
