using System.Collections.Immutable;
using System.Globalization;
using Godwit.Pool.Permissions;
using Godwit.Pool.Presence;

namespace Godwit.Moves.Parcels;

/// <summary>How values that are neither text nor integer are written, in parcels and in back-end databases alike.</summary>
public static class ParcelTexts
{
    /// <summary>100 ns since 1970-01-01 UTC.</summary>
    public static long Ticks(DateTimeOffset time) => time.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks;

    public static long? Ticks(DateTimeOffset? time) => time is { } given ? Ticks(given) : null;

    public static DateTimeOffset Time(long ticks) => ticks >= -DateTimeOffset.UnixEpoch.UtcTicks && ticks <= Ticks(DateTimeOffset.MaxValue)
        ? new(ticks + DateTimeOffset.UnixEpoch.UtcTicks, TimeSpan.Zero)
        : throw new ParcelFormatException("The user parcel has a time that does not exist");

    public static DateTimeOffset? Time(long? ticks) => ticks is { } given ? Time(given) : null;

    public static string GroupIds(ImmutableArray<int> groups) =>
        groups.Length == 1 ? groups[0].ToString(CultureInfo.InvariantCulture) : string.Join(' ', groups.Distinct().Order());

    public static ImmutableArray<int> GroupIds(string text) =>
        text.Length == 0 ? [] : [.. text.Split(' ').Select(GroupId)];

    private static int GroupId(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : throw new ParcelFormatException("The user parcel has a contact in a group without number");

    public static string Text(AceType type) => type switch
    {
        AceType.All => "all",
        AceType.Domain => "domain",
        AceType.User => "user",
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    public static AceType ToAceType(string text) => text switch
    {
        "all" => AceType.All,
        "domain" => AceType.Domain,
        "user" => AceType.User,
        _ => throw new ParcelFormatException($"'{text}' is no type of permission"),
    };

    public static string Text(ExpireType expires) => expires switch
    {
        ExpireType.Static => "static",
        ExpireType.Endpoint => "endpoint",
        ExpireType.User => "user",
        ExpireType.Time => "time",
        _ => throw new ArgumentOutOfRangeException(nameof(expires)),
    };

    public static ExpireType ToExpireType(string text) => text switch
    {
        "static" => ExpireType.Static,
        "endpoint" => ExpireType.Endpoint,
        "user" => ExpireType.User,
        "time" => ExpireType.Time,
        _ => throw new ParcelFormatException($"'{text}' is no way for a publication to expire"),
    };
}
