using System.Collections.Immutable;

namespace Godwit.Console.Selection;

/// <summary>Which rows of a list are selected, by key. A list of 100,000 is selected as "all but these", not row by row.</summary>
public sealed record RowSelection
{
    private readonly ImmutableHashSet<string> _keys;

    private RowSelection(bool all, ImmutableHashSet<string> keys) => (IsAll, _keys) = (all, keys);

    public static RowSelection None { get; } = new(false, ImmutableHashSet<string>.Empty);

    public static RowSelection All { get; } = new(true, ImmutableHashSet<string>.Empty);

    /// <summary>Every row but <see cref="Keys"/>; else <see cref="Keys"/> are what is selected.</summary>
    public bool IsAll { get; }

    public IReadOnlySet<string> Keys => _keys;

    public static RowSelection Only(string key) => None.With([key]);

    public bool Has(string key) => IsAll != _keys.Contains(key);

    public RowSelection Toggle(string key) => new(IsAll, _keys.SymmetricExcept([key]));

    /// <summary>These as well.</summary>
    public RowSelection With(IEnumerable<string> keys) => new(IsAll, IsAll ? _keys.Except(keys) : _keys.Union(keys));

    public int Count(int rows) => IsAll ? Math.Max(0, rows - _keys.Count) : _keys.Count;
}
