using System.CommandLine;
using System.Globalization;
using Godwit.Admin;
using Godwit.Admin.Audit;
using Godwit.Cli.Output;

namespace Godwit.Cli.Commands;

/// <summary><c>godwit audit</c>: who has done what.</summary>
internal static class AuditCommand
{
    public static Command Build()
    {
        Option<string?> who = new("--who") { Description = "Who did it; * and ? stand for any characters, here and in the next three" }, act = new("--act") { Description = "What was done, e.g. user.*" };
        Option<string?> subject = new("--subject") { Description = "To whom or what" }, from = new("--from") { Description = "From which address" }, result = new("--result") { Description = "done, refused or failed" };
        Option<DateTimeOffset?> since = Time("--since", "Not before this time, e.g. 2026-11-25 or 2026-11-25T14:00Z"), until = Time("--until", "Before this time");
        var limit = new Option<int>("--limit") { Description = "How many lines, 1 to 1000", DefaultValueFactory = _ => 100 };
        var export = new Option<string?>("--export") { Description = "Everything that is asked for as a file, oldest first: jsonl or csv" };
        export.AcceptOnlyFromAmong("jsonl", "csv");
        var file = new Option<FileInfo?>("--out") { Description = "The file to export to (default: stdout)" };
        var command = new Command("audit", "Administrative acts, newest first") { who, act, subject, from, result, since, until, limit, export, file };
        return Session.Verb(command, async (session, parsed, cancel) =>
        {
            var query = new AuditQuery
            {
                Who = parsed.GetValue(who),
                Act = parsed.GetValue(act),
                Subject = parsed.GetValue(subject),
                From = parsed.GetValue(from),
                Result = parsed.GetValue(result),
                Since = parsed.GetValue(since),
                Until = parsed.GetValue(until),
                Limit = parsed.GetValue(limit),
            };
            if (parsed.GetValue(export) is { } format)
            {
                var to = parsed.GetValue(file);
                if (OutFile.Problem(to) is { } problem) return session.Fail(problem, ExitCode.BadUsage);
                await session.Client.Audit.Export(query, format, () => OutFile.Open(to), cancel);
                return ExitCode.Done;
            }

            var page = await session.Client.Audit.Read(query, cancel);
            session.Answer(page, AdminJson.Default.AuditPage, screen => screen.Table(
                ["When", "Who", "From", "Act", "To", "Result", "Detail"],
                page.Entries.Select(e => (IReadOnlyList<string>)[e.At.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), e.Who, e.From, e.Act, e.Subject, e.Result, e.Detail ?? ""])));
            return ExitCode.Done;
        });
    }

    private static Option<DateTimeOffset?> Time(string name, string description) => new(name)
    {
        Description = description,
        CustomParser = result =>
        {
            if (DateTimeOffset.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)) return time;
            result.AddError($"'{result.Tokens[0].Value}' is not a time like 2026-11-25 or 2026-11-25T14:00Z");
            return null;
        },
    };
}
