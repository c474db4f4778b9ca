namespace Godwit.Pool.Presence;

/// <summary>
/// The availability numbers of 2007 and what they are in 2005. Read as ranges that start at 3000 online, 4500 idle, 6000 busy, 7500 busy and idle,
/// 9000 do not disturb, 12000 be right back, 15000 away, 18000 offline.
/// </summary>
public static class Availability
{
    public const int Online = 3500;
    public const int Idle = 5000;
    public const int Busy = 6500;
    public const int BeRightBack = 12500;
    public const int Away = 15500;
    public const int Offline = 18500;

    public const int BusyFrom = 6000;
    public const int BeRightBackFrom = 12000;
    public const int OfflineFrom = 18000;

    public const string OnThePhone = "on-the-phone";
    public const string OutToLunch = "out-to-lunch";

    /// <summary>What a client of 2005 set, in numbers of 2007.</summary>
    /// <param name="availability">0 offline, 100 maybe, 300 online.</param>
    /// <param name="activity">100 away, 150 lunch, 200 idle, 300 be right back, 400 available, 500 on the phone, 600 busy, 700 away, 800 active: lower ends of ranges.</param>
    public static (int Number, string? Activity) FromLegacy(int availability, int activity) => availability < 100
        ? (Offline, null)
        : activity switch
        {
            < 100 => (availability < 300 ? Away : Online, null),
            < 150 => (Away, null),
            < 200 => (Away, OutToLunch),
            < 300 => (Idle, null),
            < 400 => (BeRightBack, null),
            < 500 => (Online, null),
            < 600 => (Busy, OnThePhone),
            < 700 => (Busy, null),
            < 800 => (Away, null),
            _ => (Online, null),
        };

    /// <summary>What a client of 2005 is shown. It has no do-not-disturb: that is busy.</summary>
    public static (int Availability, int Activity) ToLegacy(PresenceState state) => (state.Number, state.Activity) switch
    {
        ( >= OfflineFrom, _) => (0, 0),
        ( < BeRightBackFrom, OnThePhone) => (300, 500),
        ( >= BeRightBackFrom, OutToLunch) => (300, 150),
        ( < 4500, _) => (300, 400),
        ( < BusyFrom, _) => (300, 200),
        ( < BeRightBackFrom, _) => (300, 600),
        ( < 15000, _) => (300, 300),
        _ => (300, 100),
    };

    /// <summary>The word for a state in the userInfo of 2005.</summary>
    public static string Word(int number) => number switch
    {
        < 4500 => "online",
        < BusyFrom => "idle",
        < 9000 => "busy",
        < BeRightBackFrom => "do-not-disturb",
        < 15000 => "be-right-back",
        < OfflineFrom => "away",
        _ => "offline",
    };
}
