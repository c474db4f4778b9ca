using System.Text.RegularExpressions;

namespace Godwit.Tests.Architecture;

/// <summary>docs/rfc.tsv claims what the code cites, and nothing else.</summary>
public partial class RfcTests
{
    private static readonly string[] Statuses = ["yes", "partial", "no", "planned"];

    private static readonly List<string[]> Rows =
        [.. File.ReadLines(Path.Combine(Source.Root, "docs", "rfc.tsv")).Skip(1).Where(l => l.Length > 0).Select(Row)];

    private static string[] Row(string line) => line.Split('\t');

    /// <summary>"RFC 3261 §10.3", "RFC 3261 §8.2.7, §16", "[MS-SIP] §3.7" in comments, as (specification, section).</summary>
    private static HashSet<(string Specification, string Section)> Cited() =>
    [
        .. from file in Source.Files("src")
           from line in File.ReadLines(file)
           from Match citation in Citation().Matches(line)
           from Capture section in citation.Groups["section"].Captures
           select (citation.Groups["spec"].Value.Trim('[', ']'), section.Value.TrimEnd('.')),
    ];

    [Fact]
    public void Every_row_has_a_specification_a_section_a_status_and_a_note() =>
        Assert.Empty(Rows.Where(r => r.Length != 4 || !Statuses.Contains(r[2]) || r[0].Length == 0).Select(r => string.Join('\t', r)));

    [Fact]
    public void No_row_stands_twice() => Assert.Empty(Rows.GroupBy(r => (r[0], r[1])).Where(g => g.Count() > 1).Select(g => g.Key));

    [Fact]
    public void Every_section_that_the_code_cites_is_in_the_index()
    {
        var known = Rows.Select(r => (r[0], r[1])).ToHashSet();
        Assert.Empty(Cited().Where(c => !known.Contains(c)).Order().Select(c => $"{c.Specification}\t{c.Section}"));
    }

    [Fact]
    public void Every_section_that_the_index_claims_is_cited_by_the_code()
    {
        var cited = Cited();
        Assert.Empty(Rows.Where(r => r[2] is "yes" or "partial" && !cited.Contains((r[0], r[1]))).Select(r => $"{r[0]}\t{r[1]}"));
    }

    [GeneratedRegex(@"(?<spec>RFC \d+|\[MS-[A-Z0-9]+\]),? §(?<section>[0-9A-Z]+(\.[0-9]+)*)((, | and |–)§?(?<section>[0-9]+(\.[0-9]+)+))*")]
    private static partial Regex Citation();
}
