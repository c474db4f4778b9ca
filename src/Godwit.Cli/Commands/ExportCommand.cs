using System.CommandLine;
using System.Globalization;
using Godwit.Admin;
using Godwit.Admin.Files;
using Godwit.Cli.Completion;
using Godwit.Cli.Output;
using Godwit.Cli.Selection;

namespace Godwit.Cli.Commands;

/// <summary><c>godwit export</c>: users' data into a file.</summary>
internal static class ExportCommand
{
    public static Command Build()
    {
        var format = Format("dbimpexp");
        var pool = new Option<string?>("--pool") { Description = "Everybody homed on this pool" }.OfPools();
        var user = UserOption.Several("A user's address");
        var all = new Option<bool>("--all") { Description = "Everybody who has a home" };
        var file = new Option<string>("--out") { Description = "The file to write", Required = true };
        var command = new Command("export", "Writes users' data into a file") { format, pool, user, all, file };
        command.Rule(result =>
        {
            if ((result.GetValue(pool) is null ? 0 : 1) + (result.GetValue(user) is { Length: > 0 } ? 1 : 0) + (result.GetValue(all) ? 1 : 0) != 1)
                result.AddError("Say whose data in one way: --pool FQDN, --user ADDRESS (once or more) or --all.");
        });
        return Session.Verb(command, (session, parsed, cancel) => Run(
            session, new ExportOrder(parsed.GetRequiredValue(format), parsed.GetValue(pool) ?? "", parsed.GetValue(user) ?? []), parsed.GetRequiredValue(file), cancel));
    }

    /// <param name="usual">Its default, which may be a word of the verb's own.</param>
    public static Option<string> Format(string usual)
    {
        var format = new Option<string>("--format")
        {
            Description = "dbimpexp or csuserdata: all data; xep0227: what XMPP servers know of it; csv: users and their settings, without contacts (docs/formats.md)",
            DefaultValueFactory = _ => usual,
        };
        string[] formats = ["dbimpexp", "csuserdata", "xep0227", "csv"];
        format.AcceptOnlyFromAmong([.. formats.Append(usual).Distinct()]);
        return format;
    }

    /// <summary>The file has its name once it is whole: what a broken connection left is not taken for it.</summary>
    public static async Task<int> Run(Session session, ExportOrder order, string file, CancellationToken cancel)
    {
        var part = file + ".part";
        try
        {
            ExportView written;
            await using (var to = new FileStream(part, FileMode.Create, FileAccess.Write))
            {
                var users = await FileBar.Show("exporting", session.Screen.Progress, said => session.Client.Files.Export(order, to, said, cancel));
                written = new ExportView(order.Format, file, users, to.Length);
            }
            File.Move(part, file, overwrite: true);
            session.Answer(written, AdminJson.Default.ExportView, screen => screen.Line(string.Create(CultureInfo.InvariantCulture, $"{file}: {written.Users} users, {written.Bytes} bytes.")));
            return ExitCode.Done;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException && e is not HttpIOException)
        {
            return session.Fail($"{file} can't be written: {e.Message}", ExitCode.BadUsage);
        }
        finally
        {
            if (File.Exists(part)) File.Delete(part);
        }
    }
}
