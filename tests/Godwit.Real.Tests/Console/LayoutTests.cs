using Godwit.Real.Tests.Servers;
using Microsoft.Playwright;

namespace Godwit.Real.Tests.Console;

/// <summary>Nothing sticks out of the window, wide or narrow.</summary>
[Collection(ConsoleFixture.Name)]
public sealed class LayoutTests(ConsoleFixture fixture)
{
    public static TheoryData<int, int> Windows => new() { { 1280, 860 }, { 800, 700 }, { 390, 760 } };

    [Theory]
    [MemberData(nameof(Windows))]
    public async Task Every_page_fits_its_window(int width, int height)
    {
        await using var console = await fixture.Open(options: Window(width, height));
        foreach (var path in AccessibilityTests.Pages.Select(p => p.Data))
        {
            await console.Go(path);
            await Assertions.Expect(console.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Heading).First).ToBeVisibleAsync();
            await console.Fits(path);
        }
    }

    [Theory]
    [MemberData(nameof(Windows))]
    public async Task Every_page_of_the_wizard_fits_its_window(int width, int height)
    {
        var user = await Forest.NewUser(fixture.Server, DemoPool.Lcs);
        await using var console = await fixture.Open($"/pool/{DemoPool.Lcs.Fqdn}/users?find={user}", options: Window(width, height));
        await console.RightClick(console.Row(user), "Move Users");
        var wizard = new MoveWizard(console);
        await wizard.IsAt("Welcome");
        await console.Fits("Welcome");
        await wizard.Next("Where to");
        await wizard.To(DemoPool.R2.Fqdn);
        await wizard.Force.CheckAsync();
        await console.Fits("Where to");
        await wizard.Next("What will happen");
        await Assertions.Expect(wizard.User(user)).ToBeVisibleAsync();
        await console.Fits("What will happen");
        await wizard.Next("When and how fast");
        await console.Fits("When and how fast");
        await wizard.Begin();
        await wizard.Ends();
        await console.Fits("The move has ended");
        await wizard.Finish();
    }

    private static BrowserNewContextOptions Window(int width, int height) => new() { ViewportSize = new ViewportSize { Width = width, Height = height } };
}
