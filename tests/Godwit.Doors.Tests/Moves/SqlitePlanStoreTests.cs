using CsCheck;
using Godwit.Moves;
using Godwit.Moves.Forecasts;
using Godwit.Moves.Planning;
using Godwit.Moves.Plans;
using Godwit.Moves.Social;
using Godwit.Pool.Users;
using Godwit.Storage.Journal;

namespace Godwit.Doors.Tests.Moves;

/// <summary>Saved plans: written and read in parts, changed, kept over restarts.</summary>
public sealed class SqlitePlanStoreTests : IAsyncDisposable
{
    private const int BatchSize = 2;
    private static readonly DateTimeOffset Noon = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly Outlook Some = new(
        new SocialMeasure(3, 0.5, 1), new SocialMeasure(3, 0.25, 0.5),
        Forecast.Of("r2pool.godwit.test", [new ForecastLeg("lcs01.godwit.test", 3, 30, 3_000, 2, new Pace(3, TimeSpan.FromSeconds(1)))], 100, 1), new BestWindow(3, 1, 0.5), Noon, [1, null, 0.5]);

    private readonly TemporaryFolder _folder = new();
    private SqliteMoveStore _file;

    public SqlitePlanStoreTests() => _file = SqliteMoveStore.Open(_folder.File("moves.db"));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private IPlanStore Plans => _file.Plans;

    private static SipAddress User(int number) => SipAddress.Parse($"user{number}@godwit.test");

    private static PlanEntry Entry(int number, string? home = "lcs01.godwit.test", MoveOutcome outcome = MoveOutcome.Moved) => new(number, User(number), home, home, outcome, "", "");

    private static PlanHead Head(string id) => new(id, "spring", PlanState.Ready, "r2pool.godwit.test", true, "admin", Noon, Noon, null);

    private async Task Make(string id, IReadOnlyList<int> order, params PlanEntry[] entries)
    {
        await Plans.Begin(Head(id), Cancel);
        foreach (var some in entries.Chunk(3)) await Plans.Append(id, some, Cancel);
        await Plans.Finish(id, order, Some, BatchSize, Cancel);
    }

    private async Task<List<(SipAddress User, int Batch)>> Order(string id, PlanPart part = PlanPart.All)
    {
        var found = new List<(SipAddress, int)>();
        for (long? after = null; ;)
        {
            var page = await Plans.Read(id, new PlanPage(part, after, 2), Cancel);
            found.AddRange(page.Select(e => (e.Address, e.Batch)));
            if (page.Count < 2) return found;
            after = page[^1].Place;
        }
    }

    [Fact]
    public async Task A_plan_is_what_it_was_after_a_restart()
    {
        var told = Entry(1) with
        {
            Reason = "Careful.",
            Lost = ["1 contact"],
            CutOff = ["An old client."],
            Door = DoorPassage.Passes,
            SignedIn = true,
            Over = [new OverLimit("contacts", 3, 1, ["a@b", "c@d"], 0)],
        };
        await Make("p1", [1, 0, 2], Entry(0), told, Entry(2, null, MoveOutcome.Refused) with { Rule = "not-enabled", Reason = "No." });
        await _file.DisposeAsync();
        _file = SqliteMoveStore.Open(_folder.File("moves.db"));
        await Plans.DropUnfinished(Cancel);

        var plan = (await Plans.Find("p1", Cancel))!;
        Assert.Equal(Head("p1"), plan.Head);
        Assert.Equal(new PlanCounts(3, 2, 0, 1, 0, 1, 1, 1, 1), plan.Counts);
        Assert.Equal((Some.Social, Some.Arbitrary, Some.Window, Some.Begins), (plan.Outlook!.Social, plan.Outlook.Arbitrary, plan.Outlook.Window, plan.Outlook.Begins));
        Assert.Equal(Some.Week, plan.Outlook.Week);
        Assert.Equal(Some.Forecast.BackEnds, plan.Outlook.Forecast.BackEnds);
        Assert.Equal(Some.Forecast with { BackEnds = plan.Outlook.Forecast.BackEnds }, plan.Outlook.Forecast);

        var first = (await Plans.Read("p1", new PlanPage(PlanPart.All, null, 1), Cancel))[0];
        Assert.Equal(told with { Place = 0, Batch = 1, Lost = first.Lost, CutOff = first.CutOff, Over = first.Over }, first);
        Assert.Equal(("1 contact", "An old client.", "a@b"), (first.Lost[0], first.CutOff[0], first.Over[0].Items[0]));
        Assert.Equal([(User(1), 1), (User(0), 1), (User(2), 0)], await Order("p1"));
        Assert.Equal([(User(2), 0)], await Order("p1", PlanPart.Refused));
        Assert.Equal([(User(1), 1)], await Order("p1", PlanPart.Warned));
        Assert.Equal(["p1"], (await Plans.List(Cancel)).Select(p => p.Head.Id));
    }

    [Fact]
    public async Task Users_are_left_out_taken_in_again_and_put_first_and_batches_follow()
    {
        await Make("p1", [0, 1, 2, 3, 4], [.. Enumerable.Range(0, 5).Select(i => Entry(i))]);
        await Plans.Exclude("p1", [User(0)], true, BatchSize, Noon.AddDays(1), Cancel);
        Assert.Equal([(User(1), 1), (User(2), 1), (User(3), 2), (User(4), 2)], await Order("p1", PlanPart.Included));
        await Plans.PutFirst("p1", [User(4), User(2)], BatchSize, Noon.AddDays(1), Cancel);
        Assert.Equal([(User(4), 1), (User(2), 1), (User(1), 2), (User(3), 2)], await Order("p1", PlanPart.Included));
        Assert.Equal((5, 4, 1, 2), ((await Plans.Find("p1", Cancel))!.Counts is var c ? (c.Users, c.Moved, c.Excluded, c.Batches) : default));
        await Plans.Exclude("p1", [User(0)], false, BatchSize, Noon.AddDays(2), Cancel);
        Assert.Equal([(User(4), 1), (User(2), 1), (User(0), 2), (User(1), 2), (User(3), 3)], await Order("p1"));
        Assert.Equal(Noon.AddDays(2), (await Plans.Find("p1", Cancel))!.Head.ChangedAt);
        Assert.Equal([User(9)], await Plans.Missing("p1", [User(9), User(1)], Cancel));
    }

    [Fact]
    public async Task A_plan_is_renamed_run_and_deleted()
    {
        await Make("p1", [0], Entry(0));
        await Plans.Rename("p1", "autumn", Noon, Cancel);
        await Plans.Ran("p1", "m7", Noon, Cancel);
        Assert.Equal(("autumn", PlanState.Run, "m7"), ((await Plans.Find("p1", Cancel))!.Head is var h ? (h.Name, h.State, h.MoveId) : default));
        await Plans.Delete("p1", Cancel);
        Assert.Null(await Plans.Find("p1", Cancel));
        Assert.Empty(await Plans.Read("p1", new PlanPage(PlanPart.All, null, 10), Cancel));
    }

    [Fact]
    public async Task What_a_process_did_not_finish_making_is_nobodys_and_goes()
    {
        await Plans.Begin(Head("p1"), Cancel);
        await Plans.Append("p1", [Entry(0)], Cancel);
        Assert.Null(await Plans.Find("p1", Cancel));
        Assert.Empty(await Plans.List(Cancel));
        await Plans.DropUnfinished(Cancel);
        await Make("p1", [0], Entry(0));
        Assert.Equal([(User(0), 1)], await Order("p1"));
    }

    [Fact]
    public async Task Batches_are_those_of_the_pure_rule()
    {
        var id = 0;
        await Gen.Int[-1, 2].Array[1, 12].Select(Gen.Int[0, 1_000]).SampleAsync(async (homes, seed) =>
        {
            var order = Enumerable.Range(0, homes.Length).ToArray();
            new Random(seed).Shuffle(order);
            var plan = $"p{Interlocked.Increment(ref id)}";
            await Make(plan, order, [.. homes.Select((home, i) => Entry(i, $"pool{home}", home < 0 ? MoveOutcome.Refused : MoveOutcome.Moved))]);
            var numbers = BatchNumbers.Of(order, homes, BatchSize);
            Assert.Equal(order.Select(u => (User(u), Math.Max(0, numbers[u]))), await Order(plan));
        }, iter: 30, threads: 1);
    }

    public async ValueTask DisposeAsync()
    {
        await _file.DisposeAsync();
        _folder.Dispose();
    }
}
