using Godwit.Moves.Terms;

namespace Godwit.Tests.Moves.Terms;

public class ScheduleTests
{
    private static readonly DateTimeOffset Noon = new(2026, 8, 12, 12, 0, 0, TimeSpan.Zero);

    private static readonly Window Night = Window.Parse("22:00-06:00 UTC")!;

    [Fact]
    public void Without_terms_it_begins_now() => Assert.Equal(Noon, Schedule.NextBegin(MoveTerms.None, Noon));

    [Fact]
    public void It_begins_in_the_first_window_after_its_start()
    {
        Assert.Equal(Noon.AddHours(10), Schedule.NextBegin(new MoveTerms { Window = Night }, Noon));
        Assert.Equal(Noon.AddHours(34), Schedule.NextBegin(new MoveTerms { Window = Night, StartAfter = Noon.AddHours(20) }, Noon));
        Assert.Equal(Noon.AddHours(13), Schedule.NextBegin(new MoveTerms { Window = Night, StartAfter = Noon.AddHours(13) }, Noon));
    }

    [Fact]
    public void It_does_not_begin_any_more_when_it_has_to_be_complete()
    {
        var terms = new MoveTerms { Window = Night, CompleteBy = Noon.AddHours(11) };
        Assert.Equal(Noon.AddHours(10), Schedule.NextBegin(terms, Noon));
        Assert.Null(Schedule.NextBegin(terms, Noon.AddHours(11)));
        Assert.False(Schedule.IsOver(terms, Noon.AddHours(10)));
        Assert.True(Schedule.IsOver(terms, Noon.AddHours(11)));
    }

    [Fact]
    public void Terms_that_cannot_be_kept_are_named()
    {
        Assert.Null(MoveTerms.None.Problem(Noon));
        Assert.Contains("passed already", new MoveTerms { CompleteBy = Noon }.Problem(Noon), StringComparison.Ordinal);
        Assert.Contains("could not begin", new MoveTerms { CompleteBy = Noon.AddHours(9), Window = Night }.Problem(Noon), StringComparison.Ordinal);
        Assert.Contains("at least 1", new MoveTerms { Rate = 0 }.Problem(Noon), StringComparison.Ordinal);
        Assert.Contains("1 to 64", new MoveTerms { Concurrency = 65 }.Problem(Noon), StringComparison.Ordinal);
    }

    [Fact]
    public void Terms_come_back_from_the_journal_as_they_went()
    {
        var terms = new MoveTerms { StartAfter = Noon, Window = Night, CompleteBy = Noon.AddDays(3), Concurrency = 2, Rate = 30, Priority = MovePriority.High, Busy = BusyRule.Move };
        Assert.Equal(terms, TermsJson.Read(TermsJson.Write(terms)));
        Assert.Null(TermsJson.Write(new MoveTerms()));
        Assert.Equal(MoveTerms.None, TermsJson.Read(null));
    }

    [Fact]
    public void A_change_leaves_what_it_does_not_name()
    {
        var terms = new MoveTerms { Window = Night, Rate = 30, Concurrency = 2 };
        Assert.Equal(terms with { Priority = MovePriority.Low }, new TermsChange { Priority = MovePriority.Low }.In(terms));
        Assert.Equal(MoveTerms.None, new TermsChange { Rate = 0, Concurrency = 0, NoWindow = true }.In(terms));
    }

    [Fact]
    public void A_rate_is_kept_on_the_average_and_saves_nothing_up()
    {
        var random = new Random(7);
        for (var rate = 1; rate < 500; rate += 13)
        {
            var (now, until, gone) = (Noon, Noon, 0);
            for (var i = 0; i < 100; i++)
            {
                now = until > now ? until : now;
                if (random.Next(10) == 0) now = now.AddMinutes(5);
                var users = random.Next(1, 20);
                until = Pacing.After(until, now, users, rate);
                gone += users;
                Assert.True(gone <= (until - Noon).TotalMinutes * rate + 0.01, $"rate {rate}: {gone} users by {until:u}");
            }
        }

        Assert.Equal((100, 7, 1), (Pacing.BatchSize(100, null), Pacing.BatchSize(100, 7), Pacing.BatchSize(1, 7)));
    }

    [Fact]
    public void Higher_priorities_go_first_and_equals_take_turns()
    {
        Assert.True(QueueOrder.GoesBefore(new Waiting(MovePriority.High, 3, 9), new Waiting(MovePriority.Normal, 0, 0)));
        Assert.True(QueueOrder.GoesBefore(new Waiting(MovePriority.Low, 0, 9), new Waiting(MovePriority.Low, 1, 0)));
        Assert.True(QueueOrder.GoesBefore(new Waiting(MovePriority.Low, 1, 3), new Waiting(MovePriority.Low, 1, 4)));
    }
}
