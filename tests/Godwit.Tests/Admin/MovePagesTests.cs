using Godwit.Admin.Moves;

namespace Godwit.Tests.Admin;

public class MovePagesTests
{
    [Fact]
    public async Task All_pages_are_read_and_what_a_new_one_pushed_down_counts_once()
    {
        List<string> list = ["5", "4", "3", "2", "1"];
        var asked = new List<int>();

        var all = await MovePages.All(offset =>
        {
            asked.Add(offset);
            IReadOnlyList<string> page = [.. list.Skip(offset).Take(2)];
            if (offset == 0) list.Insert(0, "6");
            return Task.FromResult((list.Count, page));
        }, id => id);

        Assert.Equal(["5", "4", "3", "2", "1"], all);
        Assert.Equal([0, 2, 4], asked);
    }

    /// <summary>Plans can be deleted meanwhile.</summary>
    [Fact]
    public async Task List_that_grows_shorter_ends_too()
    {
        var all = await MovePages.All<string>(offset => Task.FromResult<(int, IReadOnlyList<string>)>(offset == 0 ? (5, ["a", "b"]) : (5, [])), id => id);
        Assert.Equal(["a", "b"], all);
    }
}
