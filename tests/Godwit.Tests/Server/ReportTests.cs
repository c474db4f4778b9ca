using Godwit.Moves;
using Godwit.Pool.Users;
using Godwit.Receipts;
using Godwit.Server.Reports;

namespace Godwit.Tests.Server;

public class ReportTests
{
    private static readonly DateTimeOffset Nine = new(2026, 8, 12, 9, 0, 0, TimeSpan.Zero);
    private static readonly MoveHead Move = new("m1", "r2pool.godwit.test", false, "<admin>", Nine, Nine.AddSeconds(3));

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("", "")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"so\"", "\"say \"\"so\"\"\"")]
    [InlineData("two\r\nlines", "\"two\r\nlines\"")]
    [InlineData("=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\"")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@sum", "'@sum")]
    [InlineData("\tx", "'\tx")]
    public void A_cell_is_quoted_where_it_must_be_and_never_a_formula(string text, string cell) => Assert.Equal(cell, CsvCell.Of(text));

    [Fact]
    public async Task A_page_needs_nothing_else_and_takes_no_text_for_markup()
    {
        var text = new StringWriter();
        await HtmlReport.Write(text, Move, new MoveProgress("m1", MoveState.Finished, 1, 0, 0, 1, 0), new MoveTimes(), Users(), Nine);
        var page = text.ToString();
        Assert.Contains("&lt;admin&gt;", page, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
        Assert.DoesNotContain("src=", page.Replace("default-src", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.EndsWith("</html>\n", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Times_are_counted_in_so_many_columns_at_most_and_nobody_is_lost()
    {
        var times = new MoveTimes();
        for (var i = 0; i < 5_000; i++) times.Add(new ReceiptTimes(Nine.AddSeconds(i).AddMilliseconds(-40), null, null, Nine.AddSeconds(i), null));
        times.Add(ReceiptTimes.None);
        Assert.InRange(times.Switched.Count, 20, 97);
        Assert.Equal(5_000, times.Switched.Sum());
        Assert.True(times.First <= Nine && times.First + times.Width * times.Switched.Count > Nine.AddSeconds(4_999));
        Assert.Equal(5_000, times.Pauses[2]);
    }

    private static async IAsyncEnumerable<UserOutcome> Users()
    {
        await Task.CompletedTask;
        yield return new UserOutcome(SipAddress.Parse("alice@godwit.test"), MoveOutcome.Refused, null, "<script>alert(1)</script>", []);
    }
}
