using System.Globalization;
using Godwit.Cli.Output;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Godwit.Cli.Top;

/// <summary>The forest at one moment, as a picture on a terminal and as lines in a pipe.</summary>
internal static class TopScreen
{
    private const int BarWidth = 16;
    private const int Gap = 2;
    private static readonly string[] PoolColumns = ["Pool", "Generation", "State", "Users", "Signed in", "Messages/s", "Presence/s", "Errors"];
    private static readonly string[] MoveColumns = ["Move", "State", "Done", "Users", "Moved", "Refused", "Failed", "Users/s", "Left"];

    public static void Lines(TopView view, Screen screen)
    {
        screen.Table(PoolColumns, view.Pools.Select(Cells));
        if (view.Moves.Count > 0) screen.Table(MoveColumns, view.Moves.Select(Cells));
    }

    /// <summary>Columns that do not fit go, so that names of pools and ids of moves are seen in full.</summary>
    /// <param name="note">What is wrong just now; empty when nothing is.</param>
    public static IRenderable Picture(TopView view, string note, int width)
    {
        var pools = view.Pools.Select(Cells).ToList();
        var moves = view.Moves.Select(m => Cells(m) is var cells ? (IReadOnlyList<string>)[cells[0], cells[1], new string(' ', BarWidth), Done(m, cells), cells[8]] : []).ToList();
        return new Rows(
            new Text(string.Create(CultureInfo.InvariantCulture, $"{view.At:yyyy-MM-dd HH:mm:ss'Z'}  {view.Pools.Sum(p => p.Users)} users, {view.Pools.Sum(p => p.SignedIn)} signed in. Ctrl-C ends this.")),
            note.Length > 0 ? new Text(note, new Style(Color.Red)) : Text.Empty,
            Table(["Pool", "Generation", "State", "Users", "In", "Msg/s", "Pres/s", "Errors"], 3, [1, 6, 5, 7], pools, width, (row, column, cell) =>
                column == 2 ? new Text(cell, new Style(view.Pools[row].State == "running" ? Color.Green : Color.Red)) : new Text(cell)),
            view.Moves.Count > 0
                ? Table(["Move", "State", "", "Done", "Left"], 3, [2, 1, 4], moves, width, (row, column, cell) => column == 2 ? Bar(view.Moves[row]) : new Text(cell))
                : new Text("No move is under way.", new Style(Color.Grey)));
    }

    private static string Done(TopMove move, IReadOnlyList<string> cells) =>
        $"{cells[2]} of {cells[3]} at {cells[7]}/s{(move.Refused + move.Failed == 0 ? "" : $", {move.Refused} refused, {move.Failed} failed")}";

    /// <param name="spare">Columns that may go, the first first.</param>
    private static Table Table(string[] columns, int numbersFrom, int[] spare, IReadOnlyList<IReadOnlyList<string>> rows, int width, Func<int, int, string, IRenderable> draw)
    {
        var widths = columns.Select((name, i) => Gap + rows.Select(r => r[i].Length).Append(name.Length).Max()).ToArray();
        var shown = Enumerable.Range(0, columns.Length).ToList();
        foreach (var column in spare)
            if (shown.Sum(i => widths[i]) > width) shown.Remove(column);

        var table = new Table().NoBorder();
        foreach (var i in shown)
        {
            var head = new TableColumn($"[grey]{Markup.Escape(columns[i])}[/]").NoWrap().Padding(0, 0, Gap, 0);
            table.AddColumn(i < numbersFrom ? head : head.RightAligned());
        }

        foreach (var (row, cells) in rows.Index()) table.AddRow([.. shown.Select(i => draw(row, i, cells[i]))]);
        return table;
    }

    private static Markup Bar(TopMove move)
    {
        var full = move.Total == 0 ? BarWidth : (int)((long)BarWidth * move.Done / move.Total);
        return new Markup($"[green]{new string('━', full)}[/][grey]{new string('━', BarWidth - full)}[/]");
    }

    private static IReadOnlyList<string> Cells(TopPool pool) =>
        [pool.Fqdn, pool.Generation, pool.State, Screen.Text(pool.Users), Screen.Text(pool.SignedIn), Rate(pool.MessagesPerSecond), Rate(pool.PresencePerSecond), pool.Errors is { } errors ? Screen.Text(errors) : "-"];

    private static IReadOnlyList<string> Cells(TopMove move) =>
    [
        move.Id, move.State, Screen.Text(move.Done), Screen.Text(move.Total), Screen.Text(move.Moved), Screen.Text(move.Refused), Screen.Text(move.Failed), Rate(move.UsersPerSecond),
        move.SecondsLeft is { } left ? TimeSpan.FromSeconds(Math.Min(left, 359_999)).ToString(@"hh\:mm\:ss", CultureInfo.InvariantCulture) : "-",
    ];

    private static string Rate(double? rate) => rate?.ToString("0.0", CultureInfo.InvariantCulture) ?? "-";
}
