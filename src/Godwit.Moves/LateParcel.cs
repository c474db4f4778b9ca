using System.Collections.Immutable;

namespace Godwit.Moves;

/// <summary>Data that comes to a user's home late.</summary>
/// <param name="Base">What both sides had when they parted; null: nothing.</param>
/// <param name="IsLater">Of two changes of one item the parcel's is the later one.</param>
public sealed record LateParcel(UserParcel Parcel, UserParcel? Base, bool IsLater);

/// <summary>What came of it: items that both sides had changed, in words, and those that the pool has no room for.</summary>
/// <param name="IsNews">She has something else now than before.</param>
public sealed record LateOutcome(ImmutableArray<string> Conflicts, ImmutableArray<LostItem> NotTaken, bool IsNews);
