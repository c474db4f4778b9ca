using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace Godwit.Console.Grid;

/// <summary>A column of a details pane. Its title names it: no two of a list have the same.</summary>
/// <param name="Least">Its width in pixels where there is little room.</param>
/// <param name="Share">Its share of what room is left; 0 = none.</param>
/// <param name="Sort">What the list is asked to be sorted by; empty = it can't be.</param>
public sealed record Column<T>(string Title, int Least, int Share, string Sort, RenderFragment<T> Cell)
{
    /// <summary>What rows that are all here already are sorted by; null = the server sorts them.</summary>
    public Func<T, IComparable>? By { get; init; }

    /// <summary>Shown only to those who choose it.</summary>
    public bool IsExtra { get; init; }
}

public static class Column
{
    public static Column<T> Text<T>(string title, int least, int share, Func<T, string> text, string sort = "") =>
        new(title, least, share, sort, row => builder => builder.AddContent(0, text(row)));

    /// <summary>As <see cref="Text"/>, of rows that are all here already.</summary>
    public static Column<T> Sorted<T>(string title, int least, int share, Func<T, string> text) => Text(title, least, share, text).SortedBy(row => new Alphabetical(text(row)));

    public static Column<T> Number<T>(string title, int least, Func<T, int> number) =>
        Text<T>(title, least, 0, row => number(row).ToString("N0", CultureInfo.InvariantCulture)).SortedBy(row => number(row));

    public static Column<T> SortedBy<T>(this Column<T> column, Func<T, IComparable> by) => column with { Sort = column.Title, By = by };

    /// <summary>Upper and lower case stand together, as people look for names.</summary>
    private sealed record Alphabetical(string Text) : IComparable
    {
        public int CompareTo(object? other) => string.Compare(Text, (other as Alphabetical)?.Text, StringComparison.OrdinalIgnoreCase);
    }
}
