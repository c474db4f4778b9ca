using System.Globalization;
using System.Net;
using System.Reflection;
using Godwit.Moves;

namespace Godwit.Server.Reports;

/// <summary>A move as one page that needs nothing else: numbers, charts, and a line for each user, written as they come.</summary>
public static class HtmlReport
{
    public static async Task Write(TextWriter text, MoveHead move, MoveProgress progress, MoveTimes times, IAsyncEnumerable<UserOutcome> users, DateTimeOffset now)
    {
        await text.WriteAsync(Head(move, progress, now));
        await text.WriteAsync(Charts(progress, times));
        await text.WriteAsync(TableHead);
        await foreach (var user in users) await text.WriteAsync(Row(user));
        await text.WriteAsync($"</tbody></table></div></section></main><script>{Resource("report.js")}</script></body></html>\n");
    }

    private static string Head(MoveHead move, MoveProgress progress, DateTimeOffset now) => $"""
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
        <title>Move {Text(move.Id)} to {Text(move.ToPool)}</title><style>{Resource("report.css")}</style></head>
        <body><main><header><p class="kind">Move of users{(move.Force ? " · <strong>by force</strong>" : "")}</p><h1>{Text(move.ToPool)}</h1>
        <dl><div><dt>Move</dt><dd>{Text(move.Id)}</dd></div><div><dt>Asked for by</dt><dd>{Text(move.RequestedBy)}</dd></div><div><dt>Started</dt><dd>{Time(move.StartedAt)}</dd></div>
        <div><dt>Finished</dt><dd>{(move.FinishedAt is { } end ? Time(end) : "still running")}</dd></div><div><dt>Took</dt><dd>{Took((move.FinishedAt ?? now) - move.StartedAt)}</dd></div></dl></header>
        <section class="tiles" aria-label="Numbers">{Tile("users", "", progress.Total)}{Tile("moved", "moved", progress.Moved)}{Tile("there already", "unchanged", progress.Unchanged)}{Tile("refused", "refused", progress.Refused)}{Tile("failed", "failed", progress.Failed)}</section>

        """;

    private static string Charts(MoveProgress progress, MoveTimes times)
    {
        var pending = progress.Total - progress.Moved - progress.Unchanged - progress.Refused - progress.Failed;
        var charts = Chart("Outcomes", "", ReportChart.Shares([("moved", progress.Moved), ("unchanged", progress.Unchanged), ("refused", progress.Refused), ("failed", progress.Failed), ("pending", pending)]));
        if (times.First is not { } first) return charts;
        var seconds = times.Width.TotalSeconds;
        charts += "<div class=\"two\">" + Chart("Users per second", "as the directory switched them; UTC", ReportChart.Columns(
            "Users per second over time", [.. times.Switched.Select(s => s / seconds)], [.. times.Switched.Select((_, i) => (first + times.Width * i).ToString("HH:mm:ss", CultureInfo.InvariantCulture))], "users/s"));
        if (times.Pauses.Any(p => p > 0))
            charts += Chart("Pause", "from the fence to the switch, by number of users", ReportChart.Columns("How long users were held", [.. times.Pauses.Select(p => (double)p)], [.. PauseNames()], "users"));
        return charts + "</div>";
    }

    private static IEnumerable<string> PauseNames() => MoveTimes.PauseEnds.Select(end => end < 1_000 ? $"<{end} ms" : $"<{end / 1_000} s").Append("more").Select(WebUtility.HtmlEncode)!;

    private static string Chart(string title, string note, string svg) => $"<section class=\"card\"><h2>{title}{(note.Length > 0 ? $" <small>{note}</small>" : "")}</h2>{svg}</section>\n";

    private static string Tile(string name, string style, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"<div class=\"tile {style}\"><b>{number:#,0}</b><span>{name}</span></div>");

    private const string TableHead = """
        <section class="card"><div class="bar"><h2>Users</h2><label>Show <input id="find" type="search" placeholder="an address, an outcome, a word"></label></div><div class="scroll"><table>
        <thead><tr><th scope="col" aria-sort="ascending"><button>User</button></th><th scope="col"><button>Outcome</button></th><th scope="col"><button>From</button></th><th scope="col"><button>Reason</button></th><th scope="col"><button>Lost</button></th></tr></thead><tbody>

        """;

    private static string Row(UserOutcome user)
    {
        var outcome = OutcomeText.Of(user.Outcome);
        return $"<tr><th scope=\"row\">{Text(user.User.Value)}</th><td><span class=\"chip {outcome}\">{outcome}</span></td><td>{Text(user.From ?? "")}</td><td>{Text(user.Reason ?? "")}</td><td>{Text(string.Join(", ", user.Lost))}</td></tr>\n";
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);

    private static string Time(DateTimeOffset time) => $"<time datetime=\"{time.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}\">{time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} UTC</time>";

    private static string Took(TimeSpan took) =>
        took < TimeSpan.FromMinutes(1) ? string.Create(CultureInfo.InvariantCulture, $"{took.TotalSeconds:0.0} s") : took.ToString(took < TimeSpan.FromDays(1) ? @"h\:mm\:ss" : @"d\.hh\:mm\:ss", CultureInfo.InvariantCulture);

    private static string Resource(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"{typeof(HtmlReport).Namespace}.{name}") ?? throw new InvalidOperationException($"{name} was not built in");
        using var text = new StreamReader(stream);
        return text.ReadToEnd();
    }
}
