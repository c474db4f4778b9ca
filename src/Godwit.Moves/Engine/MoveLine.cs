using Godwit.Moves.Batches;
using Godwit.Moves.Planning;
using Godwit.Moves.Terms;

namespace Godwit.Moves.Engine;

/// <summary>A move that has not ended, and its batches that wait. Guarded by the <see cref="BatchQueue"/> that holds it.</summary>
internal sealed class MoveLine : IDisposable
{
    private readonly CancellationTokenSource _cancelled = new();
    private readonly LinkedList<WaitingBatch> _batches = new();
    private readonly List<WaitingBatch> _taken = [];

    public MoveLine(MoveHead head, int lastBatch)
    {
        Head = head;
        LastBatch = lastBatch;
        if (head.Hold == MoveHold.Cancelled) _cancelled.Cancel();
    }

    public MoveHead Head { get; set; }

    public CancellationToken Cancelled => _cancelled.Token;

    public MoveTerms Terms => Head.Terms;

    public int LastBatch { get; set; }

    public int InFlight => _taken.Count;

    public long LastServed { get; private set; }

    /// <summary>Those that wait, and those that were taken and may have to wait again.</summary>
    public IEnumerable<WaitingBatch> Batches => _taken.Concat(_batches);

    public void Put(WaitingBatch batch) => _batches.AddLast(batch);

    /// <summary>Why its batches do not run any more; else null.</summary>
    public Leave? Over(DateTimeOffset now) =>
        Head.Hold == MoveHold.Cancelled ? MoveFailure.Cancelled(Head.Id)
        : Schedule.IsOver(Terms, now) ? MoveFailure.TooLate(Head.Id, Terms.CompleteBy!.Value) : null;

    /// <summary>When the next of its batches may begin, as far as time decides; null = nothing but a change of the move lets it begin.</summary>
    public DateTimeOffset? Begins(DateTimeOffset now)
    {
        if (_batches.Count == 0) return null;
        if (Over(now) is not null) return Ready(now, over: true);
        if (Head.Hold == MoveHold.Suspended || InFlight >= Terms.Concurrency) return Terms.CompleteBy;
        var ready = Ready(now, over: false);
        if (Terms.Rate is not null && Head.PacedUntil > ready) ready = Head.PacedUntil.Value;
        return Schedule.NextBegin(Terms, ready) ?? Terms.CompleteBy;
    }

    /// <summary>A batch whose time has come; call it when <see cref="Begins"/> says so.</summary>
    public Turn Take(DateTimeOffset now, long served)
    {
        var over = Over(now);
        var place = _batches.First!;
        while (NotBefore(place.Value, over is not null) > now) place = place.Next!;
        _batches.Remove(place);
        _taken.Add(place.Value);
        LastServed = served;
        if (over is not null || Terms.Rate is not { } rate) return new Turn(place.Value, Terms, over, null);
        Head = Head with { PacedUntil = Pacing.After(Head.PacedUntil ?? now, now, place.Value.Count, rate) };
        return new Turn(place.Value, Terms, null, Head.PacedUntil);
    }

    public void Ended(WaitingBatch batch) => _taken.Remove(batch);

    /// <summary>Tells who waits for <see cref="Cancelled"/>, on threads of their own; call it outside of the gate all the same.</summary>
    public Task Cancel() => _cancelled.CancelAsync();

    public void Dispose() => _cancelled.Dispose();

    /// <summary>When the first of its batches may be taken, as far as the batches decide.</summary>
    private DateTimeOffset Ready(DateTimeOffset now, bool over)
    {
        var ready = NotBefore(_batches.First!.Value, over) is null ? now : _batches.Min(b => NotBefore(b, over) ?? now);
        return ready < now ? now : ready;
    }

    /// <summary>Nobody waits for the end of a call once the move does not, or is over.</summary>
    private DateTimeOffset? NotBefore(WaitingBatch batch, bool over)
    {
        var busy = Terms.WaitsForBusy && !over ? batch.NotBefore : null;
        return busy is null || batch.HeldUntil > busy ? batch.HeldUntil ?? busy : busy;
    }

    /// <summary>What keeps a batch that waits, as its users are told.</summary>
    public (UserState State, string? Reason) StateOf(WaitingBatch batch, DateTimeOffset now)
    {
        if (batch.Joins is { } joins) return (UserState.Waiting, RefusalText.Joined(joins));
        if (Head.Hold == MoveHold.Suspended) return (UserState.Suspended, null);
        if (batch.HeldUntil is { } held) return (UserState.Waiting, $"The move's journal could not be written when the user's turn came (the server's log says why); tried again at {held:u}.");
        if (NotBefore(batch, over: false) is { } busy) return (UserState.Waiting, $"In a call or conference when the user's turn came; asked after again at {busy:u}.");
        if (Schedule.NextBegin(Terms, now) is { } begins && begins > now) return (UserState.Waiting, $"The move's time begins at {begins:u}.");
        return Terms.Rate is not null && Head.PacedUntil > now ? (UserState.Waiting, "The move's rate lets nobody go just now.") : (UserState.Queued, null);
    }
}

/// <summary>A batch whose time has come.</summary>
/// <param name="Over">It is not begun any more, and why.</param>
/// <param name="PacedUntil">With a rate: what has to be written down before the batch begins.</param>
internal sealed record Turn(WaitingBatch Batch, MoveTerms Terms, Leave? Over, DateTimeOffset? PacedUntil);
