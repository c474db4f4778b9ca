using Godwit.Sip.Headers;

namespace Godwit.Tests.Sip.Headers;

public sealed class CSeqTests
{
    [Theory]
    [InlineData("1 REGISTER", 1u, "REGISTER")]
    [InlineData("0009  \t INVITE", 9u, "INVITE")]
    [InlineData("4294967295 do-something", 4294967295u, "do-something")]
    public void Number_and_method_are_found(string text, uint number, string method)
    {
        Assert.True(CSeq.TryParse(text, out var value));
        Assert.Equal((number, method), (value.Number, value.Method.Name));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("INVITE 1")]
    [InlineData("-1 INVITE")]
    [InlineData("36893488147419103232 REGISTER")]
    [InlineData("1 IN VITE")]
    public void What_is_malformed_is_refused(string? text) => Assert.False(CSeq.TryParse(text, out _));

    [Fact]
    public void It_is_written_short()
    {
        Assert.True(CSeq.TryParse("0042   BYE", out var value));
        Assert.Equal("42 BYE", value.ToString());
    }
}
