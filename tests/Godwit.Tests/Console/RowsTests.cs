using Godwit.Console.Grid;

namespace Godwit.Tests.Console;

public class RowsTests
{
    private static readonly IReadOnlyList<Column<(string Name, int Age)>> Columns =
    [
        Column.Sorted<(string Name, int Age)>("Name", 1, 0, r => r.Name), Column.Number<(string Name, int Age)>("Age", 1, r => r.Age), Column.Text<(string Name, int Age)>("Plain", 1, 0, r => r.Name),
    ];

    private static readonly (string Name, int Age)[] All = [("bob", 1_000), ("Alice", 9), ("carol", 9)];

    [Theory]
    [InlineData("", "bob Alice carol")]
    [InlineData("Name", "Alice bob carol")]
    [InlineData("-Name", "carol bob Alice")]
    [InlineData("Age", "Alice carol bob")]
    [InlineData("-Age", "bob Alice carol")]
    [InlineData("Plain", "bob Alice carol")]
    [InlineData("Nothing", "bob Alice carol")]
    public void Rows_that_are_here_are_sorted_by_what_their_column_says(string sort, string names) =>
        Assert.Equal(names, string.Join(' ', Rows.Of(All, new RowRange(0, 10, sort), Columns).Items.Select(r => r.Name)));

    [Fact]
    public void A_part_is_one_of_the_sorted_list()
    {
        var rows = Rows.Of(All, new RowRange(1, 1, "Name"), Columns);
        Assert.Equal(("bob", 3), (Assert.Single(rows.Items).Name, rows.Total));
    }
}
