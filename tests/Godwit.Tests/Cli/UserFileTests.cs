using Godwit.Cli.Selection;

namespace Godwit.Tests.Cli;

public class UserFileTests
{
    [Fact]
    public void Takes_an_address_per_line_with_or_without_header_and_spreadsheet_quotes()
    {
        var (addresses, problem) = UserFile.Parse("users.csv", ["user", "alice@godwit.test", "", "\"sip:Bob@godwit.test\",", " carol@godwit.test "]);
        Assert.Null(problem);
        Assert.Equal(["alice@godwit.test", "sip:Bob@godwit.test", "carol@godwit.test"], addresses);
    }

    [Fact]
    public void Names_the_number_of_a_bad_line()
    {
        var (addresses, problem) = UserFile.Parse("users.csv", ["alice@godwit.test", "not an address"]);
        Assert.Empty(addresses);
        Assert.Contains("line 2", problem);
    }

    [Theory]
    [InlineData]
    [InlineData("user")]
    [InlineData("", "  ")]
    public void An_empty_file_says_so(params string[] lines) => Assert.Contains("names no users", UserFile.Parse("users.csv", lines).Problem);

    [Fact]
    public void A_file_that_is_not_there_is_a_sentence() => Assert.Contains("can't be read", UserFile.Read("/nonexistent/users.csv").Problem);

    [Theory]
    [InlineData("alice@godwit.test", true)]
    [InlineData("SIP:alice@godwit.test", true)]
    [InlineData("alice", false)]
    [InlineData("@godwit.test", false)]
    [InlineData("alice@", false)]
    [InlineData("a@b@c", false)]
    [InlineData("al ice@godwit.test", false)]
    [InlineData("a/b@godwit.test", false)]
    public void Knows_what_could_be_an_address(string text, bool expected) => Assert.Equal(expected, UserFile.LooksLikeAddress(text));
}
