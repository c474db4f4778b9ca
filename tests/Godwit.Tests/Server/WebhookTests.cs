using Godwit.Moves;
using Godwit.Moves.Notices;
using Godwit.Server.Webhooks;
using Xunit;

namespace Godwit.Tests.Server;

public sealed class WebhookTests
{
    private static readonly DateTimeOffset Written = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly MoveHead Running = new("m", "b.example.org", false, "admin", Written, null);

    /// <summary>The figure is what openssl dgst -sha256 -hmac says.</summary>
    [Fact]
    public void A_signature_is_the_hmac_of_timestamp_dot_body() =>
        Assert.Equal("sha256=d5f5834972cbc6cf5590800c46ccaa0cd6c16f19c0c73dbdf9b4c56390cbc2a3", WebhookSignature.Of("0123456789abcdef", "1700000000", "{\"id\":\"1\"}"));

    [Fact]
    public void Pauses_double_to_an_hour_and_end_after_three_days()
    {
        var (now, tries) = (Written, 0);
        var pauses = new List<TimeSpan>();
        while (RetrySchedule.Next(Written, ++tries, now) is { } due)
        {
            pauses.Add(due - now);
            now = due;
        }

        Assert.Equal([5, 10, 20, 40], pauses.Take(4).Select(p => p.TotalSeconds));
        Assert.Equal(TimeSpan.FromHours(1), pauses[^1]);
        Assert.InRange(now - Written, TimeSpan.FromDays(2.9), TimeSpan.FromDays(3));
    }

    [Fact]
    public void Each_change_of_a_move_is_told_once_and_terms_are_not()
    {
        var suspended = Running with { Hold = MoveHold.Suspended };
        var cancelled = Running with { Hold = MoveHold.Cancelled };
        Assert.Equal(MoveEvent.Suspended, MoveNotice.Of(Running, suspended)?.Event);
        Assert.Equal(MoveEvent.Resumed, MoveNotice.Of(suspended, Running)?.Event);
        Assert.Equal(MoveEvent.Cancelled, MoveNotice.Of(suspended, cancelled)?.Event);
        Assert.Equal(MoveEvent.Finished, MoveNotice.Of(cancelled, cancelled with { FinishedAt = Written })?.Event);
        Assert.Equal(MoveEvent.Started, MoveNotice.Of(Running with { FinishedAt = Written }, Running)?.Event);
        Assert.Null(MoveNotice.Of(Running, Running with { ToPool = "c.example.org" }));
    }
}
