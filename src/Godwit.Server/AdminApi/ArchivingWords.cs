using Godwit.Pool.Pools;

namespace Godwit.Server.AdminApi;

/// <summary>
/// msRTCSIP-ArchivingEnabled in words. On LCS 2005 it is one of four numbers; OCS 2007 made two bits of it, internal (4) and federated (8), and gave up the numbers. A user
/// without a home counts as one of a later pool.
/// </summary>
internal static class ArchivingWords
{
    private const int Internal = 4;
    private const int Federated = 8;

    private static readonly string[] Old = ["default", "always", "never", "without-body"];

    private static readonly (string Word, int Value)[] New = [("none", 0), ("internal", Internal), ("federated", Federated), ("all", Internal | Federated)];

    public static string Of(int value, PoolGeneration? home) => home is PoolGeneration.Lcs2005Sp1
        ? value >= 0 && value < Old.Length ? Old[value] : Old[0]
        : New.Single(n => n.Value == (value & (Internal | Federated))).Word;

    /// <summary>Null: no word of that generation.</summary>
    public static int? Read(string word, PoolGeneration? home)
    {
        if (home is PoolGeneration.Lcs2005Sp1) return Array.IndexOf(Old, word) is >= 0 and var number ? number : null;
        return New.Where(n => n.Word == word).Select(n => (int?)n.Value).FirstOrDefault();
    }

    public static string AllOf(PoolGeneration? home) => string.Join(", ", home is PoolGeneration.Lcs2005Sp1 ? Old : New.Select(n => n.Word));
}
