using Godwit.Admin;
using Godwit.Real.Tests.Clients;
using Godwit.Real.Tests.Servers;
using Microsoft.Playwright;

namespace Godwit.Real.Tests.Console;

/// <summary>Configure Users, Delete Users, Properties.</summary>
[Collection(ConsoleFixture.Name)]
public sealed class UserDialogsTests(ConsoleFixture fixture)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private AdminClient Admin => fixture.Server.Admin;

    [Fact]
    public async Task Many_users_are_configured_at_once_and_the_rest_stays_as_it_is()
    {
        var (one, other) = (await Forest.NewUser(fixture.Server, DemoPool.R2), await Forest.NewUser(fixture.Server, DemoPool.R2, enhanced: false));
        await using var console = await fixture.Open();
        var window = await Begin(console, "Configure Users", "Configure Users wizard", one, other);
        await Assertions.Expect(Button(window, "Change")).ToBeDisabledAsync();
        await window.GetByLabel("Enabled for communications").SelectOptionAsync("off");
        await window.GetByLabel("Federation").SelectOptionAsync("on");
        await Button(window, "Change").ClickAsync();
        await Assertions.Expect(window.GetByRole(AriaRole.Status)).ToContainTextAsync("2 users were changed");
        await Button(window, "Finish").ClickAsync();

        foreach (var (user, enhanced) in new[] { (one, true), (other, false) })
        {
            var now = await Admin.User(user, Cancel);
            Assert.Equal((false, true, enhanced), (now.Enabled, now.Options.Federation, now.EnhancedPresence.Enabled));
            // Other tests count who is disabled.
            await Admin.SetEnabled(user, true, Cancel);
        }
    }

    [Fact]
    public async Task A_deleted_user_is_gone_and_her_account_stays()
    {
        var user = await Forest.NewUser(fixture.Server, DemoPool.R2);
        await using var console = await fixture.Open();
        var window = await Begin(console, "Delete Users", "Delete Users", user);
        await Assertions.Expect(window).ToContainTextAsync("their accounts in the directory");
        // Enter is not enough for this.
        await console.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(window.GetByRole(AriaRole.Heading)).ToContainTextAsync($"Delete {user}?");
        await Button(window, "Delete").ClickAsync();
        await Assertions.Expect(window.GetByRole(AriaRole.Status)).ToContainTextAsync("1 user was deleted");
        await Button(window, "Finish").ClickAsync();
        await Assertions.Expect(console.Row(user)).ToHaveCountAsync(0);

        Assert.Equal(404, (await Assert.ThrowsAsync<AdminException>(() => Admin.User(user, Cancel))).Status);
        (await fixture.Server.Shell($"user show {user}")).Ended(1);
    }

    [Fact]
    public async Task Properties_show_a_user_and_change_what_was_changed()
    {
        var user = await Forest.NewUser(fixture.Server, DemoPool.R2);
        await using (await SipeProbe.SignIn(Forest.Client(fixture.Server, user, DemoPool.R2)))
        {
        }

        await using var console = await fixture.Open();
        var window = await Begin(console, "Properties", "Properties", user);
        await Assertions.Expect(window).ToContainTextAsync($"sip:{user}");
        await Assertions.Expect(window).ToContainTextAsync(DemoPool.R2.Fqdn);
        await Assertions.Expect(window).ToContainTextAsync("In enhanced presence mode");
        await Assertions.Expect(window.GetByRole(AriaRole.Row)).Not.ToHaveCountAsync(0);
        await window.GetByLabel("Remote user access").CheckAsync();
        await Button(window, "Apply").ClickAsync();
        await Assertions.Expect(window.GetByRole(AriaRole.Status)).ToHaveTextAsync("Saved.");
        await Assertions.Expect(Button(window, "Apply")).ToBeDisabledAsync();
        Assert.True((await Admin.User(user, Cancel)).Options.RemoteAccess);
        await window.GetByLabel("Enable user for communications").UncheckAsync();
        await Button(window, "OK").ClickAsync();
        await Assertions.Expect(window).ToBeHiddenAsync();
        var now = await Admin.User(user, Cancel);
        Assert.Equal((false, true, true), (now.Enabled, now.Options.RemoteAccess, now.EnhancedPresence.Mode));
        await Admin.SetEnabled(user, true, Cancel);
    }

    private static ILocator Button(ILocator window, string name) => window.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = name, Exact = true });

    private static async Task<ILocator> Begin(ConsolePage console, string entry, string window, params string[] users)
    {
        await console.Go($"/pool/{DemoPool.R2.Fqdn}/users");
        await console.Find("visitor");
        await console.Row(users[0]).ClickAsync();
        foreach (var user in users[1..]) await console.Row(user).ClickAsync(new LocatorClickOptions { Modifiers = [KeyboardModifier.Control] });
        await console.RightClick(console.Row(users[0]), entry);
        return console.Page.GetByRole(AriaRole.Dialog, new PageGetByRoleOptions { Name = window });
    }
}
