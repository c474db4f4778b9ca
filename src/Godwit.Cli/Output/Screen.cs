using System.Globalization;
using Spectre.Console;

namespace Godwit.Cli.Output;

/// <summary>Tables on a terminal, plain tab-separated lines in a pipe. Progress always goes to stderr.</summary>
public sealed class Screen
{
    private readonly IAnsiConsole _screen = AnsiConsole.Console;
    private readonly TextWriter _out = Console.Out;

    /// <summary>Where progress is shown.</summary>
    public IAnsiConsole Progress { get; } = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });

    public static bool IsTerminal => !Console.IsOutputRedirected;

    /// <summary>A number as a cell.</summary>
    public static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    public void Line(string text) => _out.WriteLine(text);

    public void Table(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        if (!IsTerminal)
        {
            foreach (var row in rows) _out.WriteLine(string.Join('\t', row));
            return;
        }

        var table = new Table().RoundedBorder().BorderColor(Color.Grey);
        foreach (var column in columns) table.AddColumn(new TableColumn($"[bold]{Markup.Escape(column)}[/]"));
        // An address or an id that is broken in two can't be taken over into the next line.
        table.Columns[0].NoWrap();
        foreach (var row in rows) table.AddRow([.. row.Select(cell => new Text(cell))]);
        _screen.Write(table);
    }

    /// <summary>Names and values of one thing.</summary>
    public void Card(IEnumerable<(string Name, string Value)> lines)
    {
        if (!IsTerminal)
        {
            foreach (var (name, value) in lines) _out.WriteLine($"{name}\t{value}");
            return;
        }

        var grid = new Grid().AddColumn().AddColumn();
        foreach (var (name, value) in lines) grid.AddRow(new Markup($"[grey]{Markup.Escape(name)}[/]"), new Text(value));
        _screen.Write(grid);
    }

    /// <summary>Only a terminal has room for pictures.</summary>
    public void Chart(BarChart chart)
    {
        if (IsTerminal) _screen.Write(chart);
    }
}
