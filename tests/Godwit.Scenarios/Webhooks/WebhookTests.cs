using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Godwit.Admin.Moves;
using Godwit.Moves.Notices;
using Godwit.Scenarios.Forests;
using Godwit.Server.Configuration;
using Xunit;

namespace Godwit.Scenarios.Webhooks;

/// <summary>Notices over HTTP, as docs/webhooks.md promises them: signed, and sent again until they are taken, across a restart.</summary>
public sealed class WebhookTests
{
    private const string Secret = "0123456789abcdef-secret";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_not_taken_comes_again_after_a_restart_and_everything_comes_once_it_is_taken()
    {
        var clock = new SetClock();
        await using var receiver = new Receiver { Answers = 500 };
        await using var forest = await TestForest.Start(new TestForestOptions
        {
            DemoUsers = 6,
            Time = clock,
            Webhooks = [new WebhookSettings(receiver.Url, Secret, Enum.GetValues<MoveEvent>().ToHashSet())],
        });
        var move = await forest.Admin.Move(new StartMove(TestForest.R2Pool) { Users = ["alice@godwit.test", "bob@godwit.test"], Terms = new MoveTermsView { StartAfter = clock.GetUtcNow().AddHours(8) } }, Cancel);
        var refused = Checked(await receiver.Next("started", Cancel), clock);
        Assert.Equal((500, move.Id), (refused.Answered, refused.Json.GetProperty("move").GetString()));
        await forest.Admin.Steer(move.Id, "suspend", Cancel);
        var suspended = Checked(await receiver.Next("suspended", Cancel), clock);

        await forest.Stop();
        receiver.Answers = 204;
        clock.Forward(TimeSpan.FromMinutes(10));
        await forest.Restart();

        // They come in any order: each is the same notice, with a signature of now.
        var (started, held) = (Taken(receiver, "started"), Taken(receiver, "suspended"));
        var again = Checked(await started, clock);
        Assert.Equal((refused.Id, refused.Body), (again.Id, again.Body));
        Assert.NotEqual(refused.Timestamp, again.Timestamp);
        Assert.Equal(suspended.Body, Checked(await held, clock).Body);

        await forest.Admin.Steer(move.Id, "resume", Cancel);
        Checked(await Taken(receiver, "resumed"), clock);
        await forest.Admin.Steer(move.Id, "cancel", Cancel);
        var (cancelled, finished) = (Taken(receiver, "cancelled"), Taken(receiver, "finished"));
        Checked(await cancelled, clock);
        var numbers = Checked(await finished, clock).Json.GetProperty("numbers");
        Assert.Equal((2, 0, 2), (numbers.GetProperty("total").GetInt32(), numbers.GetProperty("moved").GetInt32(), numbers.GetProperty("failed").GetInt32()));
    }

    private static Task<Receiver.Notice> Taken(Receiver receiver, string what) => receiver.Next(what, Cancel);

    /// <summary>As an administrator's receiver has to check it.</summary>
    private static Receiver.Notice Checked(Receiver.Notice notice, SetClock clock)
    {
        var right = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes($"{notice.Timestamp}.{notice.Body}")));
        Assert.Equal($"sha256={right}", notice.Signature);
        var sent = DateTimeOffset.FromUnixTimeSeconds(long.Parse(notice.Timestamp, CultureInfo.InvariantCulture));
        Assert.InRange(sent, clock.GetUtcNow().AddMinutes(-15), clock.GetUtcNow());
        return notice;
    }
}
