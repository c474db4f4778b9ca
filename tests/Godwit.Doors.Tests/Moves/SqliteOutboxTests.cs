using Godwit.Moves;
using Godwit.Moves.Notices;
using Godwit.Storage.Journal;
using Xunit;

namespace Godwit.Doors.Tests.Moves;

public sealed class SqliteOutboxTests : IDisposable
{
    private static readonly DateTimeOffset At = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly MoveHead Move = new("m1", "b.example.org", false, "admin", At, null);
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("godwit-outbox").FullName;

    [Fact]
    public async Task Notices_wait_for_those_who_want_them_across_a_restart_until_dropped()
    {
        var cancel = TestContext.Current.CancellationToken;
        var began = TimeProvider.System.GetUtcNow();
        await using (var store = Open())
        {
            await store.Add(Move, [], [], cancel);
            await store.Put(Move with { Hold = MoveHold.Suspended }, cancel);
            await store.Put(Move with { Hold = MoveHold.Suspended }, cancel);
        }

        await using var again = Open();
        var due = await again.Outbox.Due(DateTimeOffset.MaxValue, 10, cancel);
        Assert.Equal(["https://all/", "https://all/", "https://held/"], due.Select(e => e.Receiver).Order());
        Assert.All(due, e => Assert.InRange(e.WrittenAt, began, TimeProvider.System.GetUtcNow()));
        Assert.Single(due, e => e.Body.Contains("\"event\":\"started\"", StringComparison.Ordinal));

        await again.Outbox.Drop(due[0].Number, cancel);
        await again.Outbox.Later(due[1].Number, 3, DateTimeOffset.MaxValue, cancel);
        var left = await again.Outbox.Due(At.AddYears(100), 10, cancel);
        Assert.Equal(due[2], Assert.Single(left));
        Assert.Equal(3, (await again.Outbox.Due(DateTimeOffset.MaxValue, 10, cancel)).Max(e => e.Tries));
    }

    public void Dispose() => System.IO.Directory.Delete(_folder, true);

    private SqliteMoveStore Open() => SqliteMoveStore.Open(
        Path.Combine(_folder, "moves.db"),
        [new("https://all/", Enum.GetValues<MoveEvent>().ToHashSet()), new("https://held/", new HashSet<MoveEvent> { MoveEvent.Suspended })],
        TimeProvider.System);
}
