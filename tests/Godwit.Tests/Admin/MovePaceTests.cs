using Godwit.Admin.Moves;
using Microsoft.Extensions.Time.Testing;

namespace Godwit.Tests.Admin;

public class MovePaceTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly MovePace _pace;

    public MovePaceTests() => _pace = new MovePace(_time);

    [Fact]
    public void A_steady_move_has_its_rate_and_the_time_that_is_left()
    {
        for (var second = 0; second <= 20; second++) See(second * 50, 2_000, TimeSpan.FromSeconds(1));
        Assert.Equal(50, _pace.PerSecond, 1);
        Assert.Equal(20, _pace.Left!.Value.TotalSeconds, 1);
    }

    [Fact]
    public void What_was_done_before_somebody_looked_is_no_pace()
    {
        See(4_000, 5_000, TimeSpan.FromSeconds(1));
        See(4_010, 5_000, TimeSpan.FromSeconds(1));
        Assert.Equal(10, _pace.PerSecond, 1);
    }

    [Fact]
    public void Nothing_is_left_of_a_move_that_is_over_and_nothing_is_known_of_one_that_stands()
    {
        See(5, 10, TimeSpan.FromSeconds(1));
        See(5, 10, TimeSpan.FromSeconds(1));
        Assert.Null(_pace.Left);
        See(10, 10, TimeSpan.Zero, "finished");
        Assert.Null(_pace.Left);
    }

    [Fact]
    public void Users_who_are_tried_again_take_nothing_from_the_pace()
    {
        See(0, 10, TimeSpan.FromSeconds(1));
        See(10, 10, TimeSpan.FromSeconds(1));
        See(4, 10, TimeSpan.FromSeconds(1));
        See(6, 10, TimeSpan.FromSeconds(1));
        Assert.Equal(2, _pace.PerSecond, 1);
    }

    private void See(int done, int total, TimeSpan later, string state = "running")
    {
        _time.Advance(later);
        _pace.Add(new MoveProgressView("m", state, total, done, 0, 0, 0));
    }
}
