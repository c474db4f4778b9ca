using Godwit.Receipts;

namespace Godwit.Server.Reports;

/// <summary>When users were switched, and for how long they were held before: counted as they come, in so many columns at most.</summary>
public sealed class MoveTimes
{
    private const int MostColumns = 96;

    /// <summary>Upper ends of the columns of pauses, in ms; the last column has none.</summary>
    public static readonly IReadOnlyList<int> PauseEnds = [10, 20, 50, 100, 150, 200, 500, 1_000, 5_000];

    private readonly SortedDictionary<long, int> _switched = [];
    private readonly int[] _pauses = new int[PauseEnds.Count + 1];

    /// <summary>How long a column of <see cref="Switched"/> is. It doubles whenever there would be too many.</summary>
    public TimeSpan Width { get; private set; } = TimeSpan.FromMilliseconds(125);

    public IReadOnlyList<int> Pauses => _pauses;

    /// <summary>How many were switched in each column, from the first to the last.</summary>
    public IReadOnlyList<int> Switched
    {
        get
        {
            if (_switched.Count == 0) return [];
            var (first, last) = (_switched.Keys.First(), _switched.Keys.Last());
            var columns = new int[last - first + 1];
            foreach (var (at, users) in _switched) columns[at - first] = users;
            return columns;
        }
    }

    public DateTimeOffset? First => _switched.Count == 0 ? null : new DateTimeOffset(_switched.Keys.First() * Width.Ticks, TimeSpan.Zero);

    public void Add(ReceiptTimes times)
    {
        if (times.Switched is not { } switched) return;
        Count(switched.UtcTicks / Width.Ticks, 1);
        while (_switched.Keys.Last() - _switched.Keys.First() >= MostColumns) Widen();
        if (times.Fenced is not { } fenced) return;
        var held = (switched - fenced).TotalMilliseconds;
        var column = PauseEnds.TakeWhile(end => held >= end).Count();
        _pauses[column]++;
    }

    private void Widen()
    {
        var narrow = _switched.ToList();
        _switched.Clear();
        Width *= 2;
        foreach (var (at, users) in narrow) Count(at / 2, users);
    }

    private void Count(long column, int users) => _switched[column] = _switched.GetValueOrDefault(column) + users;
}
