namespace Godwit.Pool.Hours;

/// <summary>How many users of a pool are signed in at an hour of the week, on the average of the last weeks.</summary>
/// <param name="Hour">0 to 167: 0 is Monday, 00:00 to 01:00 UTC.</param>
/// <param name="Samples">How often they were counted; what was counted long ago fades from <paramref name="Users"/>.</param>
public readonly record struct SignedInHour(int Hour, double Users, int Samples)
{
    public const int InAWeek = 7 * 24;

    /// <summary>An hour has 60 of them: some four weeks count, each week that comes more than those before it.</summary>
    private const int MostSamples = 4 * 60;

    public static int Of(DateTimeOffset time)
    {
        var utc = time.UtcDateTime;
        return ((((int)utc.DayOfWeek + 6) % 7) * 24) + utc.Hour;
    }

    /// <summary>The hour once <paramref name="users"/> more were counted in it.</summary>
    public SignedInHour With(int users)
    {
        var samples = Math.Min(Samples + 1, MostSamples);
        return this with { Users = Users + ((users - Users) / samples), Samples = samples };
    }
}
