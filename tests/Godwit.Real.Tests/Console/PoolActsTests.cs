using System.Text.RegularExpressions;
using Godwit.Admin.Moves;
using Godwit.Real.Tests.Servers;
using Microsoft.Playwright;

namespace Godwit.Real.Tests.Console;

/// <summary>Pools are stopped, started and retired with the mouse. A demo of its own: the others need their pools.</summary>
[Collection(ConsoleFixture.Name)]
public sealed class PoolActsTests(ConsoleFixture fixture)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_pool_is_stopped_a_move_undone_by_force_meanwhile_and_the_pool_started_and_retired()
    {
        await using var server = await GodwitProcess.Start(users: 20);
        var user = await Forest.NewUser(server, DemoPool.Lcs);
        var move = await server.Admin.Move(new StartMove(DemoPool.Ocs.Fqdn) { Users = [user] }, Cancel);
        await foreach (var _ in server.Admin.Watch(move.Id, Cancel)) { }

        await using var console = await fixture.Open(server: server);
        var page = console.Page;
        await console.Expand("Earlier server versions");
        await console.RightClick(console.Node(DemoPool.Lcs.Fqdn), "Stop");
        await Confirm(console, "Stop");
        await Assertions.Expect(page.GetByText($"{DemoPool.Lcs.Fqdn} is stopped.")).ToBeVisibleAsync();
        Assert.Equal("stopped", await State(server, DemoPool.Lcs));

        await console.Go($"/moves/{move.Id}");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Undo", Exact = true }).ClickAsync();
        var question = page.GetByRole(AriaRole.Group, new PageGetByRoleOptions { Name = "Undo the move" });
        await Assertions.Expect(question).ToContainTextAsync("One user goes back by force only.");
        await Assertions.Expect(question).ToContainTextAsync($"{DemoPool.Lcs.Fqdn} is not available");
        await Assertions.Expect(question.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Undo the move" })).ToHaveCountAsync(0);
        await question.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Undo by force" }).ClickAsync();
        await Assertions.Expect(page).Not.ToHaveURLAsync(new Regex($"/moves/{move.Id}$"));
        // The page of the move that was undone said that it has finished, too.
        var undo = new Uri(page.Url).Segments[^1];
        await Assertions.Expect(page.Locator(".where")).ToContainTextAsync($"Move {undo}");
        await foreach (var _ in server.Admin.Watch(undo, Cancel)) { }
        await Assertions.Expect(page.GetByText("Finished, after")).ToBeVisibleAsync();
        Assert.Equal(DemoPool.Lcs.Fqdn, await Home(server, user));

        await console.Go($"/pool/{DemoPool.Lcs.Fqdn}");
        await console.RightClick(console.Node(DemoPool.Lcs.Fqdn), "Start");
        await Assertions.Expect(page.GetByText($"{DemoPool.Lcs.Fqdn} is running.")).ToBeVisibleAsync();
        Assert.Equal("running", await State(server, DemoPool.Lcs));

        await console.RightClick(console.Node(DemoPool.Lcs.Fqdn), "Retire");
        await Confirm(console, "Retire");
        await Confirm(console, "Retire by force");
        await Assertions.Expect(page.GetByText($"{DemoPool.Lcs.Fqdn} is retired.")).ToBeVisibleAsync();
        await Assertions.Expect(console.Node(DemoPool.Lcs.Fqdn)).ToHaveCountAsync(0);
        Assert.DoesNotContain(await server.Admin.Pools(Cancel), p => p.Fqdn == DemoPool.Lcs.Fqdn);
        Assert.Equal("", await Home(server, user));
    }

    private static async Task Confirm(ConsolePage console, string button) =>
        await console.Page.Locator("fluent-button").GetByText(button, new LocatorGetByTextOptions { Exact = true }).ClickAsync();

    private static async Task<string> State(GodwitProcess server, DemoPool pool) => (await server.Admin.Pools(Cancel)).Single(p => p.Fqdn == pool.Fqdn).State;

    private static async Task<string> Home(GodwitProcess server, string user) => (await server.Admin.Users(Cancel)).Single(u => u.Address == user).Home;
}
