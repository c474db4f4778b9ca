using System.Globalization;

namespace Godwit.Moves.Planning;

/// <summary>Times as administrators and users read them.</summary>
public static class TimeWords
{
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " UTC";

    /// <summary>E.g. <c>37 min</c>.</summary>
    public static string Age(TimeSpan age) => age switch
    {
        { TotalMinutes: < 1 } => "less than 1 min",
        { TotalMinutes: < 120 } => $"{(int)age.TotalMinutes} min",
        { TotalHours: < 48 } => $"{(int)age.TotalHours} h",
        _ => $"{(int)age.TotalDays} days",
    };

    public static string AsOf(DateTimeOffset time, DateTimeOffset now) => $"as of {Time(time)} ({Age(now - time)} old)";
}
