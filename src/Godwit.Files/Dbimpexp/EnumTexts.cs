using Godwit.Pool.Permissions;
using Godwit.Pool.Presence;

namespace Godwit.Files.Dbimpexp;

/// <summary>How kinds of ACEs and of expiry stand in a file.</summary>
internal static class EnumTexts
{
    public static string Of(AceType type) => type switch
    {
        AceType.All => "all",
        AceType.Domain => "domain",
        AceType.User => "user",
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    public static AceType? ToAceType(string? text) => text switch
    {
        "all" => AceType.All,
        "domain" => AceType.Domain,
        "user" => AceType.User,
        _ => null,
    };

    public static string Of(ExpireType expires) => expires switch
    {
        ExpireType.Static => "static",
        ExpireType.Endpoint => "endpoint",
        ExpireType.User => "user",
        ExpireType.Time => "time",
        _ => throw new ArgumentOutOfRangeException(nameof(expires)),
    };

    public static ExpireType? ToExpireType(string? text) => text switch
    {
        "static" => ExpireType.Static,
        "endpoint" => ExpireType.Endpoint,
        "user" => ExpireType.User,
        "time" => ExpireType.Time,
        _ => null,
    };
}
