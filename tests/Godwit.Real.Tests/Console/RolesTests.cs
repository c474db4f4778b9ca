using Godwit.Admin.Access;
using Godwit.Real.Tests.Servers;
using Microsoft.Playwright;

namespace Godwit.Real.Tests.Console;

/// <summary>What a role may not do is not offered, and refused to whoever asks all the same.</summary>
[Collection(ConsoleFixture.Name)]
public sealed class RolesTests(ConsoleFixture fixture)
{
    private const string Password = "Twelve-bar-tailed-godwits";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_reader_sees_everything_and_changes_nothing()
    {
        var user = await Forest.NewUser(fixture.Server, DemoPool.Lcs);
        var id = (await fixture.Server.Shell($"move --user {user} --to {DemoPool.R2.Fqdn} --json")).Ended(0).Json.GetProperty("id").GetString();
        await using var console = await Open("reader", Roles.Reader, $"/pool/{DemoPool.R2.Fqdn}/users?find={user}");
        var page = console.Page;
        await Assertions.Expect(console.Row(user)).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Toolbar).GetByRole(AriaRole.Button)).ToHaveTextAsync(["Refresh"]);
        await console.Row(user).ClickAsync(new LocatorClickOptions { Button = MouseButton.Right });
        var entries = page.GetByRole(AriaRole.Menu).GetByRole(AriaRole.Menuitem);
        await Assertions.Expect(entries).ToHaveCountAsync(1);
        await console.Choose("Properties");
        var window = page.GetByRole(AriaRole.Dialog, new PageGetByRoleOptions { Name = "Properties" });
        await Assertions.Expect(window.GetByLabel("Federation")).ToBeDisabledAsync();
        await Assertions.Expect(window.GetByRole(AriaRole.Button)).ToHaveTextAsync(["Close"]);
        await page.Keyboard.PressAsync("Escape");
        await console.Node(DemoPool.R2.Fqdn, "Users").ClickAsync(new LocatorClickOptions { Button = MouseButton.Right });
        await Assertions.Expect(entries).ToHaveCountAsync(2);
        await Assertions.Expect(page.GetByRole(AriaRole.Menu)).Not.ToContainTextAsync("Move");

        await console.Go($"/moves/{id}");
        await Assertions.Expect(page.GetByText("Finished, after")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Open the report" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Undo" })).ToHaveCountAsync(0);

        Assert.Equal(403, await Post(page, "/api/v1/moves", new { to = DemoPool.Ocs.Fqdn, users = new[] { user } }));
        Assert.Equal(403, await Post(page, $"/api/v1/users/{user}/disable", new { }));
        var now = await fixture.Server.Admin.User(user, Cancel);
        Assert.Equal((DemoPool.R2.Fqdn, true), (now.Home, now.Enabled));
    }

    [Fact]
    public async Task A_user_administrator_moves_users_and_leaves_pools_alone()
    {
        var user = await Forest.NewUser(fixture.Server, DemoPool.Lcs);
        await using var console = await Open("mover", Roles.UserAdministrator, $"/pool/{DemoPool.Lcs.Fqdn}/users?find={user}");
        await console.RightClick(console.Row(user), "Move Users");
        var wizard = new MoveWizard(console);
        var id = await wizard.MoveTo(DemoPool.R2.Fqdn);
        await wizard.Finish();
        var move = await fixture.Server.Admin.MoveReport(id, Cancel);
        Assert.Equal((1, "mover"), (move.Moved, move.RequestedBy));

        await console.Node(DemoPool.R2.Fqdn).ClickAsync(new LocatorClickOptions { Button = MouseButton.Right });
        await Assertions.Expect(console.Page.GetByRole(AriaRole.Menu)).Not.ToContainTextAsync("Stop");
        Assert.Equal(403, await Post(console.Page, $"/api/v1/pools/{DemoPool.R2.Fqdn}/stop", new { }));
        Assert.Equal("running", (await fixture.Server.Admin.Pool(DemoPool.R2.Fqdn, Cancel)).State);
    }

    private async Task<ConsolePage> Open(string name, string role, string path)
    {
        await fixture.Server.Admin.Access.Add(new AddAdministrator(name, role, Password), Cancel);
        return await fixture.Open(path, who: new SignIn(name, Password));
    }

    /// <summary>The status that the API answers the page's own person with.</summary>
    private static async Task<int> Post(IPage page, string path, object body) => (await page.Context.APIRequest.PostAsync(path, new APIRequestContextOptions { DataObject = body })).Status;
}
