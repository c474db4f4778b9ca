using Godwit.Real.Tests.Servers;
using Microsoft.Playwright;

namespace Godwit.Real.Tests.Console;

/// <summary>axe finds no violation, on any page of the console and any page of the wizard, light or dark.</summary>
[Collection(ConsoleFixture.Name)]
public sealed class AccessibilityTests(ConsoleFixture fixture)
{
    public static TheoryData<string> Pages => ["/", "/users", "/pools/earlier", "/pool/lcs01.godwit.test", "/pool/lcs01.godwit.test/users", "/pool/r2pool.godwit.test/filtering", "/pool/r2pool.godwit.test/settings", "/unassigned", "/moves", "/plans", "/administrators", "/administrators/tokens", "/audit", "/directory"];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task No_page_has_a_violation(string path)
    {
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await using var console = await fixture.Open(path, options: new BrowserNewContextOptions { ColorScheme = scheme });
            await Assertions.Expect(console.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Heading).First).ToBeVisibleAsync();
            await console.IsAccessible($"{path}, {scheme}");
        }
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task No_page_of_the_wizard_has_a_violation(ColorScheme scheme)
    {
        var user = await Forest.NewUser(fixture.Server, DemoPool.Lcs);
        await using var console = await fixture.Open($"/pool/{DemoPool.Lcs.Fqdn}/users?find={user}", options: new BrowserNewContextOptions { ColorScheme = scheme });
        await console.RightClick(console.Row(user), "Move Users");
        var wizard = new MoveWizard(console);
        await wizard.IsAt("Welcome");
        await console.IsAccessible("Welcome");
        await wizard.Next("Where to");
        await wizard.To(DemoPool.R2.Fqdn);
        await wizard.Force.CheckAsync();
        await console.IsAccessible("Where to");
        await wizard.Next("What will happen");
        await Assertions.Expect(wizard.User(user)).ToBeVisibleAsync();
        await console.IsAccessible("What will happen");
        await wizard.Next("When and how fast");
        await console.IsAccessible("When and how fast");
        var id = await wizard.Begin();
        await wizard.Ends();
        await console.IsAccessible("The move has ended");
        await wizard.Finish();
        await console.Go($"/moves/{id}");
        await Assertions.Expect(console.Page.GetByText("Finished, after")).ToBeVisibleAsync();
        await console.IsAccessible($"/moves/{id}");
    }

    [Fact]
    public async Task A_violation_would_be_found()
    {
        await using var console = await fixture.Open();
        await console.Page.EvaluateAsync("document.querySelector('main').insertAdjacentHTML('beforeend', '<button></button>')");
        var found = await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => console.IsAccessible("a button without a name"));
        Assert.Contains("button-name", found.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Configure Users", "Configure Users wizard")]
    [InlineData("Delete Users", "Delete Users")]
    [InlineData("Properties", "Properties")]
    public async Task No_other_dialog_has_a_violation(string entry, string window)
    {
        var user = await Forest.NewUser(fixture.Server, DemoPool.R2);
        await using var console = await fixture.Open($"/pool/{DemoPool.R2.Fqdn}/users?find={user}");
        await console.RightClick(console.Row(user), entry);
        await console.Page.GetByRole(AriaRole.Dialog, new PageGetByRoleOptions { Name = window }).GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { NameRegex = new("Cancel|Close") }).First.WaitForAsync();
        await console.IsAccessible(entry);
    }
}
