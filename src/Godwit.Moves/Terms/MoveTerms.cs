namespace Godwit.Moves.Terms;

/// <summary>On what terms a move runs. <see cref="None"/>: at once, as fast as it goes.</summary>
public sealed record MoveTerms
{
    public const int MostConcurrency = 64;

    public static readonly MoveTerms None = new();

    /// <summary>Nobody is moved before.</summary>
    public DateTimeOffset? StartAfter { get; init; }

    /// <summary>The time of day in which batches may begin; null = any.</summary>
    public Window? Window { get; init; }

    /// <summary>Who has not begun by then stays at the old home.</summary>
    public DateTimeOffset? CompleteBy { get; init; }

    /// <summary>Batches of this move under way at a time; null = as many as the engine runs.</summary>
    public int? Concurrency { get; init; }

    /// <summary>Users a minute, on the average; null = no limit.</summary>
    public int? Rate { get; init; }

    public MovePriority Priority { get; init; } = MovePriority.Normal;

    /// <summary>Null: nobody said; see <see cref="WaitsForBusy"/>.</summary>
    public BusyRule? Busy { get; init; }

    /// <summary>
    /// A move that has a time is planned to be in nobody's way, so it waits for who is in a call. One that somebody asked for now, and watches, does what was
    /// asked for.
    /// </summary>
    public bool WaitsForBusy => Busy is { } rule ? rule == BusyRule.Wait : StartAfter is not null || Window is not null || CompleteBy is not null;

    /// <summary>What is wrong with the terms, in a sentence; null when they can be kept.</summary>
    public string? Problem(DateTimeOffset now) => this switch
    {
        { Concurrency: < 1 or > MostConcurrency } => $"A move can have 1 to {MostConcurrency} batches under way at a time, not {Concurrency}.",
        { Rate: < 1 } => $"A rate is a number of users a minute, at least 1, not {Rate}.",
        _ when CompleteBy <= now => "The time to complete the move by has passed already; name a later one.",
        _ when CompleteBy is { } by && Schedule.NextBegin(this, now) is null => $"The move could not begin before the time to complete it by, {by:u}; name a later one, or an earlier start.",
        _ => null,
    };
}
