using Godwit.Pool.Users;

namespace Godwit.Moves;

/// <summary>Door: the receipts in the journal. They are written with the outcomes that they are of (<see cref="JournalWrite.Receipts"/>).</summary>
public interface IReceiptStore
{
    /// <summary>What was journalled before the switch of this batch; null when there is none (any more).</summary>
    Task<ReadOnlyMemory<byte>?> ReceiptDraft(string moveId, int batch, CancellationToken cancel);

    /// <summary>The sheet on which each user's receipt stands now, in order; null = she has none.</summary>
    Task<IReadOnlyList<long?>> ReceiptSheetsOf(string moveId, IReadOnlyList<SipAddress> users, CancellationToken cancel);

    /// <summary>The move's first sheet with a higher number; null when that was the last.</summary>
    Task<StoredSheet?> NextReceipts(string moveId, long after, CancellationToken cancel);
}

/// <summary>Receipts that were signed together, as bytes. They replace what was said of these users before.</summary>
public sealed record ReceiptSheet(IReadOnlyList<SipAddress> Users, ReadOnlyMemory<byte> Content);

/// <param name="Number">Rises in the order they were written.</param>
public sealed record StoredSheet(long Number, ReadOnlyMemory<byte> Content);
