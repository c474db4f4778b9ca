namespace Godwit.Console.Grid;

/// <summary>A part of a list that a grid asks for. Sort: a column's word, with <c>-</c> before it backwards.</summary>
public sealed record RowRange(int Offset, int Count, string Sort);

/// <summary>That part, and how long the list is.</summary>
public sealed record Rows<T>(IReadOnlyList<T> Items, int Total);

public static class Rows
{
    public static Rows<T> None<T>() => new([], 0);

    /// <summary>A part of a list that is there already.</summary>
    public static Rows<T> Of<T>(IReadOnlyList<T> all, RowRange range) => new([.. all.Skip(range.Offset).Take(range.Count)], all.Count);

    /// <summary>The same, sorted as asked by what its columns say; rows that are alike keep their order.</summary>
    public static Rows<T> Of<T>(IReadOnlyList<T> all, RowRange range, IReadOnlyList<Column<T>> columns)
    {
        var backwards = range.Sort.StartsWith('-');
        var word = backwards ? range.Sort[1..] : range.Sort;
        if (columns.FirstOrDefault(c => c.Sort == word)?.By is not { } by) return Of(all, range);
        return Of([.. backwards ? all.OrderByDescending(by) : all.OrderBy(by)], range);
    }
}
