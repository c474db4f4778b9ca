namespace Godwit.Moves.Terms;

/// <summary>
/// A rate of users a minute: whoever has let some go waits until they are paid for. Nothing is saved up while nobody goes, so a move that was held does
/// not catch up at once.
/// </summary>
public static class Pacing
{
    /// <summary>When the next may go, after so many have gone now.</summary>
    /// <param name="until">When they might have gone at the earliest.</param>
    public static DateTimeOffset After(DateTimeOffset until, DateTimeOffset now, int users, int rate) =>
        (until > now ? until : now) + TimeSpan.FromTicks(TimeSpan.TicksPerMinute * users / rate);

    /// <summary>Users who go together, so that a slow rate does not come in lumps.</summary>
    public static int BatchSize(int usual, int? rate) => Math.Clamp(rate ?? usual, 1, usual);
}
