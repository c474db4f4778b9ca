using System.Diagnostics.Metrics;
using Godwit.Moves.Batches;

namespace Godwit.Moves;

/// <summary>The engine's metrics. Meter: <c>Godwit.Moves</c>.</summary>
public sealed class MoveInstruments
{
    public const string MeterName = "Godwit.Moves";

    private readonly Counter<long> _users;
    private readonly Histogram<double> _batch;
    private readonly Histogram<double> _pause;

    public MoveInstruments(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _users = meter.CreateCounter<long>("godwit.moves.users", "{user}", "Users whose move ended, by outcome");
        _batch = meter.CreateHistogram<double>("godwit.moves.batch.duration", "s", "From the first step of a batch to the last user's outcome");
        _pause = meter.CreateHistogram<double>("godwit.moves.pause", "s", "Time a signed-in user's writes were held, fence to release or undo");
    }

    internal void Paused(Batch batch, TimeSpan pause)
    {
        var standing = batch.Step == MoveStep.Release ? Standing.Switched : Standing.Leaving;
        foreach (var user in batch.Users)
            if (user.SignedIn && user.Standing == standing) _pause.Record(pause.TotalSeconds);
    }

    internal void Ended(Batch batch, TimeSpan took)
    {
        _batch.Record(took.TotalSeconds);
        foreach (var outcome in batch.Users.CountBy(u => u.Outcome))
            _users.Add(outcome.Value, new KeyValuePair<string, object?>("outcome", outcome.Key.ToString().ToLowerInvariant()));
    }
}
