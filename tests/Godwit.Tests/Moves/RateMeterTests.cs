using Godwit.Moves.Engine;
using Microsoft.Extensions.Time.Testing;

namespace Godwit.Tests.Moves;

public class RateMeterTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly RateMeter _meter;

    public RateMeterTests() => _meter = new RateMeter(_time);

    [Fact]
    public void Every_second_has_those_who_were_done_in_it()
    {
        _meter.Add(3);
        _time.Advance(TimeSpan.FromSeconds(2.5));
        _meter.Add(5);
        _meter.Add(1);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([3, 0, 6, 0], _meter.Read().Users);
        Assert.Equal(TimeSpan.FromSeconds(1), _meter.Read().Stretch);
    }

    [Fact]
    public void What_was_read_does_not_change()
    {
        _meter.Add(3);
        var read = _meter.Read();
        _meter.Add(4);
        Assert.Equal([3], read.Users);
    }

    [Fact]
    public void A_long_move_is_counted_coarser_and_whole()
    {
        for (var minute = 0; minute < 300; minute++)
        {
            _meter.Add(7);
            _time.Advance(TimeSpan.FromMinutes(1));
        }

        var rate = _meter.Read();
        Assert.InRange(rate.Users.Length, 30, 120);
        Assert.Equal(2_100, rate.Users.Sum());
        Assert.InRange(rate.Stretch * rate.Users.Length, TimeSpan.FromMinutes(300), TimeSpan.FromMinutes(300) + rate.Stretch);
    }

    [Fact]
    public void A_day_without_anybody_is_bounded_too()
    {
        _meter.Add(1);
        _time.Advance(TimeSpan.FromDays(30));
        Assert.InRange(_meter.Read().Users.Length, 30, 120);
        Assert.Equal(1, _meter.Read().Users.Sum());
    }
}
