using System.CommandLine;
using Godwit.Admin.Moves;

namespace Godwit.Cli.Selection;

/// <summary>On what terms a move runs; <c>move</c> takes them all, <c>move set</c> those that can change.</summary>
internal sealed class TermsOptions
{
    private readonly Option<DateTimeOffset?> _startAfter = new("--start-after") { Description = "Move nobody before this time, e.g. 2026-12-01T22:00 (this machine's time) or 2026-12-01T22:00+01:00" };
    private readonly Option<string?> _window = new("--window") { Description = "The time of day in which users are moved: 22:00-06:00, 22:00-06:00 Europe/Berlin; without a zone the server's" };
    private readonly Option<DateTimeOffset?> _completeBy = new("--complete-by") { Description = "Whose turn has not come by then stays at the old home" };
    private readonly Option<int?> _concurrency = new("--concurrency") { Description = "Batches of this move under way at a time" };
    private readonly Option<int?> _rate = new("--rate") { Description = "Users a minute" };
    private readonly Option<string?> _priority = new("--priority") { Description = "low, normal or high: whose batches go first when several moves run" };
    private readonly Option<string?> _busy = new("--busy") { Description = "Users in a call or conference: wait (left for later; so by default when a time is given) or move" };

    public TermsOptions()
    {
        _priority.AcceptOnlyFromAmong("low", "normal", "high");
        _busy.AcceptOnlyFromAmong("wait", "move");
    }

    public void AddTo(Command command)
    {
        command.Options.Add(_startAfter);
        AddChangesTo(command);
    }

    public void AddChangesTo(Command command)
    {
        command.Options.Add(_window);
        command.Options.Add(_completeBy);
        command.Options.Add(_concurrency);
        command.Options.Add(_rate);
        command.Options.Add(_priority);
        command.Options.Add(_busy);
    }

    /// <summary>Null when nothing was said.</summary>
    public MoveTermsView? Read(ParseResult parsed)
    {
        var terms = new MoveTermsView
        {
            StartAfter = parsed.GetValue(_startAfter),
            Window = parsed.GetValue(_window),
            CompleteBy = parsed.GetValue(_completeBy),
            Concurrency = parsed.GetValue(_concurrency),
            Rate = parsed.GetValue(_rate),
            Priority = parsed.GetValue(_priority),
            Busy = parsed.GetValue(_busy),
        };
        return terms == new MoveTermsView() ? null : terms;
    }

    public ChangeMove ReadChange(ParseResult parsed) => new()
    {
        Window = parsed.GetValue(_window),
        CompleteBy = parsed.GetValue(_completeBy),
        Concurrency = parsed.GetValue(_concurrency),
        Rate = parsed.GetValue(_rate),
        Priority = parsed.GetValue(_priority),
        Busy = parsed.GetValue(_busy),
    };
}
