namespace Godwit.Receipts;

/// <summary>What is certified of one user's move (docs/architecture/receipt.md). Its six parts are the groups that a check tells apart.</summary>
/// <param name="Source">What left the source; null when there was nothing to copy, or it could not be read (yet).</param>
/// <param name="Target">What was read back from the target's database; null when nothing was brought there (yet).</param>
public sealed record Receipt(ReceiptMove Move, ReceiptUser User, ReceiptTimes Times, ReceiptData? Source, ReceiptData? Target, ReceiptOutcome Outcome);

public sealed record ReceiptMove(string Id, string AskedBy, bool Forced, DateTimeOffset Started);

/// <param name="From">The pool her data came from; empty when there was none.</param>
public sealed record ReceiptUser(string Address, string From, string To);

/// <summary>When each thing was done; null: it was not.</summary>
/// <param name="Followed">Her data arrived after a forced move.</param>
public sealed record ReceiptTimes(DateTimeOffset? Fenced, DateTimeOffset? Copied, DateTimeOffset? Verified, DateTimeOffset? Switched, DateTimeOffset? Followed)
{
    public static readonly ReceiptTimes None = new(null, null, null, null, null);
}

/// <summary>All data of a user in one place: the SHA-256 of her parcel in lower-case hex, and that of each kind of data.</summary>
public sealed record ReceiptData(string Digest, IReadOnlyList<KindDigest> Kinds)
{
    /// <summary>The kinds in which the other differs.</summary>
    public IReadOnlyList<string> Differences(ReceiptData other) =>
        [.. Kinds.Where(k => !other.Kinds.Contains(k)).Concat(other.Kinds.Where(k => !Kinds.Contains(k))).Select(k => k.Kind).Distinct()];
}

/// <param name="Digest">SHA-256 of the section's bytes in the parcel; empty when it has no items.</param>
public sealed record KindDigest(string Kind, int Items, string Digest);

/// <param name="Data"><c>complete</c>, <c>none</c> (there was nothing to bring), <c>follows</c>, <c>followed</c>, <c>kept</c> (not brought: she had data of her own by then).</param>
/// <param name="Lost">What she no longer has, in words.</param>
public sealed record ReceiptOutcome(string Data, IReadOnlyList<string> Lost)
{
    public const string Complete = "complete";
    public const string None = "none";
    public const string Follows = "follows";
    public const string Followed = "followed";
    public const string Kept = "kept";
}
