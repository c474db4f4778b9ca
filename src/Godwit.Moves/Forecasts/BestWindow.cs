using System.Collections.Immutable;
using Godwit.Pool.Hours;

namespace Godwit.Moves.Forecasts;

/// <summary>When in the week the fewest users are signed in for as long as a move takes. Pure.</summary>
/// <param name="Hour">It begins at this hour of the week (<see cref="SignedInHour"/>).</param>
/// <param name="SignedIn">Users signed in on the average while it lasts.</param>
public sealed record BestWindow(int Hour, int Hours, double SignedIn)
{
    /// <summary>Null when no stretch of that length was recorded whole.</summary>
    /// <param name="week">Users signed in at each hour of the week; null = never counted.</param>
    public static BestWindow? Find(ImmutableArray<double?> week, TimeSpan duration)
    {
        var hours = (int)Math.Clamp(Math.Ceiling(duration.TotalHours), 1, week.Length);
        BestWindow? best = null;
        for (var start = 0; start < week.Length; start++)
        {
            double sum = 0;
            var counted = true;
            for (var i = 0; i < hours && counted; i++)
            {
                counted = week[(start + i) % week.Length] is not null;
                sum += week[(start + i) % week.Length] ?? 0;
            }

            if (counted && (best is null || sum / hours < best.SignedIn)) best = new BestWindow(start, hours, sum / hours);
        }

        return best;
    }

    /// <summary>The pools' weeks together: an hour counts once each of them has counted in it.</summary>
    public static ImmutableArray<double?> Week(IReadOnlyList<IReadOnlyList<SignedInHour>> pools)
    {
        ArgumentNullException.ThrowIfNull(pools);
        var week = new double?[SignedInHour.InAWeek];
        foreach (var hours in pools.SelectMany(p => p).GroupBy(h => h.Hour))
            if (hours.Count() == pools.Count) week[hours.Key] = hours.Sum(h => h.Users);
        return [.. week];
    }

    /// <summary>The first time after <paramref name="now"/> that it begins.</summary>
    public DateTimeOffset Next(DateTimeOffset now)
    {
        var hour = new DateTimeOffset(now.UtcDateTime.Date.AddHours(now.UtcDateTime.Hour), TimeSpan.Zero);
        var ahead = (Hour - SignedInHour.Of(hour) + SignedInHour.InAWeek) % SignedInHour.InAWeek;
        // The hour that has begun is over in part.
        return hour.AddHours(ahead == 0 ? SignedInHour.InAWeek : ahead);
    }
}
