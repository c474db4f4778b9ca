using System.Globalization;

namespace Godwit.Moves.Terms;

/// <summary>
/// A time of every day, by the clock on a wall: "22:00-06:00", "22:00-06:00 Europe/Berlin" or "22:00-06:00 +02:00". When that clock is put back a
/// window may come twice, when it is put forward one may begin late or be left out.
/// </summary>
/// <param name="To">Not in the window any more; before <paramref name="From"/>: it ends on the next day.</param>
/// <param name="Zone">A time zone's name or an offset; empty = the server's own.</param>
public sealed record Window(TimeOnly From, TimeOnly To, string Zone)
{
    /// <summary>A window that the clock leaves out on one day comes on the next, or the one after.</summary>
    private const int DaysAhead = 4;

    private static readonly string[] OffsetForms = [@"\+hh\:mm", @"\-hh\:mm"];

    public static Window? Parse(string text)
    {
        var parts = text.Trim().Split(' ', 2, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 0 || parts[0].Split('-') is not [var from, var to]) return null;
        if (!Time(from, out var begins) || !Time(to, out var ends) || begins == ends) return null;
        var window = new Window(begins, ends, parts.Length == 1 ? "" : parts[1]);
        return window.FindZone() is null ? null : window;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{From:HH\\:mm}-{To:HH\\:mm}{(Zone.Length == 0 ? "" : " " + Zone)}");

    public bool Contains(DateTimeOffset now)
    {
        var clock = TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, TheZone).DateTime);
        return From < To ? From <= clock && clock < To : From <= clock || clock < To;
    }

    /// <summary>The first moment from now on that lies in the window.</summary>
    public DateTimeOffset NextOpen(DateTimeOffset now)
    {
        if (Contains(now)) return now;
        return Openings(now).Where(t => t > now && Contains(t)).DefaultIfEmpty(now.AddDays(DaysAhead)).Min();
    }

    /// <summary>Moments at which it may open: the clock shows the time, or is put forward over it.</summary>
    private IEnumerable<DateTimeOffset> Openings(DateTimeOffset now)
    {
        var zone = TheZone;
        var midnight = TimeZoneInfo.ConvertTime(now, zone).Date;
        for (var day = -1; day < DaysAhead; day++)
        {
            var before = new DateTimeOffset(midnight.AddDays(day), TimeSpan.Zero).AddDays(-1);
            var after = before.AddDays(3);
            var (offset, later) = (zone.GetUtcOffset(before), zone.GetUtcOffset(after));
            var clock = midnight.AddDays(day) + From.ToTimeSpan();
            yield return new DateTimeOffset(clock, offset).ToUniversalTime();
            if (offset == later) continue;
            yield return new DateTimeOffset(clock, later).ToUniversalTime();
            yield return Change(zone, before, after);
        }
    }

    /// <summary>When between the two the clock is put forward or back; to the second.</summary>
    private static DateTimeOffset Change(TimeZoneInfo zone, DateTimeOffset before, DateTimeOffset after)
    {
        var offset = zone.GetUtcOffset(before);
        var (low, high) = (before.ToUnixTimeSeconds(), after.ToUnixTimeSeconds());
        while (high - low > 1)
        {
            var middle = low + (high - low) / 2;
            if (zone.GetUtcOffset(DateTimeOffset.FromUnixTimeSeconds(middle)) == offset) low = middle;
            else high = middle;
        }

        return DateTimeOffset.FromUnixTimeSeconds(high);
    }

    private TimeZoneInfo TheZone => FindZone() ?? TimeZoneInfo.Utc;

    private TimeZoneInfo? FindZone()
    {
        if (Zone.Length == 0) return TimeZoneInfo.Local;
        if (TimeSpan.TryParseExact(Zone, OffsetForms, CultureInfo.InvariantCulture, TimeSpanStyles.None, out var offset) && offset <= TimeSpan.FromHours(14))
            return TimeZoneInfo.CreateCustomTimeZone(Zone, Zone[0] == '-' ? -offset : offset, Zone, Zone);
        return TimeZoneInfo.TryFindSystemTimeZoneById(Zone, out var zone) ? zone : null;
    }

    private static bool Time(string text, out TimeOnly time) => TimeOnly.TryParseExact(text, "H:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out time);
}
