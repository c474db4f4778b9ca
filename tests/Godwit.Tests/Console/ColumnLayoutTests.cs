using Godwit.Console.Grid;

namespace Godwit.Tests.Console;

public class ColumnLayoutTests
{
    private static readonly IReadOnlyList<Column<string>> Columns =
    [
        Column.Text<string>("Name", 160, 20, s => s), Column.Text<string>("State", 100, 0, s => s), Column.Text<string>("Mail", 140, 0, s => s) with { IsExtra = true },
    ];

    private static ColumnLayout Own => ColumnLayout.Of(Columns);

    [Fact]
    public void A_list_by_itself_shows_all_but_the_extra_columns()
    {
        Assert.Equal(["Name", "State"], Titles(Own));
        Assert.Equal("--columns:minmax(160px,20fr) 100px 32px;--least:292px", Own.Style(Columns));
    }

    [Fact]
    public void What_is_written_is_read_again()
    {
        var layout = Own.Turn("Mail").Move("Mail", -1).Move("Mail", -1).With("State", 70);
        Assert.Equal(["Mail", "Name", "State"], Titles(layout));
        Assert.Equal(layout.Choices, ColumnLayout.Read(layout.Write(), Columns).Choices);
        Assert.Equal("--columns:140px minmax(160px,20fr) 70px 32px;--least:402px", layout.Style(Columns));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[null]")]
    [InlineData("[{\"shown\":true}]")]
    [InlineData("{\"title\":\"Name\"}")]
    [InlineData("[{\"title\":\"Name\",\"shown\":false},{\"title\":\"State\",\"shown\":false}]")]
    public void What_cannot_be_read_or_shows_nothing_counts_as_nothing(string? kept) => Assert.Equal(Own.Choices, ColumnLayout.Read(kept, Columns).Choices);

    [Fact]
    public void A_column_that_is_no_more_is_left_out_and_a_new_one_comes_behind()
    {
        var read = ColumnLayout.Read("""[{"title":"State","shown":true,"width":9999},{"title":"Gone","shown":true},{"title":"State","shown":false},{"title":"Name","shown":false}]""", Columns);
        Assert.Equal([new ColumnChoice("State", true, ColumnLayout.Widest), new ColumnChoice("Name", false, null), new ColumnChoice("Mail", false, null)], read.Choices);
    }

    [Fact]
    public void The_last_column_that_is_seen_stays()
    {
        var one = Own.Turn("Name");
        Assert.Equal(["State"], Titles(one));
        Assert.Equal(["State"], Titles(one.Turn("State")));
        Assert.Equal(["Name", "State"], Titles(one.Turn("Name")));
    }

    [Fact]
    public void Widths_are_those_of_the_columns_that_are_seen_and_within_bounds()
    {
        var layout = Own.Turn("Name").Turn("Mail").With([5, 200]);
        Assert.Equal((null, ColumnLayout.Narrowest, 200), (layout.WidthOf("Name"), layout.WidthOf("State"), layout.WidthOf("Mail")));
        Assert.Null(layout.With("Mail", null).WidthOf("Mail"));
    }

    [Fact]
    public void Nothing_moves_over_the_ends()
    {
        Assert.Equal(Own.Choices, Own.Move("Name", -1).Choices);
        Assert.Equal(Own.Choices, Own.Move("Mail", 1).Choices);
        Assert.Equal(Own.Choices, Own.Move("Nobody", 1).Choices);
    }

    private static IEnumerable<string> Titles(ColumnLayout layout) => layout.Shown(Columns).Select(c => c.Title);
}
