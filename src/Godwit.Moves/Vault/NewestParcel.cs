namespace Godwit.Moves.Vault;

/// <summary>Which parcel stands in for the data on a pool that is down. Pure.</summary>
public static class NewestParcel
{
    /// <param name="source">The pool that is down.</param>
    /// <param name="awaitsData">Data of hers was still on its way to that pool: what she had elsewhere never came to it, so it is no older state of what lies there.</param>
    public static AgedParcel? Of(IEnumerable<AgedParcel> known, string source, bool awaitsData) => known
        .Where(p => !awaitsData || p.Origin is ParcelOrigin.Source or ParcelOrigin.Given || string.Equals(p.Pool, source, StringComparison.OrdinalIgnoreCase))
        .OrderByDescending(p => p.AsOf).ThenBy(p => p.Origin).FirstOrDefault();
}
