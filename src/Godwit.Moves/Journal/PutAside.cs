namespace Godwit.Moves.Journal;

/// <summary>Data of a batch's users that goes into the journal with their switch.</summary>
/// <param name="Sealed">Exported, to follow when the target is back.</param>
/// <param name="Bases">What both sides have when they part.</param>
public sealed record PutAside(IReadOnlyList<UserParcel> Sealed, IReadOnlyList<BaseParcel> Bases)
{
    /// <summary>Stand in for data out of reach once the target, which is down, too, is back.</summary>
    public IReadOnlyList<BaseParcel> Waiting { get; init; } = [];

    public static readonly PutAside Nothing = new([], []);
}

/// <param name="IsLater">See <see cref="Delivery.IsLater"/>.</param>
public sealed record BaseParcel(UserParcel Parcel, DateTimeOffset AsOf, bool IsLater);
