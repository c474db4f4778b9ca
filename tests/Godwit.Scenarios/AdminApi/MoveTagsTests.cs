using System.Net;
using System.Text.Json.Nodes;
using Godwit.Admin.Moves;
using Godwit.Scenarios.Forests;
using Xunit;
using static System.Net.Http.HttpMethod;

namespace Godwit.Scenarios.AdminApi;

/// <summary>Orders to a move that somebody else has given orders to meanwhile.</summary>
public sealed class MoveTagsTests
{
    private static readonly ChangeMove Slowly = new() { Rate = 5 };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("suspend")]
    [InlineData("cancel")]
    [InlineData("terms")]
    public async Task An_order_with_the_tag_that_was_read_is_followed_and_one_with_an_older_tag_is_not(string order)
    {
        await using var forest = await TestForest.Start(new TestForestOptions { DemoUsers = 6 });
        using var browser = new Browser(forest);
        var id = await Waiting(forest);
        var read = await Tag(browser, id);
        Assert.Equal(read, await Tag(browser, id));

        // Somebody else was faster.
        using var other = await Order(browser, id, "terms", new ChangeMove { Window = "22:00-06:00 UTC" }, read);
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        var now = await Tag(browser, id);
        Assert.NotEqual(read, now);
        Assert.Equal(now, other.Headers.ETag?.Tag);

        using var stale = await Order(browser, id, order, Body(order), read);
        Assert.Equal((HttpStatusCode.PreconditionFailed, "application/problem+json"), (stale.StatusCode, stale.Content.Headers.ContentType?.MediaType));
        Assert.Equal($"Move {id} does not stand any more as it did when it was read; read it again, then decide.", JsonNode.Parse(await stale.Content.ReadAsStringAsync(Cancel))!["detail"]!.GetValue<string>());
        Assert.Equal(now, await Tag(browser, id));

        using var followed = await Order(browser, id, order, Body(order), now);
        Assert.Equal(HttpStatusCode.OK, followed.StatusCode);
        Assert.NotEqual(now, await Tag(browser, id));
        Assert.Contains((await forest.Admin.Audit.Read(new() { Subject = id, Result = "refused" }, Cancel)).Entries, e => e.Act == (order == "terms" ? "move.set" : $"move.{order}"));
    }

    [Fact]
    public async Task A_suspended_move_goes_on_only_for_who_has_seen_it_suspended_and_is_again_what_it_was()
    {
        await using var forest = await TestForest.Start(new TestForestOptions { DemoUsers = 6 });
        using var browser = new Browser(forest);
        var id = await Waiting(forest);
        var before = await Tag(browser, id);
        using var suspended = await Order(browser, id, "suspend", null, before);

        using var stale = await Order(browser, id, "resume", null, before);
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
        using var resumed = await Order(browser, id, "resume", null, suspended.Headers.ETag!.Tag);
        Assert.Equal((HttpStatusCode.OK, before), (resumed.StatusCode, resumed.Headers.ETag?.Tag));

        // A tag that no move ever had, a weak one, and any.
        foreach (var tag in (string[])["\"nonsense\"", "W/" + before])
        {
            using var refused = await Order(browser, id, "suspend", null, tag);
            Assert.Equal(HttpStatusCode.PreconditionFailed, refused.StatusCode);
        }

        using var any = await Order(browser, id, "suspend", null, "*");
        Assert.Equal(HttpStatusCode.OK, any.StatusCode);
    }

    [Fact]
    public async Task A_move_that_is_over_is_tried_again_only_by_who_has_seen_its_end()
    {
        await using var forest = await TestForest.Start(new TestForestOptions { DemoUsers = 6 });
        using var browser = new Browser(forest);
        var id = await Waiting(forest);
        var before = await Tag(browser, id);
        using var cancelled = await Order(browser, id, "cancel", null, before);
        await foreach (var _ in forest.Admin.Watch(id, Cancel)) { }
        var over = await Tag(browser, id);

        using var stale = await Order(browser, id, "retry", new RetryMove(true), before);
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
        using var retried = await Order(browser, id, "retry", new RetryMove(true), over);
        Assert.Equal(HttpStatusCode.OK, retried.StatusCode);
    }

    private static ChangeMove? Body(string order) => order == "terms" ? Slowly : null;

    private static async Task<string> Waiting(TestForest forest) =>
        (await forest.Admin.Move(new StartMove(TestForest.R2Pool) { From = TestForest.Lcs01, Terms = new MoveTermsView { StartAfter = TimeProvider.System.GetUtcNow().AddHours(2) } }, Cancel)).Id;

    private static async Task<string> Tag(Browser browser, string id)
    {
        using var answer = await browser.Send(Get, $"/api/v1/moves/{id}");
        return Assert.IsType<string>(answer.Headers.ETag?.Tag);
    }

    private static Task<HttpResponseMessage> Order(Browser browser, string id, string order, object? body, string tag) => browser.Send(Post, $"/api/v1/moves/{id}/{order}", body, true, ("If-Match", tag));
}
