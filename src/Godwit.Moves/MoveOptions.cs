namespace Godwit.Moves;

/// <summary>How moves are run. The defaults are measured: see docs/benchmarks.md.</summary>
public sealed record MoveOptions
{
    /// <summary>Users who are fenced, copied and switched together. More: longer pauses; fewer: more commits a user.</summary>
    public int BatchSize { get; init; } = 100;

    /// <summary>Batches at a time: while one waits for the disk, others are read and checked.</summary>
    public int BatchesInFlight { get; init; } = 4;

    /// <summary>How long the old pool keeps what a user left there.</summary>
    public TimeSpan UndoWindow { get; init; } = TimeSpan.FromDays(14);

    /// <summary>A pool that has not answered by then counts as lost.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long what is sent to a user waits for her endpoints to come over.</summary>
    public TimeSpan ArrivalWait { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>First and longest pause before something is tried again; it doubles in between.</summary>
    public TimeSpan RetryFirst { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan RetryMost { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>First and longest pause before a user who was in a call is asked after again; it doubles in between.</summary>
    public TimeSpan BusyFirst { get; init; } = TimeSpan.FromMinutes(1);

    public TimeSpan BusyMost { get; init; } = TimeSpan.FromMinutes(15);

    public TimeSpan BusyPause(int tries) => TimeSpan.FromTicks(Math.Min(BusyMost.Ticks, BusyFirst.Ticks << Math.Min(tries, 20)));

    public TimeSpan Backoff(int attempt) =>
        TimeSpan.FromTicks(Math.Min(RetryMost.Ticks, RetryFirst.Ticks << Math.Min(attempt, 20)));
}
