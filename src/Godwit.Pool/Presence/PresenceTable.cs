using System.Collections.Immutable;

namespace Godwit.Pool.Presence;

/// <summary>One state as each of the three models says it.</summary>
/// <param name="From">Lowest number of 2007 that means this, when the activity is <paramref name="Token"/>.</param>
/// <param name="To">The first number above that does not.</param>
/// <param name="Number">What is said for it where it comes from another model.</param>
/// <param name="Token">The activity token of 2007; null = the number says it all.</param>
/// <param name="Availability">2005: 0 offline, 300 online.</param>
/// <param name="Activity">2005: lower end of a range.</param>
/// <param name="Word">The text of a state in the userInfo of 2005.</param>
/// <param name="Rpid">RFC 4480 §3.2 activities; <c>other:x</c> is the element <c>other</c> with the text x.</param>
/// <param name="IsIdle">RFC 4480 §3.13: user-input is idle.</param>
public sealed record PresenceRow(
    string Name, int From, int To, int Number, string? Token, int Availability, int Activity, string Word, ImmutableArray<string> Rpid, bool IsIdle = false)
{
    /// <summary>RFC 3863 §4.1.4: open or closed.</summary>
    public bool IsOpen => Availability > 0;
}

/// <summary>What a number of 2005 means: a row of the lower ends of both ranges, the first that fits from the end of the list.</summary>
public sealed record LegacyRange(int Availability, int Activity, int Number, string? Token);

/// <summary>An activity of RFC 4480 §3.2 that no row is written with, and the state it is read as.</summary>
/// <param name="IsOutOfOffice">It also says that she is out of office.</param>
public sealed record RpidReading(string Word, string Row, bool IsOutOfOffice = false);

/// <summary>
/// Every state there is, in all models: the one place that translates between them. The page docs/presence-table.md is made of this, and so are the tests.
/// </summary>
public static class PresenceTable
{
    public const string OutOfOffice = "other:out-of-office";

    /// <summary>Those without a token cover all numbers, one after the other; those with one lie inside of them.</summary>
    public static readonly ImmutableArray<PresenceRow> Rows =
    [
        new("unknown", 0, 3000, 0, null, 0, 0, "offline", []),
        new("available", 3000, 4500, 3500, null, 300, 400, "online", []),
        new("inactive", 4500, 6000, 5000, null, 300, 200, "idle", ["away"], IsIdle: true),
        new("busy", 6000, 7500, 6500, null, 300, 600, "busy", ["busy"]),
        new("on the phone", 3000, 12000, 6500, "on-the-phone", 300, 500, "on-the-phone", ["on-the-phone"]),
        new("in a conference", 3000, 12000, 7000, "in-a-conference", 300, 500, "in-a-conference", ["on-the-phone", "other:in-a-conference"]),
        new("in a meeting", 3000, 9000, 6500, "in-a-meeting", 300, 600, "in-a-meeting", ["meeting"]),
        new("busy and inactive", 7500, 9000, 8000, null, 300, 600, "busyidle", ["busy"], IsIdle: true),
        new("do not disturb", 9000, 12000, 9500, null, 300, 600, "do-not-disturb", ["busy", "other:do-not-disturb"]),
        new("urgent interruptions only", 9000, 12000, 9500, "urgent-interruptions-only", 300, 600, "urgent-interruptions-only", ["busy", "other:urgent-interruptions-only"]),
        new("presenting", 9000, 12000, 9500, "in-presentation", 300, 600, "in-presentation", ["presentation"]),
        new("be right back", 12000, 15000, 12500, null, 300, 300, "be-right-back", ["away", "other:be-right-back"]),
        new("away", 15000, 18000, 15500, null, 300, 100, "away", ["away"]),
        new("out to lunch", 12000, 18000, 15500, "out-to-lunch", 300, 150, "out-to-lunch", ["meal"]),
        new("out of office", 12000, 18000, 15500, "out-of-office", 300, 100, "out-of-office", ["away", OutOfOffice]),
        new("offline", 18000, int.MaxValue, 18500, null, 0, 0, "offline", []),
    ];

    public static readonly ImmutableArray<LegacyRange> LegacyRanges =
    [
        new(0, 0, 18500, null),
        new(100, 0, 15500, null),
        new(300, 0, 3500, null),
        new(100, 100, 15500, null),
        new(100, 150, 15500, "out-to-lunch"),
        new(100, 200, 5000, null),
        new(100, 300, 12500, null),
        new(100, 400, 3500, null),
        new(100, 500, 6500, "on-the-phone"),
        new(100, 600, 6500, null),
        new(100, 700, 15500, null),
        new(100, 800, 3500, null),
    ];

    public static readonly ImmutableArray<RpidReading> RpidReadings =
    [
        new("appointment", "in a meeting"), new("performance", "presenting"), new("spectator", "busy"), new("worship", "do not disturb"), new("steering", "busy"),
        new("breakfast", "out to lunch"), new("dinner", "out to lunch"), new("sleeping", "away"), new("shopping", "away"), new("in-transit", "away"), new("travel", "away"),
        new("playing", "away"), new("tv", "away"), new("vacation", "away", IsOutOfOffice: true), new("holiday", "away", IsOutOfOffice: true),
        new("permanent-absence", "away", IsOutOfOffice: true), new("working", "available"), new("looking-for-work", "available"), new("other", "available"), new("unknown", "available"),
    ];

    /// <summary>The row of a number and an activity of 2007; an activity that has none at this number is not looked at.</summary>
    public static PresenceRow Of(int number, string? token)
    {
        PresenceRow? found = null;
        foreach (var row in Rows)
            if (row.From <= number && number < row.To && (row.Token is null || row.Token == token) && (found is null || row.Token is not null)) found = row;
        return found ?? Rows[0];
    }

    public static LegacyRange OfLegacy(int availability, int activity)
    {
        for (var i = LegacyRanges.Length - 1; i > 0; i--)
            if (availability >= LegacyRanges[i].Availability && activity >= LegacyRanges[i].Activity) return LegacyRanges[i];
        return LegacyRanges[0];
    }

    /// <summary>The row that says most of what these activities say; without any it is "available".</summary>
    public static (PresenceRow Row, bool IsOutOfOffice) OfRpid(bool isOpen, IReadOnlySet<string> activities, bool isIdle)
    {
        var away = activities.Contains(OutOfOffice) || RpidReadings.Any(r => r.IsOutOfOffice && activities.Contains(r.Word));
        if (!isOpen) return (Row("offline"), away);
        PresenceRow? best = null;
        foreach (var row in Rows)
            if (row.IsOpen && row.Rpid.All(activities.Contains) && row.Rpid.Length > 0 && (!row.IsIdle || isIdle) && Says(row) > Says(best)) best = row;
        if (best is not null) return (best, away);
        foreach (var reading in RpidReadings)
            if (activities.Contains(reading.Word)) return (Row(reading.Row), away);
        return (Row(isIdle ? "inactive" : "available"), away);
    }

    public static bool IsToken(string text) => Rows.Any(r => r.Token == text);

    private static int Says(PresenceRow? row) => row is null ? 0 : (row.Rpid.Length * 2) + (row.IsIdle ? 1 : 0);

    private static PresenceRow Row(string name) => Rows.First(r => r.Name == name);
}
