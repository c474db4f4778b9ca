using Godwit.Admin.Moves;
using Godwit.Real.Tests.Servers;
using Microsoft.Playwright;

namespace Godwit.Real.Tests.Console;

/// <summary>The other of the two ways: the directory's tree, a container and its accounts.</summary>
[Collection(ConsoleFixture.Name)]
public sealed class DirectoryTests(ConsoleFixture fixture)
{
    private const string Command = "Move Communications Server Users";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_users_of_a_container_are_moved_from_its_menu()
    {
        await using var console = await fixture.Open();
        var before = (await fixture.Server.Admin.Users(Cancel)).Where(u => u.Dn.Contains("OU=Finance,", StringComparison.OrdinalIgnoreCase)).ToList();
        Assert.NotEmpty(before);
        await console.Expand("Directory");
        await console.Node("Directory", "Finance").ClickAsync();
        await Assertions.Expect(console.Row(before[0].Address)).ToBeVisibleAsync();
        await console.RightClick(console.Node("Directory", "Finance"), Command);

        var wizard = new MoveWizard(console);
        await Assertions.Expect(wizard.Window).ToContainTextAsync("all users below OU=Finance");
        var id = await wizard.MoveTo(DemoPool.R2.Fqdn);
        await wizard.Finish();

        var report = await fixture.Server.Admin.MoveReport(id, Cancel);
        Assert.Equal(before.Select(u => u.Address).Order(StringComparer.Ordinal), report.Users.Select(u => u.Address).Order(StringComparer.Ordinal));
        Assert.Equal(before.Count(u => u.Home == DemoPool.R2.Fqdn), report.Unchanged);
        foreach (var user in before) Assert.Equal(DemoPool.R2.Fqdn, (await fixture.Server.Admin.User(user.Address, Cancel)).Home);
    }

    [Fact]
    public async Task Selected_accounts_are_moved_from_the_menu_of_the_selection()
    {
        var (one, other, stays) = (await Forest.NewUser(fixture.Server, DemoPool.Lcs), await Forest.NewUser(fixture.Server, DemoPool.Ocs), await Forest.NewUser(fixture.Server, DemoPool.Lcs));
        var container = ContainerOf((await fixture.Server.Admin.User(one, Cancel)).Dn);
        await using var console = await fixture.Open("/directory?container=" + Uri.EscapeDataString(container));
        await console.Find("visitor");
        await console.Row(one).ClickAsync();
        await console.Row(other).ClickAsync(new LocatorClickOptions { Modifiers = [KeyboardModifier.Control] });
        await console.RightClick(console.Row(one), Command);

        var wizard = new MoveWizard(console);
        await wizard.ToDestination();
        // They come from two pools, so all three are offered.
        await Assertions.Expect(wizard.Window.GetByRole(AriaRole.Radio)).ToHaveCountAsync(3);
        await wizard.To(DemoPool.R2.Fqdn);
        await wizard.Next("What will happen");
        await Assertions.Expect(wizard.User(one)).ToContainTextAsync(DemoPool.Lcs.Fqdn);
        await Assertions.Expect(wizard.User(other)).ToContainTextAsync(DemoPool.Ocs.Fqdn);
        await wizard.Next("When and how fast");
        var id = await wizard.Begin();
        await wizard.Finish();

        Assert.Equal(2, (await fixture.Server.Admin.MoveReport(id, Cancel)).Moved);
        foreach (var user in new[] { one, other }) Assert.Equal(DemoPool.R2.Fqdn, (await fixture.Server.Admin.User(user, Cancel)).Home);
        Assert.Equal(DemoPool.Lcs.Fqdn, (await fixture.Server.Admin.User(stays, Cancel)).Home);
    }

    /// <summary>However they were picked, and however many they are.</summary>
    [Fact]
    public async Task The_pool_on_which_all_of_them_are_homed_already_is_not_offered()
    {
        await using var server = await GodwitProcess.Start(users: 150);
        var move = await server.Admin.Move(new StartMove(DemoPool.Ocs.Fqdn) { Ou = "Sales" }, Cancel);
        await foreach (var _ in server.Admin.Watch(move.Id, Cancel)) { }
        var users = (await server.Admin.MoveReport(move.Id, Cancel)).Users;
        Assert.True(users.Count > 25, $"{users.Count} users");
        await using var console = await fixture.Open("/directory?container=" + Uri.EscapeDataString("OU=Sales,DC=godwit,DC=test"), server);
        await Assertions.Expect(console.Page.GetByRole(AriaRole.Row)).Not.ToHaveCountAsync(1);

        await console.RightClick(console.Node("Directory", "Sales"), Command);
        await OthersAreOffered(console);
        var rows = console.Page.GetByRole(AriaRole.Grid).GetByRole(AriaRole.Row);
        await rows.Nth(1).ClickAsync();
        await console.Page.Keyboard.PressAsync("Shift+End");
        await console.Page.Keyboard.PressAsync("Shift+F10");
        await console.Choose(Command);
        await OthersAreOffered(console);
        await rows.Nth(1).ClickAsync();
        await console.Page.Keyboard.PressAsync("Control+a");
        await console.Page.Keyboard.PressAsync("Shift+F10");
        await console.Choose(Command);
        await OthersAreOffered(console);
    }

    private static async Task OthersAreOffered(ConsolePage console)
    {
        var wizard = new MoveWizard(console);
        await wizard.ToDestination();
        await Assertions.Expect(wizard.Window.GetByRole(AriaRole.Radio)).ToHaveCountAsync(2);
        await Assertions.Expect(wizard.Window.GetByRole(AriaRole.Row).Filter(new LocatorFilterOptions { HasText = DemoPool.Ocs.Fqdn })).ToHaveCountAsync(0);
        await console.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(wizard.Window).ToHaveCountAsync(0);
    }

    private static string ContainerOf(string dn) => dn[(dn.IndexOf(',', StringComparison.Ordinal) + 1)..];
}
