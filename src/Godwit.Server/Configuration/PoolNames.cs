using Godwit.Pool.Pools;

namespace Godwit.Server.Configuration;

/// <summary>The names of generations and editions, as written in the configuration and shown to administrators.</summary>
public static class PoolNames
{
    private static readonly (PoolGeneration Generation, string Name)[] Generations =
        [(PoolGeneration.Lcs2005Sp1, "LCS 2005 SP1"), (PoolGeneration.Ocs2007, "OCS 2007"), (PoolGeneration.Ocs2007R2, "OCS 2007 R2")];

    private static readonly (PoolEdition Edition, string Name)[] Editions =
        [(PoolEdition.Standard, "Standard Edition"), (PoolEdition.Enterprise, "Enterprise")];

    public static string AllGenerations => string.Join(", ", Generations.Select(g => g.Name));

    public static string AllEditions => string.Join(", ", Editions.Select(e => e.Name));

    public static string Of(PoolGeneration generation) => Generations.Single(g => g.Generation == generation).Name;

    public static string Of(PoolEdition edition) => Editions.Single(e => e.Edition == edition).Name;

    /// <summary>Takes the name in any case, with or without blanks.</summary>
    public static PoolGeneration? Generation(string text) =>
        Generations.Where(g => Same(g.Name, text)).Select(g => (PoolGeneration?)g.Generation).FirstOrDefault();

    public static PoolEdition? Edition(string text) =>
        Editions.Where(e => Same(e.Name, text) || Same(e.Edition.ToString(), text)).Select(e => (PoolEdition?)e.Edition).FirstOrDefault();

    private static bool Same(string a, string b) =>
        string.Equals(a.Replace(" ", "", StringComparison.Ordinal), b.Replace(" ", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
}
