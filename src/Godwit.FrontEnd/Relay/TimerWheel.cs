using Godwit.FrontEnd.Connections;
using Microsoft.Extensions.Logging;

namespace Godwit.FrontEnd.Relay;

/// <summary>
/// Deadlines of all transactions in one wheel: setting and clearing one costs a few writes, and a cleared one leaves nothing behind.
/// Exact to one beat (100 ms), which is enough for SIP's timers (T1 = 500 ms).
/// </summary>
public sealed partial class TimerWheel(ILogger<TimerWheel> log) : IBeating
{
    private const int Slots = 512;

    private readonly Lock _lock = new();
    private readonly Deadline?[] _slots = new Deadline?[Slots];
    private readonly List<Deadline> _due = [];
    private long _tick;

    /// <summary>Calls <see cref="Deadline.Due"/> once after that time, unless it is cleared or set anew before.</summary>
    public void Set(Deadline deadline, TimeSpan after)
    {
        // One beat more, since the current one has partly gone: a deadline comes late, never early.
        var ticks = Math.Max(1, (long)Math.Ceiling(after / Heartbeat.Interval) + 1);
        lock (_lock)
        {
            Unlink(deadline);
            deadline.Tick = _tick + ticks;
            ref var first = ref _slots[deadline.Tick % Slots];
            deadline.Next = first;
            if (first is not null) first.Previous = deadline;
            first = deadline;
        }
    }

    public void Clear(Deadline deadline)
    {
        lock (_lock) Unlink(deadline);
    }

    public void Beat(long now)
    {
        var target = now / (long)Heartbeat.Interval.TotalMilliseconds;
        while (true)
        {
            lock (_lock)
            {
                if (_tick >= target) return;
                _tick++;
                for (var deadline = _slots[_tick % Slots]; deadline is not null;)
                {
                    var next = deadline.Next;
                    if (deadline.Tick <= _tick)
                    {
                        Unlink(deadline);
                        _due.Add(deadline);
                    }

                    deadline = next;
                }
            }

            // Outside the lock: what is due takes locks of its own.
            foreach (var deadline in _due) End(deadline);
            _due.Clear();
        }
    }

    /// <summary>One transaction's fault is not the others'.</summary>
    private void End(Deadline deadline)
    {
        try
        {
            deadline.Due();
        }
        catch (Exception e)
        {
            LogFault(log, e, deadline.GetType().Name);
        }
    }

    private void Unlink(Deadline deadline)
    {
        if (deadline.Tick == 0) return;
        if (deadline.Previous is { } previous) previous.Next = deadline.Next;
        else _slots[deadline.Tick % Slots] = deadline.Next;
        if (deadline.Next is { } next) next.Previous = deadline.Previous;
        deadline.Previous = deadline.Next = null;
        deadline.Tick = 0;
    }

    [LoggerMessage(62, LogLevel.Error, "The end of the time of a {Deadline} could not be dealt with")]
    private static partial void LogFault(ILogger log, Exception exception, string deadline);
}

/// <summary>Something that happens at a time, if nothing happens before.</summary>
public abstract class Deadline
{
    internal long Tick { get; set; }

    internal Deadline? Previous { get; set; }

    internal Deadline? Next { get; set; }

    /// <summary>The time is up. Quick, and does not throw.</summary>
    public abstract void Due();
}
