using System.Diagnostics.Metrics;
using Godwit.FrontEnd;
using Godwit.Moves;
using Godwit.Pool;
using Godwit.Pool.Users;
using Godwit.Server.Pools;

namespace Godwit.Server.Figures;

/// <summary>What this process has counted since it started, and what of that fell into each of the last sixty minutes. Reads the instruments that are there for telemetry.</summary>
internal sealed class ForestFigures : IDisposable
{
    private const int Most = 60;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly ForestView _forest;
    private readonly PoolRack _rack;
    private readonly TimeProvider _time;
    private readonly MeterListener _listener = new();
    private readonly ITimer _timer;
    private readonly Lock _lock = new();
    private readonly Queue<MinuteFigures> _minutes = new();
    private readonly Tally _total = new();
    private FigureSet _atMinute = FigureSet.None;
    private DateTimeOffset _minuteBegan;

    public ForestFigures(ForestView forest, PoolRack rack, TimeProvider time)
    {
        (_forest, _rack, _time) = (forest, rack, time);
        Since = _minuteBegan = time.GetUtcNow();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (WhatOf(instrument) is { } what) listener.EnableMeasurementEvents(instrument, what);
        };
        _listener.SetMeasurementEventCallback<long>((_, measurement, tags, what) => _total.Count((string)what!, measurement, tags));
        _listener.Start();
        _timer = time.CreateTimer(_ => EndMinute(), null, Minute, Minute);
    }

    public DateTimeOffset Since { get; }

    /// <summary>The whole, and the minutes, oldest first; the last one is still running.</summary>
    public (FigureSet Total, IReadOnlyList<MinuteFigures> Minutes) Read()
    {
        lock (_lock)
        {
            var total = Now();
            return (total, [.. _minutes, new MinuteFigures(_minuteBegan, total.Since(_atMinute))]);
        }
    }

    public void Dispose()
    {
        _timer.Dispose();
        _listener.Dispose();
    }

    private static string? WhatOf(Instrument instrument) => (instrument.Meter.Name, instrument.Name) switch
    {
        (FrontEndInstruments.MeterName, "sip.server.relayed") => Tally.Messages,
        (FrontEndInstruments.MeterName, "sip.server.failures" or "sip.server.rejections") => Tally.Errors,
        (PoolInstruments.MeterName, "godwit.pool.presence.notifications") => Tally.PresenceChanges,
        (MoveInstruments.MeterName, "godwit.moves.users") => Tally.Moves,
        _ => null,
    };

    private void EndMinute()
    {
        lock (_lock)
        {
            var total = Now();
            _minutes.Enqueue(new MinuteFigures(_minuteBegan, total.Since(_atMinute)));
            if (_minutes.Count >= Most) _minutes.Dequeue();
            (_atMinute, _minuteBegan) = (total, _time.GetUtcNow());
        }
    }

    private FigureSet Now() => _total.Read(
        _forest.Pools.Keys.Select(fqdn => (fqdn, _rack.FindAnywhere(fqdn)?.SignedIn ?? 0, _rack.Find(fqdn) is not null)).OrderBy(p => p.fqdn, StringComparer.Ordinal));
}

internal sealed record MinuteFigures(DateTimeOffset At, FigureSet Figures);
