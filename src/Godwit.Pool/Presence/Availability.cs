namespace Godwit.Pool.Presence;

/// <summary>
/// The availability numbers of 2007 and what they are in 2005. They are read as ranges: see <see cref="PresenceTable"/>.
/// </summary>
public static class Availability
{
    public const int Offline = 18500;

    public const int OnlineFrom = 3000;
    public const int BusyFrom = 6000;
    public const int BeRightBackFrom = 12000;
    public const int OfflineFrom = 18000;

    /// <summary>What a client of 2005 set, in numbers of 2007.</summary>
    public static (int Number, string? Activity) FromLegacy(int availability, int activity)
    {
        var range = PresenceTable.OfLegacy(availability, activity);
        return (range.Number, range.Token);
    }

    /// <summary>What a client of 2005 is shown. It has no do-not-disturb: that is busy.</summary>
    public static (int Availability, int Activity) ToLegacy(PresenceState state)
    {
        var row = PresenceTable.Of(state.Number, state.Activity);
        return (row.Availability, row.Activity);
    }
}
