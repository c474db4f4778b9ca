using Godwit.Real.Tests.Servers;
using Microsoft.Playwright;

namespace Godwit.Real.Tests.Console;

/// <summary>Columns are chosen, ordered and drawn as in a console; the browser remembers it.</summary>
[Collection(ConsoleFixture.Name)]
public sealed class ColumnsTests(ConsoleFixture fixture)
{
    private static readonly string Users = $"/pool/{DemoPool.R2.Fqdn}/users";

    [Fact]
    public async Task Columns_are_chosen_and_ordered_and_the_next_page_has_them()
    {
        await using var console = await fixture.Open(Users);
        await Titles(console, "Name", "Sign-in name", "State", "Presence", "Federation", "Archiving");
        await Title(console, "State").ClickAsync(new LocatorClickOptions { Button = MouseButton.Right });
        var dialog = console.Page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(dialog.GetByRole(AriaRole.Heading, new LocatorGetByRoleOptions { Name = "Choose columns" })).ToBeFocusedAsync();
        await console.IsAccessible("the dialog that chooses columns");
        await console.Fits("the dialog that chooses columns");
        await dialog.GetByLabel("Presence", new LocatorGetByLabelOptions { Exact = true }).UncheckAsync();
        await dialog.GetByLabel("E-mail", new LocatorGetByLabelOptions { Exact = true }).CheckAsync();
        await dialog.GetByLabel("Sign-in name further to the left").ClickAsync();
        await dialog.GetByLabel("Width of State in pixels").FillAsync("210");
        await dialog.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "OK" }).ClickAsync();
        string[] chosen = ["Sign-in name", "Name", "State", "Federation", "Archiving", "E-mail"];
        await Titles(console, chosen);
        Assert.Equal(210, await Width(console, "State"), 1.0);

        await console.Go($"/pool/{DemoPool.Ocs.Fqdn}/users");
        await Titles(console, chosen);

        await console.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Choose the columns of Users" }).ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "As it was" }).ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "OK" }).ClickAsync();
        await Titles(console, "Name", "Sign-in name", "State", "Presence", "Federation", "Archiving");
    }

    [Fact]
    public async Task The_edge_of_a_title_is_drawn_and_a_double_click_fits_it()
    {
        await using var console = await fixture.Open(Users);
        await console.Page.Locator(".grid[data-keys]").WaitForAsync();
        var before = await Width(console, "Sign-in name");
        await Drag(console, Grip(console, "Sign-in name"), 60);
        await Wide(console, "Sign-in name", before + 60);
        await console.Reload();
        await Wide(console, "Sign-in name", before + 60);

        await Grip(console, "Sign-in name").DblClickAsync();
        var fits = await console.Page.EvaluateAsync<double>("() => Math.max(...[...document.querySelectorAll('.grid-body .grid-row')].map(r => r.children[1]).filter(c => c).map(c => { const range = document.createRange(); range.selectNodeContents(c); return range.getBoundingClientRect().width; }))");
        // The text, the cell's own room on both sides, and a little more.
        await Wide(console, "Sign-in name", fits + 24, within: 3);
        // Drawing is not sorting.
        await Assertions.Expect(Title(console, "Sign-in name")).ToHaveAttributeAsync("aria-sort", "none");
    }

    [Fact]
    public async Task The_edge_of_the_tree_is_drawn_or_moved_by_keys()
    {
        await using var console = await fixture.Open();
        var edge = console.Page.GetByRole(AriaRole.Separator, new PageGetByRoleOptions { Name = "Width of the console tree" });
        await Assertions.Expect(edge).ToHaveAttributeAsync("aria-valuenow", "320");
        await Drag(console, edge, 80);
        await Assertions.Expect(edge).ToHaveAttributeAsync("aria-valuenow", new System.Text.RegularExpressions.Regex("^(39|40)[0-9]$"));
        await console.Reload();
        await Assertions.Expect(edge).ToHaveAttributeAsync("aria-valuenow", new System.Text.RegularExpressions.Regex("^(39|40)[0-9]$"));
        await edge.PressAsync("Home");
        await Assertions.Expect(edge).ToHaveAttributeAsync("aria-valuenow", "180");
        await edge.PressAsync("ArrowRight");
        await Assertions.Expect(edge).ToHaveAttributeAsync("aria-valuenow", "196");
        Assert.Equal(196, (await console.Page.GetByRole(AriaRole.Navigation).BoundingBoxAsync())!.Width, 1.0);
        await console.Fits("a narrow tree");
    }

    private static ILocator Title(ConsolePage console, string title) => console.Page.GetByRole(AriaRole.Columnheader, new PageGetByRoleOptions { Name = title, Exact = true });

    private static ILocator Grip(ConsolePage console, string title) => Title(console, title).Locator(".grid-grip");

    private static Task Titles(ConsolePage console, params string[] titles) => Assertions.Expect(console.Page.GetByRole(AriaRole.Columnheader)).ToHaveTextAsync(titles);

    private static async Task<double> Width(ConsolePage console, string title) => (await Title(console, title).BoundingBoxAsync())!.Width;

    private static async Task Wide(ConsolePage console, string title, double width, double within = 1.5)
    {
        for (var patience = 300; Math.Abs(await Width(console, title) - width) > within && patience > 0; patience--) await console.Page.WaitForTimeoutAsync(20);
        Assert.Equal(width, await Width(console, title), within);
    }

    private static async Task Drag(ConsolePage console, ILocator what, float by)
    {
        var box = (await what.BoundingBoxAsync())!;
        var (x, y) = (box.X + (box.Width / 2), box.Y + 12);
        await console.Page.Mouse.MoveAsync(x, y);
        await console.Page.Mouse.DownAsync();
        await console.Page.Mouse.MoveAsync(x + by, y, new MouseMoveOptions { Steps = 5 });
        await console.Page.Mouse.UpAsync();
    }
}
