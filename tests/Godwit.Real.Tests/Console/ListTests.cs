using System.Globalization;
using System.Text.RegularExpressions;
using Godwit.Real.Tests.Servers;
using Microsoft.Playwright;

namespace Godwit.Real.Tests.Console;

/// <summary>The details pane: keys, selection, find, order.</summary>
[Collection(ConsoleFixture.Name)]
public sealed class ListTests(ConsoleFixture fixture)
{
    private const string Container = "OU=Engineering,DC=godwit,DC=test";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Keys_select_as_in_every_list()
    {
        var accounts = (await fixture.Server.Admin.Users(Cancel)).Count(u => u.Dn.EndsWith("," + Container, StringComparison.OrdinalIgnoreCase));
        Assert.True(accounts > 5);
        await using var console = await fixture.Open("/directory?container=" + Uri.EscapeDataString(Container));
        await console.Page.Locator(".grid[data-keys]").FocusAsync();
        await Says(console, $"{accounts} accounts");
        await Press(console, "ArrowDown", $"{accounts} accounts, 1 selected");
        await Press(console, "Shift+ArrowDown", $"{accounts} accounts, 2 selected");
        await Press(console, "Shift+End", $"{accounts} accounts, {accounts} selected");
        await Press(console, "Home", $"{accounts} accounts, 1 selected");
        await Press(console, "Control+a", $"{accounts} accounts, {accounts} selected");
        await console.Page.Keyboard.PressAsync("Control+ArrowDown");
        await Press(console, "Space", $"{accounts} accounts, {accounts - 1} selected");
        await Press(console, "Escape", $"{accounts} accounts");
    }

    [Fact]
    public async Task Mouse_and_modifiers_select_as_in_every_list()
    {
        await using var console = await fixture.Open("/directory?container=" + Uri.EscapeDataString(Container));
        await At(console, 0).ClickAsync();
        await At(console, 3).ClickAsync(new LocatorClickOptions { Modifiers = [KeyboardModifier.Shift] });
        await Assertions.Expect(console.Page.Locator(".status")).ToContainTextAsync("4 selected");
        await At(console, 1).ClickAsync(new LocatorClickOptions { Modifiers = [KeyboardModifier.Control] });
        await Assertions.Expect(console.Page.Locator(".status")).ToContainTextAsync("3 selected");
        await Assertions.Expect(At(console, 1)).ToHaveAttributeAsync("aria-selected", "false");
        // A right click inside the selection leaves it as it is; outside of it, it selects.
        await At(console, 2).ClickAsync(new LocatorClickOptions { Button = MouseButton.Right });
        await Assertions.Expect(console.Page.Locator(".status")).ToContainTextAsync("3 selected");
        await Assertions.Expect(console.Page.GetByRole(AriaRole.Menuitem).First).ToBeFocusedAsync();
        await console.Page.Keyboard.PressAsync("Escape");
        await At(console, 4).ClickAsync(new LocatorClickOptions { Button = MouseButton.Right });
        await Assertions.Expect(console.Page.Locator(".status")).ToContainTextAsync("1 selected");
    }

    [Fact]
    public async Task Wildcards_find_and_the_address_keeps_what_was_looked_for()
    {
        var named = (await fixture.Server.Admin.Users(Cancel)).Where(u => u.Home == DemoPool.R2.Fqdn && u.Address.StartsWith('a')).Select(u => u.Address).ToList();
        await using var console = await fixture.Open($"/pool/{DemoPool.R2.Fqdn}/users");
        await console.Find("sip:a*");
        await Says(console, named.Count == 1 ? "1 user found" : $"{named.Count} users found");
        foreach (var user in named) await Assertions.Expect(console.Row(user)).ToBeVisibleAsync();
        await console.Reload();
        await Says(console, named.Count == 1 ? "1 user found" : $"{named.Count} users found");
        await console.Find("nobody*is*called*this");
        await Assertions.Expect(console.Page.GetByText("Nobody like that is here.")).ToBeVisibleAsync();
        await console.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Show all" }).ClickAsync();
        await Assertions.Expect(console.Page.Locator(".status")).Not.ToContainTextAsync("found");
    }

    [Fact]
    public async Task A_setting_finds_those_who_have_it()
    {
        var user = await Forest.NewUser(fixture.Server, DemoPool.R2);
        await fixture.Server.Admin.SetEnabled(user, false, Cancel);
        await using var console = await fixture.Open($"/pool/{DemoPool.R2.Fqdn}/users");
        await console.Page.GetByLabel("Setting").SelectOptionAsync("Disabled");
        await Assertions.Expect(console.Row(user)).ToContainTextAsync("Disabled");
        await Says(console, "1 user found");
        await fixture.Server.Admin.SetEnabled(user, true, Cancel);
        await console.Page.Locator(".grid[data-keys]").FocusAsync();
        await console.Page.Keyboard.PressAsync("F5");
        await Says(console, "0 users found");
    }

    [Fact]
    public async Task A_title_sorts_and_turns_the_order_round()
    {
        await using var console = await fixture.Open($"/pool/{DemoPool.R2.Fqdn}/users");
        var first = (await fixture.Server.Admin.Users(new Godwit.Admin.Users.UserQuery { Pool = DemoPool.R2.Fqdn, Limit = 1 }, Cancel)).Users[0].Address;
        var last = (await fixture.Server.Admin.Users(new Godwit.Admin.Users.UserQuery { Pool = DemoPool.R2.Fqdn, Limit = 1, Sort = "-address" }, Cancel)).Users[0].Address;
        await Assertions.Expect(At(console, 0)).ToContainTextAsync(first);
        var title = console.Page.GetByRole(AriaRole.Columnheader, new PageGetByRoleOptions { Name = "Sign-in name" });
        await title.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(title).ToHaveAttributeAsync("aria-sort", "ascending");
        await title.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(title).ToHaveAttributeAsync("aria-sort", "descending");
        await Assertions.Expect(At(console, 0)).ToContainTextAsync(last);
    }

    [Fact]
    public async Task Users_of_the_whole_forest_are_found_from_its_node()
    {
        var (here, nowhere) = (await Forest.NewUser(fixture.Server, DemoPool.Lcs), await Forest.NewUser(fixture.Server, null));
        await using var console = await fixture.Open();
        await console.Page.GetByRole(AriaRole.Searchbox, new PageGetByRoleOptions { Name = "Find" }).FillAsync("sip:visitor*");
        await Assertions.Expect(console.Page).ToHaveURLAsync(new Regex(@"/users\?find=sip%3Avisitor(\*|%2A)$"));
        // The address is there before the page is.
        await Assertions.Expect(console.Page.GetByRole(AriaRole.Searchbox, new PageGetByRoleOptions { Name = "Client" })).ToBeVisibleAsync();
        await console.Find(here);
        await Assertions.Expect(console.Row(here)).ToContainTextAsync(DemoPool.Lcs.Fqdn);
        await console.Find(nowhere);
        await Assertions.Expect(console.Row(nowhere)).ToContainTextAsync("Unassigned");
        await Assertions.Expect(console.Page.Locator("[role=treeitem][aria-selected=true]")).ToContainTextAsync("Forest – ");

        await console.Go("/");
        await console.RightClick(console.Page.Locator("[role=treeitem]").First, "Find users");
        await Assertions.Expect(console.Page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Level = 1 })).ToHaveTextAsync("Users of the forest");
    }

    [Fact]
    public async Task Accounts_of_a_container_are_sorted_by_a_title()
    {
        await using var console = await fixture.Open("/directory?container=" + Uri.EscapeDataString(Container));
        var title = console.Page.GetByRole(AriaRole.Columnheader, new PageGetByRoleOptions { Name = "Logon name" });
        await title.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(title).ToHaveAttributeAsync("aria-sort", "ascending");
        await title.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(title).ToHaveAttributeAsync("aria-sort", "descending");
        var last = (await fixture.Server.Admin.Forest.Accounts(new Godwit.Admin.Forest.AccountQuery(Container) { Sort = "-login", Limit = 1 }, Cancel)).Accounts[0];
        await Assertions.Expect(At(console, 0)).ToContainTextAsync(last.Login);
    }

    private static ILocator At(ConsolePage console, int index) => console.Page.Locator($".grid-body [aria-rowindex='{(index + 2).ToString(CultureInfo.InvariantCulture)}']");

    private static async Task Press(ConsolePage console, string key, string says)
    {
        await console.Page.Keyboard.PressAsync(key);
        await Says(console, says);
    }

    private static Task Says(ConsolePage console, string text) => Assertions.Expect(console.Page.Locator(".status")).ToHaveTextAsync(text);
}
