using System.CommandLine;
using Godwit.Admin.Files;
using Godwit.Admin.Moves;

namespace Godwit.Cli.Selection;

/// <summary>A file with the data of users whose pool is down.</summary>
internal sealed class DataOptions
{
    private readonly Option<string?> _file = new("--data") { Description = "With --force: a file, or a folder of files, with the users' data, for those whose pool is out of reach or who are unassigned; what is known that is newer goes before it (docs/formats.md)" };
    private readonly Option<string> _format = Format();
    private readonly Option<DateTimeOffset?> _asOf = new("--data-time") { Description = "When the data of --data was what the pool held; without it the time at which the file was last written" };

    public void AddTo(Command command, Option<bool> force, Option<bool> dryRun)
    {
        command.Options.Add(_file);
        command.Options.Add(_format);
        command.Options.Add(_asOf);
        command.Rule(result =>
        {
            if (result.GetValue(_file) is null)
            {
                if (result.GetValue(_asOf) is not null) result.AddError("--data-time says how old a file is: name it with --data FILE.");
                return;
            }

            if (!result.GetValue(force)) result.AddError("--data FILE stands in for a pool that is out of reach: that takes --force.");
            if (result.GetValue(dryRun)) result.AddError("--dry-run takes no --data FILE: what the file has would be kept.");
        });
    }

    public string? File(ParseResult parsed) => parsed.GetValue(_file);

    /// <summary>The order; the file is there.</summary>
    public ForceMove Order(ParseResult parsed, StartMove move, string file) =>
        new(move, parsed.GetRequiredValue(_format), parsed.GetValue(_asOf) ?? new DateTimeOffset(System.IO.File.GetLastWriteTimeUtc(file), TimeSpan.Zero));

    private static Option<string> Format()
    {
        var format = new Option<string>("--data-format") { Description = "What --data is: dbimpexp, csuserdata or xep0227; auto looks how it begins", DefaultValueFactory = _ => "auto" };
        format.AcceptOnlyFromAmong("auto", "dbimpexp", "csuserdata", "xep0227");
        return format;
    }
}
