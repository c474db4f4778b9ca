namespace Godwit.Moves.Vault;

/// <summary>Where a parcel comes from that stands in for data out of reach.</summary>
public enum ParcelOrigin
{
    /// <summary>The source's own database, which can be read although the pool does not answer.</summary>
    Source,

    /// <summary>The vault.</summary>
    Vault,

    /// <summary>What an earlier forced move gave the user at the source.</summary>
    Given,

    /// <summary>An undo copy that she left at another pool.</summary>
    UndoCopy,
}

/// <summary>A user's data as it was at a time. <paramref name="Pool"/>: where it was hers then.</summary>
public sealed record AgedParcel(UserParcel Parcel, DateTimeOffset AsOf, ParcelOrigin Origin, string Pool);
