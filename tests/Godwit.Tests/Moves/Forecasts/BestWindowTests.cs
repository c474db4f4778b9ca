using System.Collections.Immutable;
using CsCheck;
using Godwit.Moves.Forecasts;
using Godwit.Pool.Hours;

namespace Godwit.Tests.Moves.Forecasts;

public class BestWindowTests
{
    private static readonly Gen<ImmutableArray<double?>> Week = Gen.Int[-30, 500].Array[SignedInHour.InAWeek].Select(hours => hours.Select(h => h < 0 ? (double?)null : h).ToImmutableArray());

    [Fact]
    public void No_other_stretch_of_that_length_has_fewer_users() => Gen.Select(Week, Gen.Int[1, 12]).Sample((week, hours) =>
    {
        var best = BestWindow.Find(week, TimeSpan.FromHours(hours - 0.5));
        var all = Enumerable.Range(0, week.Length).Select(start => Enumerable.Range(start, hours).Select(h => week[h % week.Length]).ToList())
            .Where(stretch => stretch.TrueForAll(h => h is not null)).Select(stretch => stretch.Average()!.Value).ToList();
        if (all.Count == 0) Assert.Null(best);
        else Assert.Equal((hours, all.Min()), (best!.Hours, best.SignedIn), new Close());
    });

    [Fact]
    public void Nothing_counted_is_no_window() => Assert.Null(BestWindow.Find([.. new double?[SignedInHour.InAWeek]], TimeSpan.FromMinutes(5)));

    [Fact]
    public void A_move_longer_than_a_week_is_as_good_at_any_time() =>
        Assert.Equal(new BestWindow(0, SignedInHour.InAWeek, 7), BestWindow.Find([.. Enumerable.Repeat((double?)7, SignedInHour.InAWeek)], TimeSpan.FromDays(30)));

    [Fact]
    public void Pools_are_added_up_and_an_hour_that_one_of_them_has_not_counted_does_not_count()
    {
        var week = BestWindow.Week([[new SignedInHour(3, 10, 5), new SignedInHour(4, 20, 5)], [new SignedInHour(4, 1, 1)]]);
        Assert.Equal((null, 21d, null), (week[3], week[4], week[5]));
    }

    [Theory]
    [InlineData("2026-11-25T15:20:00Z", "2026-11-26T03:00:00Z", 3 * 24 + 3)]
    [InlineData("2026-11-25T15:20:00Z", "2026-11-30T00:00:00Z", 0)]
    [InlineData("2026-11-25T15:20:00Z", "2026-12-02T15:00:00Z", 2 * 24 + 15)]
    public void It_begins_at_the_next_such_hour(string now, string begins, int hour)
    {
        var next = new BestWindow(hour, 1, 0).Next(DateTimeOffset.Parse(now, null));
        Assert.Equal((DateTimeOffset.Parse(begins, null), hour), (next, SignedInHour.Of(next)));
    }

    private sealed class Close : IEqualityComparer<(int Hours, double Users)>
    {
        public bool Equals((int Hours, double Users) x, (int Hours, double Users) y) => x.Hours == y.Hours && Math.Abs(x.Users - y.Users) < 1e-9;

        public int GetHashCode((int Hours, double Users) obj) => obj.Hours;
    }
}
