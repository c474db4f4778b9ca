using Godwit.Moves.Forecasts;
using Godwit.Moves.Terms;
using Godwit.Pool.Users;

namespace Godwit.Moves;

/// <summary>
/// Door: the engine's journal. Moves, the batches they are cut into, what became of each user, and what still has to follow users who were
/// moved by force. Every write is one durable transaction when its task completes, and may be repeated; one that throws, or is
/// cancelled, has not happened. One engine uses a store at a time.
/// </summary>
public interface IMoveStore : IReceiptStore
{
    /// <summary>
    /// Remembers a new move: users in order (some refused already, the others pending) and the batches to run. Both are made while they are written, one
    /// at a time and on any thread, so that a large move needs no room for all of them at once; they may be asked for more than once.
    /// </summary>
    Task Add(MoveHead move, IEnumerable<UserOutcome> users, IEnumerable<BatchEntry> batches, CancellationToken cancel);

    /// <summary>Users of a move begin anew: their outcomes, and the batches to run, in one transaction with what the move is now.</summary>
    Task Again(MoveHead move, IReadOnlyList<UserOutcome> users, IReadOnlyList<BatchEntry> batches, CancellationToken cancel);

    /// <summary>The move itself is another: held, on other terms, finished. All but <see cref="MoveHead.PacedUntil"/>.</summary>
    Task Put(MoveHead move, CancellationToken cancel);

    Task Pace(string moveId, DateTimeOffset until, CancellationToken cancel);

    /// <summary>Everything in the write, or nothing.</summary>
    Task Save(JournalWrite write, CancellationToken cancel);

    /// <summary>Batches that are not finished, oldest move first, then by number.</summary>
    Task<IReadOnlyList<BatchEntry>> Unfinished(CancellationToken cancel);

    /// <summary>Moves without a finishing time, oldest first.</summary>
    Task<IReadOnlyList<MoveHead>> Running(CancellationToken cancel);

    Task<MoveHead?> Find(string moveId, CancellationToken cancel);

    /// <summary>The highest number of its batches, finished or not; 0 when it has none.</summary>
    Task<int> LastBatch(string moveId, CancellationToken cancel);

    /// <summary>Those who failed, and with <paramref name="refused"/> those who were refused, in the order of the move.</summary>
    Task<IReadOnlyList<UserOutcome>> NotMoved(string moveId, bool refused, CancellationToken cancel);

    /// <summary>The whole move: for whoever reads it. The engine asks for no more than <see cref="Progress"/> and <see cref="Outcomes"/>.</summary>
    Task<MoveReport?> Report(string moveId, CancellationToken cancel);

    /// <summary>How far the move is, counted where it lies; null when there is no such move.</summary>
    Task<MoveProgress?> Progress(string moveId, CancellationToken cancel);

    /// <summary>What the move says of these users, in any order; nothing of those who are not in it, and nothing when there is no such move.</summary>
    Task<IReadOnlyList<UserOutcome>> Outcomes(string moveId, IReadOnlyCollection<SipAddress> users, CancellationToken cancel);

    /// <summary>What the move says of its users, by address: at most so many after this one (null: from the first).</summary>
    Task<IReadOnlyList<UserOutcome>> Outcomes(string moveId, SipAddress? after, int most, CancellationToken cancel);

    /// <summary>Of the move's users those whom a later move took elsewhere (from another home than this one did, or to another pool), with the latest of such moves.</summary>
    Task<IReadOnlyDictionary<SipAddress, LaterMove>> MovedSince(string moveId, CancellationToken cancel);

    /// <summary>Of these users those whom a move took to Unassigned Users, and none anywhere since: the pool where their data stayed.</summary>
    Task<IReadOnlyDictionary<SipAddress, string>> LeftBehind(IReadOnlyCollection<SipAddress> users, CancellationToken cancel);

    /// <summary>Newest first.</summary>
    Task<IReadOnlyList<MoveProgress>> List(CancellationToken cancel);

    /// <summary>Those in a state that is not final (<see cref="DeliveryState.AtSource"/>, <see cref="DeliveryState.Sealed"/>), oldest move first.</summary>
    Task<IReadOnlyList<Delivery>> OpenDeliveries(CancellationToken cancel);

    /// <summary>Those of <see cref="OpenDeliveries(CancellationToken)"/> that are of these users, in the same order.</summary>
    Task<IReadOnlyList<Delivery>> OpenDeliveries(IReadOnlyCollection<SipAddress> users, CancellationToken cancel);

    /// <summary>The parcel of a delivery, sealed or waiting for the new home; null when there is none (any more).</summary>
    Task<UserParcel?> Parcel(string moveId, SipAddress user, CancellationToken cancel);

    /// <summary>Remembers how fast it went; the last fifty of each pair of pools are kept.</summary>
    Task AddPace(PaceOf of, Pace pace, DateTimeOffset at, CancellationToken cancel);

    /// <summary>The sum of those that are kept; null when nothing was measured.</summary>
    Task<Pace?> Pace(PaceOf of, CancellationToken cancel);

    /// <summary>What both sides of a delivery had when they parted; null when there is none (any more).</summary>
    Task<UserParcel?> Base(string moveId, SipAddress user, CancellationToken cancel);
}

/// <summary>A move without its users. <paramref name="FinishedAt"/> is null while it runs.</summary>
public sealed record MoveHead(string Id, string ToPool, bool Force, string RequestedBy, DateTimeOffset StartedAt, DateTimeOffset? FinishedAt)
{
    public MoveTerms Terms { get; init; } = MoveTerms.None;

    public MoveHold Hold { get; init; }

    /// <summary>With a rate: when the next users may go.</summary>
    public DateTimeOffset? PacedUntil { get; init; }

    /// <summary>The move that this one takes back; <see cref="ToPool"/> is empty then unless all its users had the same home.</summary>
    public string? Undoes { get; init; }

    /// <summary>As far as it can be told without a clock.</summary>
    public MoveState State => StateOf(FinishedAt is not null, Hold);

    public static MoveState StateOf(bool finished, MoveHold hold) => (finished, hold) switch
    {
        (false, MoveHold.Suspended) => MoveState.Suspended,
        (false, MoveHold.Cancelled) => MoveState.Cancelling,
        (false, _) => MoveState.Running,
        (_, MoveHold.Cancelled) => MoveState.Cancelled,
        _ => MoveState.Finished,
    };
}

/// <summary>What keeps the rest of a move from beginning.</summary>
public enum MoveHold
{
    None,
    Suspended,

    /// <summary>For good: whoever has not begun stays.</summary>
    Cancelled,
}

/// <summary>A later move that took a user somewhere. <paramref name="To"/> empty = to Unassigned Users.</summary>
public sealed record LaterMove(string MoveId, string To);

/// <summary>A batch as the journal keeps it. Key: move and number.</summary>
/// <param name="Step">The step that is begun, for people who look into the table.</param>
/// <param name="State">All of the batch as JSON; only the engine reads it.</param>
public sealed record BatchEntry(string MoveId, int Number, string Step, bool Finished, string State);

public enum DeliveryState
{
    /// <summary>The user's data is still at the source, which could not be reached.</summary>
    AtSource,

    /// <summary>Exported: the parcel lies in the journal.</summary>
    Sealed,

    /// <summary>Final: the user has it. The store drops the parcel.</summary>
    Delivered,

    /// <summary>Final: the move was undone, nothing has to follow. The store drops the parcel.</summary>
    Dropped,

    /// <summary>Final: the user has it, but for items that her pool has no room for. The parcel is kept, for an administrator to import.</summary>
    Kept,
}

/// <summary>Data that follows a user who was moved by force. Key: move and user.</summary>
/// <param name="Since">When she was switched: what was done at the source before that and at the new home after it has to come together.</param>
public sealed record Delivery(string MoveId, SipAddress User, string FromPool, DeliveryState State, DateTimeOffset Since)
{
    /// <summary>The state of her data that both sides had when they parted is in the journal, and this old; null: the new home began with nothing.</summary>
    public DateTimeOffset? BaseAsOf { get; init; }

    /// <summary>
    /// Both pools were down: a state of her data, this old, lies in the journal for her new home, which has not had it yet. Once it has, it is what both sides had when they
    /// parted. Null: nothing waits.
    /// </summary>
    public DateTimeOffset? WaitsAsOf { get; init; }

    /// <summary>What follows was changed later than what is at the home (she was moved back to where older data of hers lies).</summary>
    public bool IsLater { get; init; }
}

/// <summary>One transaction of the journal.</summary>
/// <param name="Batch">Replaces the batch's entry.</param>
/// <param name="Outcomes">Replace what the move says of these users.</param>
/// <param name="Deliveries">Added or replaced.</param>
/// <param name="Parcels">Sealed parcels of deliveries, and those that wait for the new home; added or replaced.</param>
public sealed record JournalWrite(
    string MoveId,
    BatchEntry? Batch,
    IReadOnlyList<UserOutcome> Outcomes,
    IReadOnlyList<Delivery> Deliveries,
    IReadOnlyList<UserParcel> Parcels)
{
    /// <summary>Another batch, of users who left this one to go later.</summary>
    public BatchEntry? Later { get; init; }

    /// <summary>Users whom this move has taken back from the move that it undoes: there they are <see cref="MoveOutcome.Undone"/>, if they were moved.</summary>
    public IReadOnlyList<SipAddress> Undone { get; init; } = [];

    /// <summary>What the receipts of the batch's users will say, kept until the batch is finished or they have them.</summary>
    public ReadOnlyMemory<byte>? ReceiptDraft { get; init; }

    /// <summary>Receipts of users whose outcome, or data, became final.</summary>
    public ReceiptSheet? Receipts { get; init; }

    /// <summary>What both sides had when they parted, of deliveries with <see cref="Delivery.BaseAsOf"/>; added or replaced.</summary>
    public IReadOnlyList<UserParcel> Bases { get; init; } = [];
}
