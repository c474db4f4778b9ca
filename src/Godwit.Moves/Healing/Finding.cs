using Godwit.Pool.Users;

namespace Godwit.Moves.Healing;

/// <summary>What can be wrong with a user's home and data. The names are what administrators see (<see cref="Finding.NameOf"/>): they stay.</summary>
public enum FindingKind
{
    /// <summary>TargetHomeServer is set, and no move is under way.</summary>
    HalfDoneMove,

    /// <summary>The home names a pool that is not in the forest.</summary>
    NoSuchPool,

    /// <summary>The home's own copy is not settled: it arrived, or was left, and nobody made it hers.</summary>
    NotSettled,

    /// <summary>The home has no data of hers; another pool has it.</summary>
    DataElsewhere,

    /// <summary>No pool has data that is hers; somewhere an undo copy is left.</summary>
    DataNowhere,

    /// <summary>Another pool beside the home holds data as if she lived there.</summary>
    DataOnBothSides,

    /// <summary>Several pools hold data as if she lived there, and none of them is her home.</summary>
    SeveralCopies,

    /// <summary>A copy that arrived and that no move owns.</summary>
    StrayArrival,

    /// <summary>An undo copy that nobody has given an end.</summary>
    UndoWithoutEnd,

    /// <summary>An undo copy past its time.</summary>
    UndoExpired,

    /// <summary>Data of somebody whom the directory does not know.</summary>
    UnknownUser,

    /// <summary>Late data of a forced move that can't get on.</summary>
    DeliveryStuck,
}

/// <summary>Something that is wrong, in a sentence, and what would be done about it.</summary>
/// <param name="Mending">What mending would do; when <paramref name="Remedy"/> is null, what an administrator can do.</param>
public sealed record Finding(FindingKind Kind, SipAddress User, string? Pool, string Explanation, string Mending, Remedy? Remedy)
{
    /// <summary>It was, by the run that found it.</summary>
    public bool Mended { get; init; }

    public static string NameOf(FindingKind kind) =>
        string.Concat(kind.ToString().Select((c, i) => char.IsUpper(c) ? (i == 0 ? "" : "-") + char.ToLowerInvariant(c) : c.ToString()));
}

public enum RemedyAct
{
    /// <summary>TargetHomeServer is cleared.</summary>
    ClearMark,

    /// <summary>PrimaryHomeServer is cleared.</summary>
    ClearHome,

    /// <summary>The home's copy becomes hers.</summary>
    Settle,

    /// <summary>What the pool has goes to her home, unless she has data of her own there; then it is an undo copy.</summary>
    Bring,

    /// <summary>An arriving copy is dropped.</summary>
    Abandon,

    /// <summary>An undo copy gets an end.</summary>
    GiveEnd,

    /// <summary>An undo copy past its time is dropped.</summary>
    Drop,
}

/// <summary>One act at one pool (null: in the directory only).</summary>
public sealed record Remedy(RemedyAct Act, string? Pool);
