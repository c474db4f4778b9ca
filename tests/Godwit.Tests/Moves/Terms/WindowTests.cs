using Godwit.Moves.Terms;

namespace Godwit.Tests.Moves.Terms;

/// <summary>Times of the day, by a clock that is put forward and back.</summary>
public class WindowTests
{
    private static readonly string[] Zones = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "+02:00", "-05:30", "UTC"];

    [Theory]
    [InlineData("22:00-06:00", "22:00-06:00")]
    [InlineData(" 2:30-5:00  Europe/Berlin ", "02:30-05:00 Europe/Berlin")]
    [InlineData("22:00-06:00 +02:00", "22:00-06:00 +02:00")]
    public void A_window_is_read_and_written(string text, string written)
    {
        Assert.Equal(written, Window.Parse(text)!.ToString());
        Assert.Equal(Window.Parse(text), Window.Parse(written));
    }

    [Theory]
    [InlineData("")]
    [InlineData("22:00")]
    [InlineData("22:00-22:00")]
    [InlineData("22:00-25:00")]
    [InlineData("22:00-06:00 Nowhere/Land")]
    [InlineData("22:00-06:00-08:00")]
    [InlineData("22:00-06:00 +15:00")]
    public void What_is_no_window_is_none(string text) => Assert.Null(Window.Parse(text));

    [Fact]
    public void A_window_over_midnight_holds_on_both_sides()
    {
        var night = Window.Parse("22:00-06:00 UTC")!;
        bool At(int hour, int minute = 0) => night.Contains(new DateTimeOffset(2026, 8, 12, hour, minute, 0, TimeSpan.Zero));
        Assert.True(At(22) && At(23, 59) && At(0) && At(5, 59));
        Assert.True(!At(6) && !At(12) && !At(21, 59));
    }

    /// <summary>Years of minutes around the days on which clocks change, and others: the next opening is the first minute in the window, found by walking there.</summary>
    [Fact]
    public void The_next_opening_is_the_first_minute_in_the_window()
    {
        var random = new Random(4);
        for (var i = 0; i < 400; i++)
        {
            var zone = Zones[i % Zones.Length];
            var window = Window.Parse($"{random.Next(24):00}:{random.Next(4) * 15:00}-{random.Next(24):00}:{random.Next(4) * 15 + 7:00} {zone}")!;
            var day = i % 3 == 0 ? new DateTime(2026, 1, 1).AddDays(random.Next(365)) : Changes[random.Next(Changes.Length)].AddDays(random.Next(-2, 2));
            var now = new DateTimeOffset(day, TimeSpan.Zero).AddMinutes(random.Next(1440));
            var walked = now;
            while (!window.Contains(walked)) walked = walked.AddMinutes(1);
            Assert.True(walked == window.NextOpen(now), $"{window} at {now:u}: {window.NextOpen(now):u}, walked to {walked:u}");
        }
    }

    [Fact]
    public void A_window_that_the_clock_leaves_out_comes_on_the_next_day()
    {
        // On 29 March 2026 the clock in Berlin goes from 2:00 to 3:00.
        var window = Window.Parse("02:10-02:50 Europe/Berlin")!;
        Assert.Equal(new DateTimeOffset(2026, 3, 30, 0, 10, 0, TimeSpan.Zero), window.NextOpen(new DateTimeOffset(2026, 3, 28, 12, 0, 0, TimeSpan.Zero).AddHours(14)));
    }

    [Fact]
    public void A_window_in_which_the_clock_is_put_forward_begins_then()
    {
        var window = Window.Parse("02:30-05:00 Europe/Berlin")!;
        Assert.Equal(new DateTimeOffset(2026, 3, 29, 1, 0, 0, TimeSpan.Zero), window.NextOpen(new DateTimeOffset(2026, 3, 29, 0, 0, 0, TimeSpan.Zero)));
    }

    private static readonly DateTime[] Changes = [new(2026, 3, 29), new(2026, 10, 25), new(2026, 3, 8), new(2026, 11, 1), new(2026, 4, 4), new(2026, 10, 3)];
}
