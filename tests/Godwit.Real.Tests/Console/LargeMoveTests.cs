using System.Globalization;
using Godwit.Real.Tests.Servers;
using Microsoft.Playwright;

namespace Godwit.Real.Tests.Console;

/// <summary>5,000 users, watched from the wizard to the end; the page is loaded again in the middle.</summary>
[Collection(ConsoleFixture.Name)]
public sealed class LargeMoveTests(ConsoleFixture fixture)
{
    private const int Everybody = 15_000;
    private const int Users = Everybody / 3;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_move_of_5000_users_is_watched_to_the_end_and_the_page_reloaded_in_the_middle()
    {
        await using var server = await GodwitProcess.Start(Everybody);
        await using var console = await fixture.Open(server: server);
        await console.Expand("Earlier server versions");
        await console.Expand(DemoPool.Lcs.Fqdn);
        await console.RightClick(console.Node(DemoPool.Lcs.Fqdn, "Users"), "Move Users");
        var wizard = new MoveWizard(console);
        await wizard.ToDestination();
        await wizard.To(DemoPool.R2.Fqdn);
        await wizard.Next("What will happen");
        await Assertions.Expect(wizard.Window.Locator(".tile.moved")).ToContainTextAsync("5,000");
        await wizard.Button("Next page").ClickAsync();
        await Assertions.Expect(wizard.Button("Previous page")).ToBeEnabledAsync();
        await wizard.Next("When and how fast");
        // As fast as it goes it would be over before anybody looked.
        await wizard.Window.GetByLabel("Users a minute, at most").FillAsync("60000");
        var id = await wizard.Begin();

        await Done(wizard.Window, atLeast: 100);
        await Assertions.Expect(wizard.Window.GetByRole(AriaRole.Progressbar)).ToBeVisibleAsync();
        await Assertions.Expect(wizard.Window.GetByRole(AriaRole.Img)).ToBeVisibleAsync();
        await wizard.Button("Suspend").ClickAsync();
        await Assertions.Expect(wizard.Button("Resume")).ToBeVisibleAsync();
        await console.Go($"/moves/{id}");
        await console.Reload();
        var page = console.Page;
        await Assertions.Expect(page.GetByText("Suspended: what was under way has ended")).ToBeVisibleAsync();
        var middle = await Done(page.Locator("body"), atLeast: 100);
        Assert.InRange(middle, 100, Users - 1);
        // Nobody is moved now: what the chart shows was before this page was loaded.
        await Assertions.Expect(page.GetByRole(AriaRole.Img, new PageGetByRoleOptions { NameRegex = new("^Users a second; at most [1-9]") })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Row).Filter(new LocatorFilterOptions { HasText = "@godwit.test" }).First).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Resume" }).ClickAsync();
        await Done(page.Locator("body"), atLeast: middle + 100);
        await console.Reload();
        await Assertions.Expect(page.GetByText("Finished, after")).ToBeVisibleAsync(new LocatorAssertionsToBeVisibleOptions { Timeout = 120_000 });
        Assert.Equal(Users, await Done(page.Locator("body"), Users));

        var progress = (await server.Admin.Moves(Cancel)).Single(m => m.Id == id);
        Assert.Equal((Users, Users, 0, 0), (progress.Total, progress.Moved, progress.Refused, progress.Failed));
        var pools = (await server.Shell("pool list --json")).Ended(0).Json.EnumerateArray().ToDictionary(p => p.GetProperty("fqdn").GetString()!, p => p.GetProperty("users").GetInt32());
        Assert.Equal((0, 2 * Users), (pools[DemoPool.Lcs.Fqdn], pools[DemoPool.R2.Fqdn]));
    }

    /// <summary>Waits until so many are done; returns how many the page says.</summary>
    private static async Task<int> Done(ILocator within, int atLeast)
    {
        var tiles = within.Locator("[data-done]");
        await tiles.WaitForAsync();
        await within.Page.WaitForFunctionAsync("least => Number(document.querySelector('[data-done]')?.dataset.done) >= least", atLeast, new PageWaitForFunctionOptions { Timeout = 120_000 });
        return int.Parse(await tiles.GetAttributeAsync("data-done") ?? "", CultureInfo.InvariantCulture);
    }
}
