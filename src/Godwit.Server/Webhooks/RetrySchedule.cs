namespace Godwit.Server.Webhooks;

/// <summary>When a notice that was not taken is sent again: pauses double from five seconds to an hour, for three days at most.</summary>
public static class RetrySchedule
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Most = TimeSpan.FromHours(1);
    private static readonly TimeSpan Age = TimeSpan.FromDays(3);

    /// <param name="tries">How often it was sent, at least once.</param>
    /// <returns>Null: it is given up.</returns>
    public static DateTimeOffset? Next(DateTimeOffset written, int tries, DateTimeOffset now)
    {
        var due = now + TimeSpan.FromTicks(Math.Min(Most.Ticks, First.Ticks << Math.Min(tries - 1, 20)));
        return due - written > Age ? null : due;
    }
}
