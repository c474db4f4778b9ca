namespace Godwit.Admin.Moves;

/// <summary>How fast a move goes of late, from its progress as somebody sees it, and the time left.</summary>
public sealed class MovePace(TimeProvider time)
{
    private static readonly TimeSpan Lately = TimeSpan.FromSeconds(10);

    private readonly long _began = time.GetTimestamp();
    private readonly Queue<(TimeSpan At, int Done)> _late = new();
    private MoveProgressView? _last;

    public double PerSecond { get; private set; }

    /// <summary>Null while nothing moves, and when nothing is left.</summary>
    public TimeSpan? Left => _last is { IsOver: false } last && PerSecond > 0 && last.Done < last.Total ? TimeSpan.FromSeconds((last.Total - last.Done) / PerSecond) : null;

    public void Add(MoveProgressView now)
    {
        var at = time.GetElapsedTime(_began);
        // Fewer than before: they are tried again.
        if (now.Done < _last?.Done) _late.Clear();
        _last = now;
        _late.Enqueue((at, now.Done));
        while (_late.Count > 2 && at - _late.Peek().At > Lately) _late.Dequeue();
        var first = _late.Peek();
        PerSecond = at > first.At ? (now.Done - first.Done) / (at - first.At).TotalSeconds : 0;
    }
}
