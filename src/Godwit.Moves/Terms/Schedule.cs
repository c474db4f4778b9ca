namespace Godwit.Moves.Terms;

/// <summary>When the batches of a move may begin. Pure: terms and a time in, a time out.</summary>
public static class Schedule
{
    /// <summary>The first moment from now on at which a batch may begin; null when there is none before the move has to be complete.</summary>
    public static DateTimeOffset? NextBegin(MoveTerms terms, DateTimeOffset now)
    {
        var at = terms.StartAfter is { } start && start > now ? start : now;
        if (terms.Window is { } window) at = window.NextOpen(at);
        return at < (terms.CompleteBy ?? DateTimeOffset.MaxValue) ? at : null;
    }

    /// <summary>Nothing of it may begin any more.</summary>
    public static bool IsOver(MoveTerms terms, DateTimeOffset now) => terms.CompleteBy <= now;
}
