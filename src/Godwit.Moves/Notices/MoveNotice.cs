using Godwit.Pool.Users;

namespace Godwit.Moves.Notices;

/// <summary>What others are told of a move.</summary>
public enum MoveEvent
{
    Started,
    Suspended,
    Resumed,
    Finished,
    Cancelled,

    /// <summary>Users of a batch could not be moved.</summary>
    Failed,
}

/// <param name="Failed">How many failed in this write, of a <see cref="MoveEvent.Failed"/>.</param>
/// <param name="First">Some of them.</param>
public sealed record MoveNotice(MoveEvent Event, int Failed, IReadOnlyList<SipAddress> First)
{
    private const int MostAddresses = 10;

    private MoveNotice(MoveEvent what)
        : this(what, 0, [])
    {
    }

    public static MoveNotice Started { get; } = new(MoveEvent.Started);

    /// <summary>What there is to tell when a move that was like this becomes like that; null when nothing.</summary>
    public static MoveNotice? Of(MoveHead? before, MoveHead after) => (before?.FinishedAt is null, after.FinishedAt is null) switch
    {
        (true, false) => new MoveNotice(MoveEvent.Finished),
        (false, true) => Started,
        (false, false) => null,
        _ when before is null || before.Hold == after.Hold => null,
        _ => new MoveNotice(after.Hold switch { MoveHold.Suspended => MoveEvent.Suspended, MoveHold.Cancelled => MoveEvent.Cancelled, _ => MoveEvent.Resumed }),
    };

    /// <summary>One notice a write at most, however many of its users failed.</summary>
    public static MoveNotice? Of(JournalWrite write)
    {
        List<SipAddress> failed = [.. write.Outcomes.Where(o => o.Outcome == MoveOutcome.Failed).Select(o => o.User)];
        return failed.Count == 0 ? null : new MoveNotice(MoveEvent.Failed, failed.Count, [.. failed.Take(MostAddresses)]);
    }
}
