using System.CommandLine;
using Godwit.Admin.Files;

namespace Godwit.Cli.Commands;

/// <summary><c>godwit dbimpexp /hrxmlfile:FILE …</c>: the words of Dbimpexp.exe, for scripts and fingers that know them.</summary>
internal static class DbimpexpCommand
{
    public static Command Build()
    {
        var words = new Argument<string[]>("OPTIONS") { Description = "/hrxmlfile:FILE, /user:ADDRESS, /restype:user or all, /import, /sqlserver:POOL" };
        var command = new Command("dbimpexp", "Exports or imports users' data with the options of Dbimpexp.exe") { words };
        command.Rule(result =>
        {
            if (Parse(result.GetValue(words) ?? []).Problem is { } problem) result.AddError(problem);
        });
        return Session.Verb(command, (session, parsed, cancel) =>
        {
            var said = Parse(parsed.GetValue(words) ?? []);
            return said.Import
                ? ImportCommand.Run(session, new ImportOrder("dbimpexp", "merge", false) { User = said.User }, said.File, null, cancel)
                : ExportCommand.Run(session, new ExportOrder("dbimpexp", said.User.Length > 0 ? "" : said.Pool, said.User.Length > 0 ? [said.User] : []), said.File, cancel);
        });
    }

    internal static Line Parse(IReadOnlyList<string> words)
    {
        var line = new Line("", "", "", false, null);
        foreach (var word in words)
        {
            var colon = word.IndexOf(':', StringComparison.Ordinal);
            var (name, value) = colon < 0 ? (word, "") : (word[..colon], word[(colon + 1)..]);
            line = (name.TrimStart('/', '-').ToLowerInvariant(), value) switch
            {
                ("hrxmlfile", { Length: > 0 }) => line with { File = value },
                ("user", { Length: > 0 }) => line with { User = value },
                ("sqlserver", { Length: > 0 }) => line with { Pool = value },
                ("restype", "user" or "all") => line,
                ("import", "") => line with { Import = true },
                _ => line with { Problem = $"'{word}' is none of /hrxmlfile:FILE, /user:ADDRESS, /restype:user, /restype:all, /import, /sqlserver:POOL." },
            };
            if (line.Problem is not null) return line;
        }
        return line.File.Length > 0 ? line : line with { Problem = "Name the file: /hrxmlfile:FILE." };
    }

    internal sealed record Line(string File, string User, string Pool, bool Import, string? Problem);
}
