using Godwit.Real.Tests.Servers;
using Microsoft.Playwright;

namespace Godwit.Real.Tests.Console;

/// <summary>Without a mouse.</summary>
[Collection(ConsoleFixture.Name)]
public sealed class KeyboardTests(ConsoleFixture fixture)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_user_is_moved_with_the_keyboard_only()
    {
        var user = await Forest.NewUser(fixture.Server, DemoPool.Lcs);
        await using var console = await fixture.Open($"/pool/{DemoPool.Lcs.Fqdn}/users?find={user}");
        var (page, keys) = (console.Page, console.Page.Keyboard);
        await Assertions.Expect(console.Row(user)).ToBeVisibleAsync();
        await TabTo(page, page.GetByRole(AriaRole.Grid));
        await keys.PressAsync("ArrowDown");
        await Assertions.Expect(console.Row(user)).ToHaveAttributeAsync("aria-selected", "true");
        await keys.PressAsync("Shift+F10");
        await Assertions.Expect(page.GetByRole(AriaRole.Menu)).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Menuitem, new PageGetByRoleOptions { Name = "Move Users" })).ToBeFocusedAsync();
        await keys.PressAsync("Enter");

        var wizard = new MoveWizard(console);
        await wizard.IsAt("Welcome");
        await Assertions.Expect(wizard.Heading).ToBeFocusedAsync();
        await keys.PressAsync("Enter");
        await wizard.IsAt("Where to");
        await Assertions.Expect(wizard.Heading).ToBeFocusedAsync();
        var target = wizard.Window.GetByRole(AriaRole.Radio, new LocatorGetByRoleOptions { Name = DemoPool.R2.Fqdn });
        await TabTo(page, wizard.Window.GetByRole(AriaRole.Radio).First);
        for (var i = 0; i < 3 && !await target.IsCheckedAsync(); i++) await keys.PressAsync(i == 0 ? "Space" : "ArrowDown");
        await Assertions.Expect(target).ToBeCheckedAsync();
        await Assertions.Expect(wizard.Button("Next")).ToBeEnabledAsync();
        await keys.PressAsync("Enter");
        await wizard.IsAt("What will happen");
        await Assertions.Expect(wizard.Button("Next")).ToBeEnabledAsync();
        await keys.PressAsync("Enter");
        await wizard.IsAt("When and how fast");
        await keys.PressAsync("Enter");
        await wizard.Ends();
        await keys.PressAsync("Escape");
        await Assertions.Expect(wizard.Window).ToBeHiddenAsync();
        // Where one was before.
        await Assertions.Expect(page.GetByRole(AriaRole.Grid)).ToBeFocusedAsync();
        Assert.Equal(DemoPool.R2.Fqdn, (await fixture.Server.Admin.User(user, Cancel)).Home);
    }

    [Fact]
    public async Task Esc_leaves_the_wizard_and_nothing_has_changed()
    {
        var user = await Forest.NewUser(fixture.Server, DemoPool.Lcs);
        await using var console = await fixture.Open($"/pool/{DemoPool.Lcs.Fqdn}/users?find={user}");
        await console.RightClick(console.Row(user), "Move Users");
        var wizard = new MoveWizard(console);
        await wizard.ToDestination();
        await wizard.To(DemoPool.R2.Fqdn);
        await wizard.Next("What will happen");
        await console.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(wizard.Window).ToBeHiddenAsync();
        Assert.Equal(DemoPool.Lcs.Fqdn, (await fixture.Server.Admin.User(user, Cancel)).Home);
        await Assertions.Expect(console.Row(user)).ToBeVisibleAsync();
    }

    /// <summary>As somebody does who looks for it with Tab.</summary>
    private static async Task TabTo(IPage page, ILocator what)
    {
        for (var i = 0; i < 60; i++)
        {
            if (await what.EvaluateAsync<bool>("e => e === document.activeElement")) return;
            await page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"Tab does not lead to {what}");
    }
}
