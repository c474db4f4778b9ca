using Godwit.Admin.Moves;
using Godwit.Moves;
using Godwit.Moves.Terms;

namespace Godwit.Server.AdminApi;

/// <summary>Terms of moves between the API's words and the engine's.</summary>
internal static class MoveTermsText
{
    private static readonly Dictionary<string, MovePriority> Priorities = new(StringComparer.OrdinalIgnoreCase) { ["low"] = MovePriority.Low, ["normal"] = MovePriority.Normal, ["high"] = MovePriority.High };

    private static readonly Dictionary<string, BusyRule> Rules = new(StringComparer.OrdinalIgnoreCase) { ["wait"] = BusyRule.Wait, ["move"] = BusyRule.Move };

    /// <summary>The terms, or a sentence that says what is wrong with them.</summary>
    public static (MoveTerms Terms, string? Problem) Read(MoveTermsView? view, DateTimeOffset now)
    {
        if (view is null) return (MoveTerms.None, null);
        if (Wrong(view.Window, view.Priority, view.Busy) is { } problem) return (MoveTerms.None, problem);
        var terms = new MoveTerms
        {
            StartAfter = view.StartAfter,
            Window = view.Window is null ? null : Window.Parse(view.Window),
            CompleteBy = view.CompleteBy,
            Concurrency = view.Concurrency,
            Rate = view.Rate,
            Priority = view.Priority is null ? MovePriority.Normal : Priorities[view.Priority],
            Busy = view.Busy is null ? null : Rules[view.Busy],
        };
        return (terms, terms.Problem(now));
    }

    public static (TermsChange Change, string? Problem) Read(ChangeMove view)
    {
        var anyTime = view.Window is "none";
        if (Wrong(anyTime ? null : view.Window, view.Priority, view.Busy) is { } problem) return (new TermsChange(), problem);
        return (new TermsChange
        {
            Window = anyTime || view.Window is null ? null : Window.Parse(view.Window),
            NoWindow = anyTime,
            CompleteBy = view.CompleteBy,
            Concurrency = view.Concurrency,
            Rate = view.Rate,
            Priority = view.Priority is null ? null : Priorities[view.Priority],
            Busy = view.Busy is null ? null : Rules[view.Busy],
        }, null);
    }

    /// <summary>Null for a move without terms.</summary>
    public static MoveTermsView? Of(MoveTerms terms) => terms == MoveTerms.None ? null : new MoveTermsView
    {
        StartAfter = terms.StartAfter,
        Window = terms.Window?.ToString(),
        CompleteBy = terms.CompleteBy,
        Concurrency = terms.Concurrency,
        Rate = terms.Rate,
        Priority = Priorities.First(p => p.Value == terms.Priority).Key,
        Busy = terms.WaitsForBusy ? "wait" : "move",
    };

    private static string? Wrong(string? window, string? priority, string? busy) =>
        window is not null && Window.Parse(window) is null ? $"'{window}' is not a time of the day like 22:00-06:00, with a time zone behind it if it is not the server's: 22:00-06:00 Europe/Berlin."
        : priority is not null && !Priorities.ContainsKey(priority) ? $"A priority is low, normal or high, not '{priority}'."
        : busy is not null && !Rules.ContainsKey(busy) ? $"Users who are in a call wait or move; there is no '{busy}'."
        : null;
}
