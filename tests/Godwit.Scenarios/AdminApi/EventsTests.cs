using System.Net;
using Godwit.Admin.Moves;
using Godwit.Scenarios.Forests;
using Xunit;

namespace Godwit.Scenarios.AdminApi;

/// <summary>All moves in one stream; changes of plans that somebody else has changed.</summary>
public sealed class EventsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_stream_tells_of_every_move_that_begins_after_it_until_it_is_over()
    {
        await using var forest = await TestForest.Start(new TestForestOptions { DemoUsers = 12 });
        var before = await forest.Admin.Move(new StartMove(TestForest.R2Pool) { Users = ["carol@godwit.test"] }, Cancel);
        await foreach (var _ in forest.Admin.Watch(before.Id, Cancel)) { }

        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        await using var events = forest.Admin.WatchAll(enough.Token).GetAsyncEnumerator(enough.Token);
        var next = events.MoveNextAsync();
        var started = await forest.Admin.Move(new StartMove(TestForest.R2Pool) { From = TestForest.Lcs01 }, Cancel);
        MoveProgressView last;
        do
        {
            Assert.True(await next);
            last = events.Current;
            Assert.NotEqual(before.Id, last.Id);
            if (!last.IsOver) next = events.MoveNextAsync();
        }
        while (!last.IsOver);

        Assert.Equal((started.Id, 4), (last.Id, last.Moved));
        await enough.CancelAsync();
    }

    [Fact]
    public async Task A_plan_that_somebody_else_has_changed_is_not_changed_by_who_has_not_seen_it()
    {
        await using var forest = await TestForest.Start(new TestForestOptions { DemoUsers = 6 });
        var plan = await forest.Admin.MakePlan(new MakePlan(new StartMove(TestForest.R2Pool) { From = TestForest.Lcs01 }), Cancel);
        using var browser = new Browser(forest);
        var path = $"/api/v1/plans/{plan.Id}";
        string seen;
        using (var shown = await browser.Send(HttpMethod.Get, path)) seen = shown.Headers.ETag!.Tag;

        Assert.Equal(HttpStatusCode.OK, await browser.Status(HttpMethod.Post, path + "/name", new RenamePlan("first"), true, ("If-Match", seen)));
        Assert.Equal(HttpStatusCode.PreconditionFailed, await browser.Status(HttpMethod.Post, path + "/name", new RenamePlan("second"), true, ("If-Match", seen)));
        Assert.Equal(HttpStatusCode.PreconditionFailed, await browser.Status(HttpMethod.Delete, path, null, true, ("If-Match", seen)));
        Assert.Equal("first", (await forest.Admin.Plan(plan.Id, new PlanQuery(), Cancel)).Name);

        // Of many who have seen the same, and come at the same time, one changes it.
        using (var shown = await browser.Send(HttpMethod.Get, path)) seen = shown.Headers.ETag!.Tag;
        var crowd = await Task.WhenAll(Enumerable.Range(0, 30).Select(i => browser.Status(HttpMethod.Post, path + "/name", new RenamePlan($"name {i}"), true, ("If-Match", seen))));
        Assert.Equal((1, 29), (crowd.Count(s => s == HttpStatusCode.OK), crowd.Count(s => s == HttpStatusCode.PreconditionFailed)));
        Assert.Equal(HttpStatusCode.OK, await browser.Status(HttpMethod.Delete, path, null, true, ("If-Match", "*")));
    }
}
