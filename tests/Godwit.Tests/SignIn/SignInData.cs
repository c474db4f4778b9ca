using Godwit.Tests.Architecture;

namespace Godwit.Tests.SignIn;

/// <summary>tests/data/sign-in: the tables that the tests run and that docs/sign-in-table.md shows. A file is a heading and rows, with tabs between the cells.</summary>
internal static class SignInData
{
    public static readonly IReadOnlyList<string> Tables = ["clients", "table", "refusals", "losses", "filter-actions", "filter-versions"];

    /// <summary>Heading first.</summary>
    public static IReadOnlyList<string[]> Read(string table)
    {
        var rows = File.ReadAllLines(Path.Combine(Source.Root, "tests", "data", "sign-in", table + ".tsv")).Select(l => l.Split('\t')).ToList();
        Assert.All(rows, r => Assert.Equal(rows[0].Length, r.Length));
        return rows;
    }

    public static IEnumerable<string[]> Rows(string table) => Read(table).Skip(1);

    /// <summary>yes, no, or both of a cell that says any.</summary>
    public static bool[] Booleans(string cell) => cell == "any" ? [false, true] : [cell == "yes"];
}
