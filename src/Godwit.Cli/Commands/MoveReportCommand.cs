using System.CommandLine;
using System.Text.Json;
using Godwit.Admin;
using Godwit.Cli.Output;

namespace Godwit.Cli.Commands;

internal static class MoveReportCommand
{
    public static Command Build()
    {
        var id = MoveShowCommand.Id();
        var format = new Option<string>("--format") { Description = "table (the default), csv, json, or html: one page with charts that needs nothing else", DefaultValueFactory = _ => "table" };
        format.AcceptOnlyFromAmong("table", "csv", "json", "html");
        var file = new Option<FileInfo?>("--out") { Description = "The file to write to (default: stdout)" };
        return Session.Verb(new Command("report", "What became of every user of a move") { id, format, file }, async (session, parsed, cancel) =>
        {
            var (move, form, to) = (parsed.GetRequiredValue(id), parsed.GetRequiredValue(format), parsed.GetValue(file));
            if (session.IsJson) form = "json";
            if (OutFile.Problem(to) is { } problem) return session.Fail(problem, ExitCode.BadUsage);
            if (form is "csv" or "html")
            {
                await session.Client.Report(move, form, () => OutFile.Open(to), cancel);
                return ExitCode.Done;
            }

            var report = await session.Client.MoveReport(move, cancel);
            if (form == "json") await Json(report, to, cancel);
            else if (to is null) MoveText.Report(report, session.Screen);
            else return session.Fail("A table is for the screen: say --format csv, json or html for a file", ExitCode.BadUsage);
            return ExitCode.Done;
        });
    }

    private static async Task Json(Admin.Moves.MoveView report, FileInfo? file, CancellationToken cancel)
    {
        await using var to = OutFile.Open(file);
        await JsonSerializer.SerializeAsync(to, report, AdminJson.Default.MoveView, cancel);
        await to.WriteAsync("\n"u8.ToArray(), cancel);
    }
}
