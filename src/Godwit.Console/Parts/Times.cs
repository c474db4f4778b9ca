using System.Globalization;

namespace Godwit.Console.Parts;

/// <summary>A time as lists show it, in UTC; their columns say so.</summary>
public static class Times
{
    public static string Of(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
