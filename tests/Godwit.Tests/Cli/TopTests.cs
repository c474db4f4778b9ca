using Godwit.Admin.Forest;
using Godwit.Admin.Moves;
using Godwit.Admin.Pools;
using Godwit.Cli.Top;
using Spectre.Console;

namespace Godwit.Tests.Cli;

public class TopTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Two_looks_make_rates_and_the_time_that_is_left()
    {
        var view = Sample(10, messages: 130, done: 60).View(Sample(0, messages: 100, done: 40));
        Assert.Equal((3.0, 4L), (view.Pools[0].MessagesPerSecond, view.Pools[0].Errors));
        Assert.Equal((2.0, 20.0), (view.Moves[0].UsersPerSecond, view.Moves[0].SecondsLeft));
    }

    [Fact]
    public void One_look_has_the_messages_of_the_last_whole_minute_and_no_rate_of_moves()
    {
        var view = Sample(10, messages: 130, done: 60).View(null);
        Assert.Equal(2.0, view.Pools[0].MessagesPerSecond);
        Assert.Equal((null, null), (view.Moves[0].UsersPerSecond, view.Moves[0].SecondsLeft));
    }

    [Fact]
    public void A_server_that_was_started_anew_does_not_run_backwards() =>
        Assert.Equal(2.0, (Sample(10, messages: 5, done: 60) with { Figures = Figures(10, 5, Noon.AddSeconds(8)) }).View(Sample(0, messages: 100, done: 40)).Pools[0].MessagesPerSecond);

    [Fact]
    public void Nobody_counts_for_a_pool_of_another_host()
    {
        var view = Sample(10, messages: 130, done: 60).View(Sample(0, messages: 100, done: 40));
        Assert.Equal((null, null, 7), (view.Pools[1].MessagesPerSecond, view.Pools[1].Errors, view.Pools[1].SignedIn));
    }

    [Theory]
    [InlineData(100, "Pool Generation State Users In Msg/s Pres/s Errors", "20261125-120000-0001  running  ━━━━━━━━━━━━━━━━  60 of 100 at 2.0/s  00:00:20")]
    [InlineData(80, "Pool Generation State Users In Msg/s Pres/s Errors", "20261125-120000-0001  running  ━━━━━━━━━━━━━━━━  60 of 100 at 2.0/s  00:00:20")]
    [InlineData(64, "Pool State Users In Msg/s Pres/s Errors", "20261125-120000-0001  running  60 of 100 at 2.0/s  00:00:20")]
    [InlineData(52, "Pool State Users In Errors", "20261125-120000-0001  60 of 100 at 2.0/s  00:00:20")]
    [InlineData(42, "Pool State Users In", "20261125-120000-0001  60 of 100 at 2.0/s")]
    public void A_narrow_terminal_has_fewer_columns_and_names_in_full(int width, string columns, string move)
    {
        var text = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(text) });
        console.Profile.Width = width;
        console.Write(TopScreen.Picture(Sample(10, messages: 130, done: 60).View(Sample(0, messages: 100, done: 40)), "", width));
        var lines = text.ToString().Split('\n');
        Assert.Equal(columns, string.Join(' ', lines.Single(l => l.StartsWith("Pool ", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        Assert.Contains(lines, l => l.StartsWith("r2pool.godwit.test ", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.StartsWith(move, StringComparison.Ordinal));
    }

    private static TopSample Sample(int second, long messages, int done) => new(
        Noon.AddSeconds(second),
        [new PoolView("r2pool.godwit.test", "OCS 2007 R2", "Standard Edition", 300, "running"), new PoolView("far.godwit.test", "OCS 2007", "Standard Edition", 9, "running") { SignedIn = 7 }],
        Figures(second, messages, Noon.AddHours(-1)),
        [new MoveProgressView("20261125-120000-0001", "running", 100, done, 0, 0, 0)]);

    private static FiguresView Figures(int second, long messages, DateTimeOffset since) => new(
        since, Noon.AddSeconds(second), 0, 0, [new PoolFiguresView("r2pool.godwit.test", true, 3, messages, 0, 4), new PoolFiguresView("far.godwit.test", false, 7, 0, 0, 0)],
        [new MinuteView(Noon.AddMinutes(-1), 0, 0, [new PoolFiguresView("r2pool.godwit.test", true, 3, 120, 0, 0)]), new MinuteView(Noon, 0, 0, [])]);
}
