namespace Godwit.Scenarios.Forests;

/// <summary>The system's clock, which somebody sets: what waits a while by timer waits as long as ever, what waits for a time of the clock may have come.</summary>
public sealed class SetClock : TimeProvider
{
    private long _ahead;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Interlocked.Read(ref _ahead));

    public void Forward(TimeSpan time) => Interlocked.Add(ref _ahead, time.Ticks);
}
