using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Godwit.Console.Grid;

/// <summary>What somebody made of a column.</summary>
/// <param name="Width">In pixels; null = as the list has it.</param>
public sealed record ColumnChoice(string Title, bool Shown, int? Width);

/// <summary>What somebody made of a list's columns: their order, which of them she sees, how wide. Her browser keeps it.</summary>
public sealed record ColumnLayout(ImmutableList<ColumnChoice> Choices)
{
    public const int Narrowest = 40;
    public const int Widest = 2_000;

    /// <summary>Behind the last column, where the button for them lies.</summary>
    private const int Rest = 32;

    public static ColumnLayout Of<T>(IReadOnlyList<Column<T>> columns) => new([.. columns.Select(c => new ColumnChoice(c.Title, !c.IsExtra, null))]);

    /// <summary>What a browser kept. Columns that are no more are left out, new ones come behind; what can't be read counts as nothing.</summary>
    public static ColumnLayout Read<T>(string? kept, IReadOnlyList<Column<T>> columns)
    {
        var whole = Of(columns);
        if (Parse(kept) is not { } choices) return whole;
        var known = choices.Where(c => whole.Choices.Exists(w => w.Title == c.Title)).DistinctBy(c => c.Title).Select(c => c with { Width = Within(c.Width) }).ToList();
        var read = new ColumnLayout([.. known, .. whole.Choices.Where(w => !known.Exists(c => c.Title == w.Title))]);
        return read.Choices.Exists(c => c.Shown) ? read : whole;
    }

    public string Write() => JsonSerializer.Serialize([.. Choices], LayoutJson.Default.ListColumnChoice);

    /// <summary>The columns that are seen, in their order.</summary>
    public IReadOnlyList<Column<T>> Shown<T>(IReadOnlyList<Column<T>> columns) => [.. Choices.Where(c => c.Shown).Select(c => columns.First(k => k.Title == c.Title))];

    /// <summary>The widths of the columns that are seen, as styles.</summary>
    public string Style<T>(IReadOnlyList<Column<T>> columns)
    {
        var tracks = Shown(columns).Select(c => (Column: c, Width: WidthOf(c.Title))).ToList();
        return string.Create(CultureInfo.InvariantCulture,
            $"--columns:{string.Join(' ', tracks.Select(t => Track(t.Column, t.Width)))} {Rest}px;--least:{tracks.Sum(t => t.Width ?? t.Column.Least) + Rest}px");
    }

    /// <summary>These widths for the first columns that are seen.</summary>
    public ColumnLayout With(IReadOnlyList<int> widths)
    {
        var shown = Choices.Where(c => c.Shown).Take(widths.Count).ToList();
        return new(Choices.ConvertAll(c => shown.IndexOf(c) is >= 0 and var at ? c with { Width = Within(widths[at]) } : c));
    }

    public ColumnLayout With(string title, int? width) => Change(title, c => c with { Width = Within(width) });

    /// <summary>Shows or hides it; the last one that is seen stays.</summary>
    public ColumnLayout Turn(string title) =>
        Choices.Exists(c => c.Shown && c.Title != title) ? Change(title, c => c with { Shown = !c.Shown }) : Change(title, c => c with { Shown = true });

    /// <summary>Up (before the one before it) or down.</summary>
    public ColumnLayout Move(string title, int by)
    {
        var at = Choices.FindIndex(c => c.Title == title);
        var to = at + by;
        return at < 0 || to < 0 || to >= Choices.Count ? this : new(Choices.RemoveAt(at).Insert(to, Choices[at]));
    }

    public int? WidthOf(string title) => Choices.Find(c => c.Title == title)?.Width;

    private ColumnLayout Change(string title, Func<ColumnChoice, ColumnChoice> change) => new(Choices.ConvertAll(c => c.Title == title ? change(c) : c));

    private static int? Within(int? width) => width is { } pixels ? Math.Clamp(pixels, Narrowest, Widest) : null;

    private static string Track<T>(Column<T> column, int? width) => width is null && column.Share > 0
        ? string.Create(CultureInfo.InvariantCulture, $"minmax({column.Least}px,{column.Share}fr)")
        : string.Create(CultureInfo.InvariantCulture, $"{width ?? column.Least}px");

    private static List<ColumnChoice>? Parse(string? kept)
    {
        try
        {
            return string.IsNullOrEmpty(kept) ? null : JsonSerializer.Deserialize(kept, LayoutJson.Default.ListColumnChoice)?.Where(c => c?.Title is not null).ToList();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(List<ColumnChoice>))]
internal sealed partial class LayoutJson : JsonSerializerContext;
