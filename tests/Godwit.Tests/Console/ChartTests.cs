using Godwit.Console.Charts;

namespace Godwit.Tests.Console;

public class ChartTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(1.5, 2)]
    [InlineData(3, 5)]
    [InlineData(7, 10)]
    [InlineData(10, 10)]
    [InlineData(1_234, 2_000)]
    public void The_top_is_the_next_round_number(double highest, double top) => Assert.Equal(top, LinePath.Top(highest));

    [Fact]
    public void A_line_goes_from_edge_to_edge_and_up_to_the_top() => Assert.Equal("M0 100L300 50L600 0", LinePath.Line([0, 5, 10], 10));

    [Fact]
    public void One_value_is_a_level_line() => Assert.Equal("M0 50L600 50", LinePath.Line([5], 10));

    [Fact]
    public void No_value_is_no_line() => Assert.Equal("", LinePath.Line([], 1));
}
