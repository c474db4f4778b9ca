using CsCheck;
using Godwit.Moves.Forecasts;

namespace Godwit.Tests.Moves.Forecasts;

public class ForecastTests
{
    private const string Target = "r2pool.godwit.test";

    private static readonly Gen<ForecastLeg> Leg = Gen.Select(Gen.Int[0, 100_000], Gen.Long[0, 10_000_000], Gen.Int[0, 1_000], Gen.Int[0, 10_000], Gen.Int[0, 100])
        .Select((users, rows, batches, measured, seconds) =>
            new ForecastLeg("lcs01.godwit.test", users, rows, rows * 100, batches, measured == 0 ? null : new Pace(measured, TimeSpan.FromSeconds(seconds + 1))));

    [Fact]
    public void More_users_never_take_less_nor_load_less() => Gen.Select(Leg.Array[1, 3], Leg, Gen.Double[0, 5_000]).Sample((legs, more, directory) =>
    {
        double? pace = directory < 1 ? null : directory;
        var (few, many) = (Forecast.Of(Target, legs, pace, 1), Forecast.Of(Target, [.. legs, more], pace, 1));
        Assert.True(many.Duration >= few.Duration);
        Assert.True(many.DirectoryChanges >= few.DirectoryChanges && many.Batches >= few.Batches);
        Assert.True(many.BackEnds.Sum(b => b.RowsWritten + b.OctetsRead + b.Commits) >= few.BackEnds.Sum(b => b.RowsWritten + b.OctetsRead + b.Commits));
    });

    [Fact]
    public void It_goes_by_what_was_measured_and_else_by_the_benchmark()
    {
        var measured = Forecast.Of(Target, [new ForecastLeg("a", 1_000, 5_000, 1_000_000, 10, new Pace(500, TimeSpan.FromSeconds(5)))], null, 3);
        Assert.Equal((TimeSpan.FromSeconds(10), true, 100d), (measured.Duration, measured.IsMeasured, measured.UsersPerSecond));
        Assert.Equal(new BackEndLoad("a", 5_000, 0, 1_000_000, 0, 10), measured.BackEnds[0]);
        Assert.Equal(new BackEndLoad(Target, 5_000, 5_000, 1_000_000, 1_000_000, 20), measured.BackEnds[1]);
        Assert.Equal((2_000, null, 3), (measured.DirectoryChanges, measured.DirectoryTime, measured.SignedIn));

        var guessed = Forecast.Of(Target, [new ForecastLeg(null, 8_000, 0, 0, 80, null)], null, 0);
        Assert.Equal((TimeSpan.FromSeconds(2), false, 1), (guessed.Duration, guessed.IsMeasured, guessed.BackEnds.Length));
    }

    [Fact]
    public void A_slow_directory_holds_everything_up() =>
        Assert.Equal(TimeSpan.FromSeconds(200), Forecast.Of(Target, [new ForecastLeg("a", 1_000, 0, 0, 10, null)], 10, 0).Duration);
}
