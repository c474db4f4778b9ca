using Godwit.Pool.Homes;

namespace Godwit.Pool.Clients;

/// <summary>A kind of client that a user signed in with: what it calls itself, whose rules it lives by, and the hour it last signed in.</summary>
/// <param name="UserAgent">At most <see cref="LongestUserAgent"/> characters; "" when it says nothing of itself.</param>
public sealed record SeenClient(string UserAgent, ClientGeneration Generation, DateTimeOffset LastSeen)
{
    public const int LongestUserAgent = 256;

    /// <summary>Of one user; one more and the one that was seen longest ago is forgotten.</summary>
    public const int MostOfOneUser = 16;

    /// <summary>As it is remembered: not longer than it may be, and to the hour, so that a client that comes and goes is written once an hour.</summary>
    public static SeenClient At(string userAgent, ClientGeneration generation, DateTimeOffset now) => new(
        userAgent.Length <= LongestUserAgent ? userAgent : userAgent[..LongestUserAgent], generation, new DateTimeOffset(now.UtcTicks - now.UtcTicks % TimeSpan.TicksPerHour, TimeSpan.Zero));
}
