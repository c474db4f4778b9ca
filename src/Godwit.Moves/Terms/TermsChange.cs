namespace Godwit.Moves.Terms;

/// <summary>New terms for a move that runs; what is null stays as it is.</summary>
public sealed record TermsChange
{
    public MovePriority? Priority { get; init; }

    /// <summary>0: no limit any more.</summary>
    public int? Rate { get; init; }

    /// <summary>0: no limit any more.</summary>
    public int? Concurrency { get; init; }

    public Window? Window { get; init; }

    /// <summary>At any time of the day.</summary>
    public bool NoWindow { get; init; }

    public DateTimeOffset? CompleteBy { get; init; }

    public BusyRule? Busy { get; init; }

    public MoveTerms In(MoveTerms terms) => terms with
    {
        Priority = Priority ?? terms.Priority,
        Rate = Limit(Rate, terms.Rate),
        Concurrency = Limit(Concurrency, terms.Concurrency),
        Window = NoWindow ? null : Window ?? terms.Window,
        CompleteBy = CompleteBy ?? terms.CompleteBy,
        Busy = Busy ?? terms.Busy,
    };

    private static int? Limit(int? change, int? now) => change is null ? now : change == 0 ? null : change;
}
