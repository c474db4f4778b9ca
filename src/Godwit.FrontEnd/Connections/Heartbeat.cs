using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Godwit.FrontEnd.Connections;

/// <summary>One timer for everything here that has deadlines: ten thousand idle connections cost no timers of their own.</summary>
public sealed partial class Heartbeat : IDisposable
{
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly TimeProvider _time;
    private readonly ILogger<Heartbeat> _log;
    private readonly long _start;
    private readonly ITimer _timer;
    private readonly ConcurrentDictionary<IBeating, bool> _beating = new();
    private int _isBeating;
    private long _now;

    public Heartbeat(TimeProvider time, ILogger<Heartbeat> log)
    {
        (_time, _log) = (time, log);
        _start = time.GetTimestamp();
        _timer = time.CreateTimer(static self => ((Heartbeat)self!).Beat(), this, Interval, Interval);
    }

    /// <summary>Milliseconds since the start, as of the last beat: good enough for deadlines, and costs nothing to read.</summary>
    public long Now => Volatile.Read(ref _now);

    public void Add(IBeating beating) => _beating[beating] = true;

    public void Remove(IBeating beating) => _beating.TryRemove(beating, out _);

    public void Dispose() => _timer.Dispose();

    private void Beat()
    {
        // A beat that takes longer than the interval is not overtaken by the next.
        if (Interlocked.Exchange(ref _isBeating, 1) == 1) return;
        Volatile.Write(ref _now, (long)_time.GetElapsedTime(_start).TotalMilliseconds);
        foreach (var (beating, _) in _beating) Beat(beating);
        Volatile.Write(ref _isBeating, 0);
    }

    /// <summary>What fails in one misses one beat of its own. Out of a timer it would end the process, and with it all that others have here.</summary>
    private void Beat(IBeating beating)
    {
        try
        {
            beating.Beat(_now);
        }
        catch (Exception e)
        {
            LogMissed(_log, e, beating.GetType().Name);
        }
    }

    [LoggerMessage(61, LogLevel.Error, "A beat of {Beating} failed")]
    private static partial void LogMissed(ILogger log, Exception exception, string beating);
}
