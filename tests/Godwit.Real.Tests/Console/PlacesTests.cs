using System.Text.RegularExpressions;
using Godwit.Real.Tests.Servers;
using Microsoft.Playwright;

namespace Godwit.Real.Tests.Console;

/// <summary>The tree, and the places that it leads to.</summary>
[Collection(ConsoleFixture.Name)]
public sealed class PlacesTests(ConsoleFixture fixture)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_arrow_keys_lead_through_the_tree_and_Enter_opens()
    {
        await using var console = await fixture.Open();
        var keys = console.Page.Keyboard;
        await console.Page.Locator(".tree[data-keys]").FocusAsync();
        foreach (var key in new[] { "Home", "ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown", "ArrowRight", "ArrowRight", "ArrowDown", "Enter" }) await keys.PressAsync(key);
        // Forest, Enterprise, Standard, its pool, Earlier, lcs01: opened, its front ends, its users.
        await Assertions.Expect(console.Page).ToHaveURLAsync(new Regex($"/pool/{Regex.Escape(DemoPool.Lcs.Fqdn)}/users$"));
        await Assertions.Expect(console.Node(DemoPool.Lcs.Fqdn, "Users")).ToHaveAttributeAsync("aria-selected", "true");
        await keys.PressAsync("ArrowLeft");
        await keys.PressAsync("ArrowLeft");
        await Assertions.Expect(console.Node(DemoPool.Lcs.Fqdn)).ToHaveAttributeAsync("aria-expanded", "false");
        await keys.PressAsync("Shift+F10");
        await Assertions.Expect(console.Page.GetByRole(AriaRole.Menuitem, new PageGetByRoleOptions { Name = "Stop" })).ToBeFocusedAsync();
        await keys.PressAsync("Escape");
        await Assertions.Expect(console.Page.GetByRole(AriaRole.Tree)).ToBeFocusedAsync();
    }

    [Theory]
    [InlineData("/", "Forest – godwit.test")]
    [InlineData("/pools/earlier", "Earlier server versions")]
    [InlineData("/pool/ocs07.godwit.test/filtering", "Filtering")]
    [InlineData("/pool/ocs07.godwit.test/front-ends", "Front ends")]
    [InlineData("/pool/ocs07.godwit.test/settings", "Settings")]
    [InlineData("/unassigned", "Unassigned Users")]
    [InlineData("/moves", "Moves")]
    [InlineData("/plans", "Plans")]
    [InlineData("/administrators", "Administrators")]
    [InlineData("/administrators/tokens", "Tokens of programs")]
    [InlineData("/audit", "Audit log")]
    [InlineData("/directory?container=OU%3DSales%2CDC%3Dgodwit%2CDC%3Dtest", "Sales")]
    public async Task An_address_leads_to_its_place_and_a_reload_keeps_it(string path, string node)
    {
        await using var console = await fixture.Open(path);
        for (var loaded = 0; loaded < 2; loaded++)
        {
            var here = console.Page.Locator("[role=treeitem][aria-selected=true]");
            await Assertions.Expect(here).ToContainTextAsync(node);
            await Assertions.Expect(console.Page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Level = 1 })).ToHaveTextAsync(node);
            await console.Reload();
        }
    }

    [Fact]
    public async Task A_rule_is_added_tried_and_removed()
    {
        await using var console = await fixture.Open($"/pool/{DemoPool.Ocs.Fqdn}/filtering");
        var form = console.Page.GetByRole(AriaRole.Region, new PageGetByRoleOptions { Name = "New rule" });
        await form.GetByLabel("Agent").FillAsync("OC");
        await form.GetByLabel("Compared").SelectOptionAsync("is before");
        await form.GetByLabel("Version").FillAsync("1.9.9.9");
        await form.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(console.Row("1.9.9.9")).ToContainTextAsync("block");

        var attempt = console.Page.GetByRole(AriaRole.Region, new PageGetByRoleOptions { Name = "Try a client" });
        await attempt.GetByLabel("User-Agent").FillAsync("UCCP/1.3.0.0 OC/1.0.559.71");
        await attempt.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(attempt.GetByRole(AriaRole.Status)).ToContainTextAsync("block");

        await console.Row("1.9.9.9").ClickAsync();
        await console.Page.Keyboard.PressAsync("Delete");
        await Assertions.Expect(console.Row("1.9.9.9")).ToHaveCountAsync(0);
        Assert.DoesNotContain((await fixture.Server.Admin.ClientVersions(DemoPool.Ocs.Fqdn, Cancel)).Rules, r => r.Version == "1.9.9.9");
    }

    [Fact]
    public async Task An_account_that_is_no_user_is_enabled_in_the_directory()
    {
        var user = await Forest.NewUser(fixture.Server, DemoPool.R2);
        var dn = (await fixture.Server.Admin.User(user, Cancel)).Dn;
        await fixture.Server.Admin.Delete(user, force: false, Cancel);
        await using var console = await fixture.Open("/directory?container=" + Uri.EscapeDataString(dn[(dn.IndexOf(',', StringComparison.Ordinal) + 1)..]));
        var login = user[..user.IndexOf('@', StringComparison.Ordinal)];
        await console.Find(login);
        var row = console.Row(login).Filter(new LocatorFilterOptions { HasText = "Not enabled" });
        await console.RightClick(row, "Enable Communications Server User");
        var dialog = console.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Sign-in name").FillAsync(user);
        await dialog.GetByLabel("Server or pool").SelectOptionAsync(DemoPool.R2.Fqdn);
        await dialog.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Enable" }).ClickAsync();
        await Assertions.Expect(console.Row("sip:" + user)).ToContainTextAsync(DemoPool.R2.Fqdn);
        Assert.Equal(DemoPool.R2.Fqdn, (await fixture.Server.Admin.User(user, Cancel)).Home);
    }
}
