using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Godwit.Moves;

namespace Godwit.Load.Pause;

/// <summary>Listens to the engine's own metric of pauses.</summary>
internal sealed class Pauses : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentBag<double> _seconds = [];

    public Pauses()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == MoveInstruments.MeterName && instrument.Name == "godwit.moves.pause") listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<double>((_, seconds, _, _) => _seconds.Add(seconds));
        _listener.Start();
    }

    public int Count => _seconds.Count;

    /// <summary>In milliseconds; NaN when nobody was held.</summary>
    public double Percentile(double percent)
    {
        var sorted = _seconds.Order().ToArray();
        return sorted.Length == 0 ? double.NaN : sorted[Math.Clamp((int)Math.Ceiling(sorted.Length * percent / 100) - 1, 0, sorted.Length - 1)] * 1000;
    }

    public void Dispose() => _listener.Dispose();
}
