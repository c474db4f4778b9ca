namespace Godwit.Admin.Moves;

/// <summary>How fast a move goes, from its progress as somebody sees it: users a second of late, the time left, and a chart.</summary>
public sealed class MovePace(TimeProvider time)
{
    /// <summary>A chart with more is made coarser: two columns become one.</summary>
    private const int MostColumns = 120;

    /// <summary>What counts as of late.</summary>
    private static readonly TimeSpan Lately = TimeSpan.FromSeconds(10);

    private readonly long _began = time.GetTimestamp();
    private readonly Queue<(TimeSpan At, int Done)> _late = new();
    private readonly List<int> _columns = [];
    private MoveProgressView? _last;

    /// <summary>Of a column.</summary>
    public TimeSpan Width { get; private set; } = TimeSpan.FromSeconds(1);

    /// <summary>Users who were done in each stretch of time since somebody looks.</summary>
    public IReadOnlyList<int> Columns => _columns;

    public double PerSecond { get; private set; }

    /// <summary>Null while nothing moves, and when nothing is left.</summary>
    public TimeSpan? Left => _last is { IsOver: false } last && PerSecond > 0 && last.Done < last.Total ? TimeSpan.FromSeconds((last.Total - last.Done) / PerSecond) : null;

    public void Add(MoveProgressView now)
    {
        var at = time.GetElapsedTime(_began);
        // Fewer than before: they are tried again.
        if (_last is { } last && now.Done >= last.Done) Draw(at, now.Done - last.Done);
        else _late.Clear();
        _last = now;
        _late.Enqueue((at, now.Done));
        while (_late.Count > 2 && at - _late.Peek().At > Lately) _late.Dequeue();
        var first = _late.Peek();
        PerSecond = at > first.At ? (now.Done - first.Done) / (at - first.At).TotalSeconds : 0;
    }

    private void Draw(TimeSpan at, int users)
    {
        while (at / Width >= MostColumns) Halve();
        var column = (int)(at / Width);
        while (_columns.Count <= column) _columns.Add(0);
        _columns[column] += users;
    }

    private void Halve()
    {
        for (var i = 0; 2 * i < _columns.Count; i++) _columns[i] = _columns[2 * i] + (2 * i + 1 < _columns.Count ? _columns[2 * i + 1] : 0);
        _columns.RemoveRange((_columns.Count + 1) / 2, _columns.Count / 2);
        Width *= 2;
    }
}
