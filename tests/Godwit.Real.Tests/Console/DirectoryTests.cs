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

    private static string ContainerOf(string dn) => dn[(dn.IndexOf(',', StringComparison.Ordinal) + 1)..];
}
