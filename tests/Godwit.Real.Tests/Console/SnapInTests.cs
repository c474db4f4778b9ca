using Godwit.Real.Tests.Servers;
using Microsoft.Playwright;

namespace Godwit.Real.Tests.Console;

/// <summary>The first of the two ways, step by step: the server snap-in's tree, Earlier server versions, the pool, Users.</summary>
[Collection(ConsoleFixture.Name)]
public sealed class SnapInTests(ConsoleFixture fixture)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_users_of_the_node_are_moved_from_its_menu()
    {
        await using var console = await fixture.Open();
        var before = (await fixture.Server.Admin.Users(Cancel)).Where(u => u.Home == DemoPool.Ocs.Fqdn).Select(u => u.Address).ToList();
        await console.Expand("Earlier server versions");
        await console.Expand(DemoPool.Ocs.Fqdn);
        var users = console.Node(DemoPool.Ocs.Fqdn, "Users");
        await users.ClickAsync();
        await console.RightClick(users, "Move Users");

        var wizard = new MoveWizard(console);
        await wizard.IsAt("Welcome");
        await Assertions.Expect(wizard.Window).ToContainTextAsync($"all users of {DemoPool.Ocs.Fqdn}");
        await wizard.Next("Where to");
        // Where they are is no destination.
        await Assertions.Expect(wizard.Window.GetByRole(AriaRole.Radio)).ToHaveCountAsync(2);
        await Assertions.Expect(wizard.Window).ToContainTextAsync("OCS 2007 R2");
        await Assertions.Expect(wizard.Button("Next")).ToBeDisabledAsync();
        await wizard.To(DemoPool.R2.Fqdn);
        await wizard.Next("What will happen");
        await Assertions.Expect(wizard.Window.Locator(".tile.moved")).ToContainTextAsync($"{before.Count}");
        await wizard.Next("When and how fast");
        var id = await wizard.Begin();
        await wizard.Finish();

        var report = await fixture.Server.Admin.MoveReport(id, Cancel);
        Assert.Equal((before.Count, 0, 0, "finished"), (report.Moved, report.Refused, report.Failed, report.State));
        var homes = (await fixture.Server.Admin.Users(Cancel)).ToDictionary(u => u.Address, u => u.Home);
        Assert.All(before, u => Assert.Equal(DemoPool.R2.Fqdn, homes[u]));
        var shown = (await fixture.Server.Shell($"move show {id} --json")).Ended(0).Json;
        Assert.Equal(before.Count, shown.GetProperty("moved").GetInt32());
    }

    [Fact]
    public async Task Selected_users_are_moved_from_the_menu_of_the_selection()
    {
        var chosen = new[] { await NewUser(DemoPool.Lcs), await NewUser(DemoPool.Lcs), await NewUser(DemoPool.Lcs) };
        var stays = await NewUser(DemoPool.Lcs);
        await using var console = await fixture.Open();
        await console.Expand("Earlier server versions");
        await console.Expand(DemoPool.Lcs.Fqdn);
        await console.Node(DemoPool.Lcs.Fqdn, "Users").ClickAsync();
        // The forest's page has a search field, too.
        await Assertions.Expect(console.Page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = "Users", Exact = true })).ToBeVisibleAsync();
        await console.Find("visitor");
        await console.Row(chosen[0]).ClickAsync();
        foreach (var user in chosen[1..]) await console.Row(user).ClickAsync(new LocatorClickOptions { Modifiers = [KeyboardModifier.Control] });
        await console.RightClick(console.Row(chosen[1]), "Move Users");

        var wizard = new MoveWizard(console);
        await Assertions.Expect(wizard.Window).ToContainTextAsync("moves 3 users");
        var id = await wizard.MoveTo(DemoPool.R2.Fqdn);
        await wizard.Finish();

        var report = await fixture.Server.Admin.MoveReport(id, Cancel);
        Assert.Equal(chosen.Order(StringComparer.Ordinal), report.Users.Select(u => u.Address).Order(StringComparer.Ordinal));
        foreach (var user in chosen) Assert.Equal(DemoPool.R2.Fqdn, (await fixture.Server.Admin.User(user, Cancel)).Home);
        Assert.Equal(DemoPool.Lcs.Fqdn, (await fixture.Server.Admin.User(stays, Cancel)).Home);
        // The details pane knows that they have gone.
        await Assertions.Expect(console.Row(chosen[0])).ToHaveCountAsync(0);
    }

    private Task<string> NewUser(DemoPool? pool) => Forest.NewUser(fixture.Server, pool);
}
