using Godwit.Real.Tests.Clients;
using Godwit.Real.Tests.Servers;
using Microsoft.Playwright;

namespace Godwit.Real.Tests.Console;

/// <summary>The pictures of docs/pictures: <c>eng/screenshots.sh</c> says where they go by GODWIT_PICTURES, other runs leave them beside the logs. Each is taken of what a test has just seen work.</summary>
[Collection(ConsoleFixture.Name)]
public sealed class Pictures(ConsoleFixture fixture)
{
    private static readonly string Folder = Directory.CreateDirectory(Environment.GetEnvironmentVariable("GODWIT_PICTURES") is { Length: > 0 } named ? named : Path.Combine(Places.Logs, "pictures")).FullName;

    [Fact]
    public async Task From_the_tree_through_the_wizard_to_the_report()
    {
        await using var server = await GodwitProcess.Start(users: 3_000);
        foreach (var user in new[] { "alice@godwit.test", "bob@godwit.test" })
            await using (await SipeProbe.SignIn(Forest.Client(server, user, DemoPool.Lcs)))
            {
            }

        await using var console = await fixture.Open(server: server);
        await Shoot(console, "forest");
        await console.Expand("Earlier server versions");
        await console.Expand(DemoPool.Lcs.Fqdn);
        var users = console.Node(DemoPool.Lcs.Fqdn, "Users");
        await users.ClickAsync();
        await Assertions.Expect(console.Row("ada.abbas")).Not.ToHaveCountAsync(0);
        await users.ClickAsync(new LocatorClickOptions { Button = MouseButton.Right });
        await Shoot(console, "users");
        await console.Choose("Move Users");

        var wizard = new MoveWizard(console);
        await wizard.ToDestination();
        await wizard.To(DemoPool.R2.Fqdn);
        await wizard.Force.CheckAsync();
        await Shoot(console, "wizard-destination");
        await wizard.Force.UncheckAsync();
        await wizard.Next("What will happen");
        await wizard.Window.GetByLabel("Show").SelectOptionAsync("warned");
        await Assertions.Expect(wizard.User("alice@godwit.test")).ToContainTextAsync("enhanced presence mode");
        await Shoot(console, "wizard-plan");
        await wizard.Next("When and how fast");
        await wizard.Window.GetByLabel("Users a minute, at most").FillAsync("6000");
        await Shoot(console, "wizard-time");
        var id = await wizard.Begin();
        await console.Page.WaitForFunctionAsync("() => Number(document.querySelector('[data-done]')?.dataset.done) >= 500");
        await wizard.Window.GetByLabel("Users", new LocatorGetByLabelOptions { Exact = true }).SelectOptionAsync("moved");
        await Assertions.Expect(wizard.User("ada.")).Not.ToHaveCountAsync(0);
        await Shoot(console, "wizard-progress");
        await wizard.Ends();
        await Shoot(console, "wizard-end");
        await wizard.Finish();

        await console.Go("/moves");
        await Assertions.Expect(console.Row(id)).ToBeVisibleAsync();
        await Shoot(console, "moves");
        await using var narrow = await fixture.Open($"/moves/{id}", server, new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 390, Height = 760 }, ColorScheme = ColorScheme.Dark });
        await Assertions.Expect(narrow.Page.GetByText("Finished, after")).ToBeVisibleAsync();
        await Shoot(narrow, "move-narrow");
    }

    [Fact]
    public async Task The_directory_and_a_user_of_it()
    {
        await using var console = await fixture.Open(options: new BrowserNewContextOptions { ColorScheme = ColorScheme.Dark, ViewportSize = new ViewportSize { Width = 1280, Height = 860 } });
        await console.Expand("Directory");
        await console.Node("Directory", "Sales").ClickAsync();
        await Assertions.Expect(console.Row("erin@godwit.test")).ToBeVisibleAsync();
        await console.Row("erin@godwit.test").ClickAsync();
        await console.Row("frank@godwit.test").ClickAsync(new LocatorClickOptions { Modifiers = [KeyboardModifier.Control], Button = MouseButton.Left });
        await console.Row("erin@godwit.test").ClickAsync(new LocatorClickOptions { Button = MouseButton.Right });
        await Shoot(console, "directory");
        await console.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(console.Page.GetByRole(AriaRole.Menu)).ToHaveCountAsync(0);
        await console.Row("erin@godwit.test").ClickAsync();
        await console.RightClick(console.Row("erin@godwit.test"), "Properties");
        await Assertions.Expect(console.Page.GetByRole(AriaRole.Dialog, new PageGetByRoleOptions { Name = "Properties" })).ToContainTextAsync("sip:erin@godwit.test");
        await Shoot(console, "properties");
    }

    private static async Task Shoot(ConsolePage console, string name)
    {
        await console.Fits(name);
        await console.Picture(Path.Combine(Folder, name + ".png"));
    }
}
