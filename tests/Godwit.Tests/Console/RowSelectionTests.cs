using CsCheck;
using Godwit.Console.Selection;

namespace Godwit.Tests.Console;

public class RowSelectionTests
{
    private static readonly string[] Rows = ["a", "b", "c", "d", "e"];

    [Fact]
    public void Nothing_is_selected_at_first()
    {
        Assert.Equal(0, RowSelection.None.Count(5));
        Assert.DoesNotContain(Rows, RowSelection.None.Has);
    }

    [Fact]
    public void All_is_all_whatever_their_number()
    {
        Assert.Equal(100_000, RowSelection.All.Count(100_000));
        Assert.Empty(RowSelection.All.Keys);
    }

    [Fact]
    public void All_but_one_keeps_the_one_out_and_takes_it_in_again()
    {
        var but = RowSelection.All.Toggle("c");
        Assert.Equal((false, true, 4), (but.Has("c"), but.Has("a"), but.Count(5)));
        Assert.Equal(5, but.Toggle("c").Count(5));
        Assert.Equal(5, but.With(["c"]).Count(5));
    }

    [Fact]
    public void Any_sequence_of_clicks_selects_what_a_plain_set_would() =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 4], Gen.Int[0, 4]).Array[0, 12].Sample(clicks =>
        {
            var (selection, plain) = (RowSelection.None, new HashSet<string>());
            foreach (var (what, from, to) in clicks)
            {
                var range = Rows[Math.Min(from, to)..(Math.Max(from, to) + 1)];
                switch (what)
                {
                    case 0: (selection, plain) = (RowSelection.Only(Rows[from]), [Rows[from]]); break;
                    case 1: (selection, plain) = (RowSelection.All, [.. Rows]); break;
                    case 2:
                        selection = selection.With(range);
                        plain.UnionWith(range);
                        break;
                    default:
                        selection = selection.Toggle(Rows[from]);
                        if (!plain.Remove(Rows[from])) plain.Add(Rows[from]);
                        break;
                }
            }

            Assert.Equal(plain.Order(), Rows.Where(selection.Has));
            Assert.Equal(plain.Count, selection.Count(Rows.Length));
        });
}
