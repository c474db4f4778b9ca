using Godwit.Pool.ClientVersions;

namespace Godwit.Storage.Clients;

/// <summary>The words in the tables of the client version filter; comparisons are those of CompareOP in MSFT_SIPClientVersionFilterData.</summary>
internal static class ClientTexts
{
    public static string Of(ClientVersionAction action) => action switch
    {
        ClientVersionAction.Allow => "allow",
        ClientVersionAction.AllowWithUrl => "allow-with-url",
        ClientVersionAction.Block => "block",
        _ => "block-with-url",
    };

    public static ClientVersionAction Action(string text) => text switch
    {
        "allow" => ClientVersionAction.Allow,
        "allow-with-url" => ClientVersionAction.AllowWithUrl,
        "block" => ClientVersionAction.Block,
        "block-with-url" => ClientVersionAction.BlockWithUrl,
        _ => throw new InvalidDataException($"The client version filter in the database has the action '{text}'"),
    };

    public static string Of(VersionComparison comparison) => comparison switch
    {
        VersionComparison.Less => "LSS",
        VersionComparison.LessOrEqual => "LEQ",
        VersionComparison.Equal => "EQL",
        VersionComparison.GreaterOrEqual => "GEQ",
        _ => "GTR",
    };

    public static VersionComparison Comparison(string text) => text switch
    {
        "LSS" => VersionComparison.Less,
        "LEQ" => VersionComparison.LessOrEqual,
        "EQL" => VersionComparison.Equal,
        "GEQ" => VersionComparison.GreaterOrEqual,
        "GTR" => VersionComparison.Greater,
        _ => throw new InvalidDataException($"The client version filter in the database has the comparison '{text}'"),
    };

    public static VersionPattern Version(string text) =>
        VersionPattern.TryParse(text, out var version) ? version : throw new InvalidDataException($"The client version filter in the database has the version '{text}'");
}
