using Godwit.Receipts;

namespace Godwit.Moves.Receipts;

public enum HeldState
{
    /// <summary>Digest for digest what the receipt says.</summary>
    Same,
    Changed,

    /// <summary>The pool holds nothing of her.</summary>
    NoCopy,
    OutOfReach,

    /// <summary>The receipt says nothing of this data, so there is nothing to compare.</summary>
    NotCertified,
}

/// <param name="Kinds">The kinds of data that differ.</param>
public sealed record HeldData(HeldState State, IReadOnlyList<string> Kinds)
{
    /// <summary>Kind by kind: the digest of the whole was that of its bytes once, and receipts of that time count, too.</summary>
    public static HeldData Compared(ReceiptData certified, ReceiptData held) =>
        certified.Differences(held) is { Count: > 0 } changed ? new(HeldState.Changed, changed) : new(HeldState.Same, []);
}

/// <summary>A receipt beside what is there now.</summary>
/// <param name="Home">Where she lives now; null: nowhere.</param>
/// <param name="AtHome">Her data there.</param>
/// <param name="Undo">The copy that the source keeps.</param>
public sealed record ReceiptNow(string? Home, HeldData AtHome, HeldData Undo);
