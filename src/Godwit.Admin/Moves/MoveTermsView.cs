namespace Godwit.Admin.Moves;

/// <summary>On what terms a move runs; what is left out does not bind it.</summary>
public sealed record MoveTermsView
{
    /// <summary>Nobody is moved before.</summary>
    public DateTimeOffset? StartAfter { get; init; }

    /// <summary>A time of every day in which users are moved: <c>22:00-06:00</c>, <c>22:00-06:00 Europe/Berlin</c> or <c>22:00-06:00 +02:00</c>. Without a zone it is the server's.</summary>
    public string? Window { get; init; }

    /// <summary>Whose turn has not come by then stays at the old home.</summary>
    public DateTimeOffset? CompleteBy { get; init; }

    /// <summary>Batches under way at a time.</summary>
    public int? Concurrency { get; init; }

    /// <summary>Users a minute.</summary>
    public int? Rate { get; init; }

    /// <summary><c>low</c>, <c>normal</c> or <c>high</c>.</summary>
    public string? Priority { get; init; }

    /// <summary>Users who are in a call or conference: <c>wait</c> (they are left for later) or <c>move</c>.</summary>
    public string? Busy { get; init; }
}

/// <summary>Other terms for a move that runs: what is left out stays. A rate or concurrency of 0 and a window of <c>none</c> take the limit away.</summary>
public sealed record ChangeMove
{
    public string? Window { get; init; }

    public DateTimeOffset? CompleteBy { get; init; }

    public int? Concurrency { get; init; }

    public int? Rate { get; init; }

    public string? Priority { get; init; }

    public string? Busy { get; init; }
}

/// <summary>Who is tried again: those who failed; with <paramref name="Refused"/> those who were refused, too.</summary>
public sealed record RetryMove(bool Refused);
