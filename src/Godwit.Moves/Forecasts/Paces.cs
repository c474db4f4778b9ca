using Microsoft.Extensions.Logging;

namespace Godwit.Moves.Forecasts;

/// <summary>
/// Measures how fast moves go and writes it down for later forecasts: the time in which anything is under way counts, not the time between. At most one write in
/// <see cref="WriteEvery"/> for each pair of pools; what was measured in the seconds before the process dies is lost.
/// </summary>
public sealed partial class Paces(IMoveStore store, TimeProvider time, ILogger<Paces> log)
{
    public static readonly TimeSpan WriteEvery = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly Dictionary<PaceOf, Meter> _meters = [];

    /// <summary>Something begins that <see cref="End"/> ends.</summary>
    public void Begin(PaceOf of)
    {
        lock (_gate)
        {
            if (!_meters.TryGetValue(of, out var meter)) _meters[of] = meter = new Meter();
            if (meter.UnderWay++ == 0) meter.Since = time.GetTimestamp();
        }
    }

    /// <param name="count">How many came through; 0 when it failed.</param>
    public async Task End(PaceOf of, int count, CancellationToken cancel)
    {
        Pace measured;
        lock (_gate)
        {
            var meter = _meters[of];
            var now = time.GetTimestamp();
            meter.Measured += new Pace(count, time.GetElapsedTime(meter.Since, now));
            (meter.Since, meter.UnderWay) = (now, meter.UnderWay - 1);
            if (meter.Written is { } written && time.GetElapsedTime(written, now) < WriteEvery) return;
            if (meter.Measured is not { Count: > 0, Took.Ticks: > 0 }) return;
            (measured, meter.Measured, meter.Written) = (meter.Measured, default, now);
        }

        try
        {
            await store.AddPace(of, measured, time.GetUtcNow(), cancel);
        }
        catch (Exception fault) when (!cancel.IsCancellationRequested)
        {
            // A move does not stop because a forecast will know less.
            NotWritten(fault, of.Source, of.Target);
        }
    }

    /// <summary>What was measured last, what is not written yet included; null when nothing was.</summary>
    public async Task<Pace?> Find(PaceOf of, CancellationToken cancel)
    {
        var pace = await store.Pace(of, cancel) ?? default;
        lock (_gate)
            if (_meters.TryGetValue(of, out var meter)) pace += meter.Measured;
        return pace is { Count: > 0, Took.Ticks: > 0 } ? pace : null;
    }

    private sealed class Meter
    {
        public int UnderWay;
        public long Since;
        public long? Written;
        public Pace Measured;
    }

    [LoggerMessage(LogLevel.Warning, "How fast moves from {Source} to {Target} go could not be written down")]
    private partial void NotWritten(Exception fault, string source, string target);
}
