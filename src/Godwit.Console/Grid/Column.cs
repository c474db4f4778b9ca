using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace Godwit.Console.Grid;

/// <summary>A column of a details pane.</summary>
/// <param name="Least">Its width in pixels where there is little room.</param>
/// <param name="Share">Its share of what room is left; 0 = none.</param>
/// <param name="Sort">What the list is asked to be sorted by; empty = it can't be.</param>
public sealed record Column<T>(string Title, int Least, int Share, string Sort, RenderFragment<T> Cell);

public static class Column
{
    public static Column<T> Text<T>(string title, int least, int share, Func<T, string> text, string sort = "") =>
        new(title, least, share, sort, row => builder => builder.AddContent(0, text(row)));

    /// <summary>The widths of all columns as styles.</summary>
    public static string Widths<T>(IReadOnlyList<Column<T>> columns) => string.Create(CultureInfo.InvariantCulture,
        $"--columns:{string.Join(' ', columns.Select(c => c.Share == 0 ? $"{c.Least}px" : $"minmax({c.Least}px,{c.Share}fr)"))};--least:{columns.Sum(c => c.Least)}px");
}
