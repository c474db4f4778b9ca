using Godwit.Pool.Users;

namespace Godwit.Moves;

/// <summary>
/// Door: the engine's journal. Moves, the batches they are cut into, what became of each user, and what still has to follow users who were
/// moved by force. Every write is one durable transaction when its task completes, and may be repeated. One engine uses a store at a time.
/// </summary>
public interface IMoveStore
{
    /// <summary>
    /// Remembers a new move: users in order (some refused already, the others pending) and the batches to run. Both are made while they are written, one
    /// at a time and on any thread, so that a large move needs no room for all of them at once; they may be asked for more than once.
    /// </summary>
    Task Add(MoveHead move, IEnumerable<UserOutcome> users, IEnumerable<BatchEntry> batches, CancellationToken cancel);

    /// <summary>Everything in the write, or nothing.</summary>
    Task Save(JournalWrite write, CancellationToken cancel);

    Task Finish(string moveId, DateTimeOffset at, CancellationToken cancel);

    /// <summary>Batches that are not finished, oldest move first, then by number.</summary>
    Task<IReadOnlyList<BatchEntry>> Unfinished(CancellationToken cancel);

    /// <summary>Moves without a finishing time, oldest first.</summary>
    Task<IReadOnlyList<MoveHead>> Running(CancellationToken cancel);

    /// <summary>The whole move: for whoever reads it. The engine asks for no more than <see cref="Progress"/> and <see cref="Outcomes"/>.</summary>
    Task<MoveReport?> Report(string moveId, CancellationToken cancel);

    /// <summary>How far the move is, counted where it lies; null when there is no such move.</summary>
    Task<MoveProgress?> Progress(string moveId, CancellationToken cancel);

    /// <summary>What the move says of these users, in any order; nothing of those who are not in it, and nothing when there is no such move.</summary>
    Task<IReadOnlyList<UserOutcome>> Outcomes(string moveId, IReadOnlyCollection<SipAddress> users, CancellationToken cancel);

    /// <summary>Newest first.</summary>
    Task<IReadOnlyList<MoveProgress>> List(CancellationToken cancel);

    /// <summary>Those in a state that is not final (<see cref="DeliveryState.AtSource"/>, <see cref="DeliveryState.Sealed"/>), oldest move first.</summary>
    Task<IReadOnlyList<Delivery>> OpenDeliveries(CancellationToken cancel);

    /// <summary>Those of <see cref="OpenDeliveries(CancellationToken)"/> that are of these users, in the same order.</summary>
    Task<IReadOnlyList<Delivery>> OpenDeliveries(IReadOnlyCollection<SipAddress> users, CancellationToken cancel);

    /// <summary>The sealed parcel of a delivery; null when there is none (any more).</summary>
    Task<UserParcel?> Parcel(string moveId, SipAddress user, CancellationToken cancel);
}

/// <summary>A move without its users. <paramref name="FinishedAt"/> is null while it runs.</summary>
public sealed record MoveHead(string Id, string ToPool, bool Force, string RequestedBy, DateTimeOffset StartedAt, DateTimeOffset? FinishedAt);

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

    /// <summary>Final: the user had data of her own at the new home by then. The parcel is kept, for an administrator to import.</summary>
    Kept,
}

/// <summary>Data that follows a user who was moved by force. Key: move and user.</summary>
public sealed record Delivery(string MoveId, SipAddress User, string FromPool, DeliveryState State);

/// <summary>One transaction of the journal.</summary>
/// <param name="Batch">Replaces the batch's entry.</param>
/// <param name="Outcomes">Replace what the move says of these users.</param>
/// <param name="Deliveries">Added or replaced.</param>
/// <param name="Parcels">Sealed parcels of deliveries, added or replaced.</param>
public sealed record JournalWrite(
    string MoveId,
    BatchEntry? Batch,
    IReadOnlyList<UserOutcome> Outcomes,
    IReadOnlyList<Delivery> Deliveries,
    IReadOnlyList<UserParcel> Parcels);
