using System.Text.RegularExpressions;

namespace Godwit.Tests.Architecture;

public partial class FilesTests
{
    private const int MostLines = 400;

    [Fact]
    public void No_file_is_longer_than_400_lines() => Assert.Empty(
        from file in Source.Files("src").Concat(Source.Files("tests")).Concat(Source.Files("benchmarks"))
        let lines = File.ReadLines(file).Count()
        where lines > MostLines
        select $"{Source.Relative(file)}: {lines} lines");

    [Fact]
    public void Nine_files_of_ten_are_under_170_lines()
    {
        var lengths = Source.Files("src").Select(f => File.ReadLines(f).Count()).Order().ToList();
        Assert.True(lengths[lengths.Count * 9 / 10] < 170, $"The ninth decile is {lengths[lengths.Count * 9 / 10]} lines");
    }

    [Fact]
    public void Names_say_what_a_thing_is() => Assert.Empty(
        from file in Source.Files("src")
        let name = Path.GetFileNameWithoutExtension(file)
        where EmptyName().IsMatch(name)
        select Source.Relative(file));

    [Fact]
    public void A_skipped_test_names_its_issue() => Assert.Empty(
        from file in Source.Files("tests")
        where !file.EndsWith("FilesTests.cs", StringComparison.Ordinal)
        from line in File.ReadLines(file)
        where SkippedTest().IsMatch(line) && !IssueNumber().IsMatch(line)
        select $"{Source.Relative(file)}: {line.Trim()}");

    [GeneratedRegex("(Manager|Helper|Helpers|Utils?|Common|Impl|Info)$")]
    private static partial Regex EmptyName();

    [GeneratedRegex("""Skip = "|Assert\.Skip""")]
    private static partial Regex SkippedTest();

    [GeneratedRegex("#[0-9]+")]
    private static partial Regex IssueNumber();
}
