using Godwit.Pool.ClientVersions;
using Godwit.Pool.Homes;

namespace Godwit.Server.AdminApi;

/// <summary>Clients and their versions in the words of the admin API.</summary>
internal static class ClientWords
{
    private static readonly (string Word, ClientVersionAction Action)[] Actions =
    [
        ("allow", ClientVersionAction.Allow), ("allow-with-url", ClientVersionAction.AllowWithUrl), ("block", ClientVersionAction.Block), ("block-with-url", ClientVersionAction.BlockWithUrl),
    ];

    private static readonly (string Word, string Sign, VersionComparison Comparison)[] Comparisons =
    [
        ("LSS", "<", VersionComparison.Less), ("LEQ", "<=", VersionComparison.LessOrEqual), ("EQL", "=", VersionComparison.Equal),
        ("GEQ", ">=", VersionComparison.GreaterOrEqual), ("GTR", ">", VersionComparison.Greater),
    ];

    public static string Of(ClientVersionAction action) => Actions.First(a => a.Action == action).Word;

    public static string Of(VersionComparison comparison) => Comparisons.First(c => c.Comparison == comparison).Word;

    public static string Of(ClientGeneration generation) => generation switch
    {
        ClientGeneration.Old => "old",
        ClientGeneration.New => "new",
        _ => "both",
    };

    public static ClientVersionAction? Action(string? word) =>
        Actions.Where(a => a.Word.Equals(word, StringComparison.OrdinalIgnoreCase)).Select(a => (ClientVersionAction?)a.Action).FirstOrDefault();

    /// <summary>The words of the originals, or the signs.</summary>
    public static VersionComparison? Comparison(string? word) =>
        Comparisons.Where(c => c.Word.Equals(word, StringComparison.OrdinalIgnoreCase) || c.Sign == word).Select(c => (VersionComparison?)c.Comparison).FirstOrDefault();
}
