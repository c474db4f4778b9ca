using System.CommandLine;
using Godwit.Admin;
using Godwit.Admin.Files;
using Godwit.Cli.Completion;
using Godwit.Cli.Output;
using Godwit.Cli.Selection;

namespace Godwit.Cli.Commands;

/// <summary><c>godwit import FILE</c>: users' data out of a file.</summary>
internal static class ImportCommand
{
    public static Command Build()
    {
        var file = new Argument<string>("FILE") { Description = "The file to read, or a folder of files" };
        var format = ExportCommand.Format("auto");
        var mode = new Option<string>("--mode") { Description = "merge: the file adds and updates; replace: the kinds of data that it has take the place of the user's", DefaultValueFactory = _ => "merge" };
        mode.AcceptOnlyFromAmong("merge", "replace");
        var test = new Option<bool>("--test") { Description = "Only say what would happen" };
        var rename = new Option<string?>("--rename") { Description = "A file with an old and a new address, or domain, per line" };
        var domain = new Option<string[]>("--rename-domain") { Description = "OLD=NEW: people of that domain are of the other one now; may be given several times" };
        var pool = new Option<string?>("--pool") { Description = "Where to add users who are not there yet; without it they are skipped" }.OfPools();
        var password = new Option<string?>("--password") { Description = "The password of those who are added; without it nobody knows theirs" };
        var report = new Option<string?>("--report") { Description = "A CSV file for everything that was left out, and why" };
        var command = new Command("import", "Reads users' data out of a file") { file, format, mode, test, rename, domain, pool, password, report };
        return Session.Verb(command, async (session, parsed, cancel) =>
        {
            var (renames, problem) = RenameFile.Read(parsed.GetValue(rename), parsed.GetValue(domain) ?? []);
            if (renames is null) return session.Fail(problem!, ExitCode.BadUsage);
            var order = new ImportOrder(parsed.GetRequiredValue(format), parsed.GetRequiredValue(mode), parsed.GetValue(test))
            {
                Pool = parsed.GetValue(pool) ?? "",
                Password = parsed.GetValue(password) ?? "",
                Renames = renames,
            };
            return await Run(session, order, parsed.GetRequiredValue(file), parsed.GetValue(report), cancel);
        });
    }

    public static async Task<int> Run(Session session, ImportOrder order, string file, string? report, CancellationToken cancel)
    {
        try
        {
            await using var from = Directory.Exists(file) ? PackedFolder.Open(file) : new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read);
            using var left = new SkipReport(report);
            var result = await ImportBar.Show(session.Client.Files.Import(order, from, cancel), left, session.Screen.Progress);
            if (result is null) return session.Fail("The server ended the import before it was done; what it had taken in stays", ExitCode.Refused);
            result = result with { Skips = left.First };
            session.Answer(result, AdminJson.Default.ImportView, screen => ImportText.Summary(result, screen));
            return result.IsComplete ? ExitCode.Done : ExitCode.Refused;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException && e is not HttpIOException)
        {
            return session.Fail(e.Message, ExitCode.BadUsage);
        }
    }
}
