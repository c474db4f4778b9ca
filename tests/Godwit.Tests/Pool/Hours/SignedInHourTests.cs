using CsCheck;
using Godwit.Pool.Hours;

namespace Godwit.Tests.Pool.Hours;

public class SignedInHourTests
{
    [Theory]
    [InlineData("2026-11-23T00:00:00Z", 0)]
    [InlineData("2026-11-23T01:59:59+01:00", 0)]
    [InlineData("2026-11-29T23:59:59Z", 167)]
    public void Hours_count_from_Monday_in_UTC(string time, int hour) => Assert.Equal(hour, SignedInHour.Of(DateTimeOffset.Parse(time, null)));

    [Fact]
    public void The_average_stays_between_what_was_counted() => Gen.Int[0, 10_000].Array[1, 600].Sample(counts =>
    {
        var hour = counts.Aggregate(new SignedInHour(0, 0, 0), (h, c) => h.With(c));
        Assert.InRange(hour.Users, counts.Min() - 1e-6, counts.Max() + 1e-6);
        if (counts.Length <= 240) Assert.InRange(hour.Users, counts.Average() - 1e-6, counts.Average() + 1e-6);
    });

    [Fact]
    public void What_was_long_ago_fades()
    {
        var hour = Enumerable.Repeat(1_000, 10_000).Aggregate(new SignedInHour(0, 0, 0), (h, c) => h.With(c));
        hour = Enumerable.Repeat(0, 4 * 240).Aggregate(hour, (h, c) => h.With(c));
        Assert.InRange(hour.Users, 0, 20);
    }
}
