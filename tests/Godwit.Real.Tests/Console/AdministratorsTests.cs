using Godwit.Admin.Access;
using Godwit.Real.Tests.Servers;
using Microsoft.Playwright;

namespace Godwit.Real.Tests.Console;

/// <summary>Accounts, tokens and the audit log, where a server administrator finds them.</summary>
[Collection(ConsoleFixture.Name)]
public sealed class AdministratorsTests(ConsoleFixture fixture)
{
    private const string Password = "Twelve-bar-tailed-godwits";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_account_is_made_changed_and_removed()
    {
        await using var console = await fixture.Open("/administrators");
        var form = Form(console, "New account");
        await form.GetByLabel("Name").FillAsync("curlew");
        await form.GetByLabel("Role").SelectOptionAsync("User administrator");
        await form.GetByLabel("Password").FillAsync("short");
        await form.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(console.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("password");
        await form.GetByLabel("Password").FillAsync(Password);
        await form.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(console.Row("curlew")).ToContainTextAsync("User administrator");

        await console.RightClick(console.Row("curlew"), "Make reader");
        await Assertions.Expect(console.Row("curlew")).ToContainTextAsync("Reader");
        await console.Row("curlew").ClickAsync();
        var change = Form(console, "New password");
        await change.GetByLabel("Password").FillAsync(Password + "-again");
        await change.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(change.GetByLabel("Password")).ToHaveValueAsync("");
        await using (var theirs = await fixture.Open("/audit", who: new SignIn("curlew", Password + "-again")))
        {
            await Assertions.Expect(theirs.Node("Audit log")).ToHaveCountAsync(1);
            await Assertions.Expect(theirs.Node("Administrators")).ToHaveCountAsync(0);
        }

        await console.RightClick(console.Row("curlew"), "Remove");
        await console.Page.Locator("fluent-button", new PageLocatorOptions { HasText = "Remove" }).ClickAsync();
        await Assertions.Expect(console.Row("curlew")).ToHaveCountAsync(0);
        Assert.DoesNotContain(await fixture.Server.Admin.Access.Accounts(Cancel), a => a.Name == "curlew");
    }

    [Fact]
    public async Task A_token_is_shown_once_and_revoked()
    {
        await using var console = await fixture.Open("/administrators/tokens");
        var form = Form(console, "New token");
        await form.GetByLabel("Name").FillAsync("whimbrel");
        await form.GetByLabel("Holds for days").FillAsync("7");
        await form.GetByRole(AriaRole.Button).ClickAsync();
        var text = await form.GetByRole(AriaRole.Status).Locator("code").TextContentAsync();
        Assert.False(string.IsNullOrWhiteSpace(text));
        await Assertions.Expect(console.Row("whimbrel")).ToContainTextAsync("Reader");
        await console.Reload();
        await Assertions.Expect(console.Row("whimbrel")).ToHaveCountAsync(1);
        await Assertions.Expect(console.Page.GetByText(text)).ToHaveCountAsync(0);

        await console.Row("whimbrel").ClickAsync();
        await console.Page.Keyboard.PressAsync("Delete");
        await console.Page.Locator("fluent-button", new PageLocatorOptions { HasText = "Revoke" }).ClickAsync();
        await Assertions.Expect(console.Row("whimbrel")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Acts_are_found_in_the_log_and_saved()
    {
        var (one, other) = (await Forest.NewUser(fixture.Server, DemoPool.Lcs), await Forest.NewUser(fixture.Server, DemoPool.Lcs));
        await fixture.Server.Admin.SetEnabled(one, false, Cancel);
        await fixture.Server.Admin.SetEnabled(other, false, Cancel);
        await using var console = await fixture.Open("/audit");
        await Assertions.Expect(console.Row(other).First).ToBeVisibleAsync();
        await Search(console, "To whom or what").FillAsync(one);
        await Search(console, "Act").FillAsync("user.dis*");
        await console.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Find" }).ClickAsync();
        await Assertions.Expect(console.Row(other)).ToHaveCountAsync(0);
        await Assertions.Expect(console.Row(one)).ToHaveCountAsync(1);
        await Assertions.Expect(console.Row(one)).ToContainTextAsync("Done");

        // Saved is what is shown, not what is being typed.
        await Search(console, "Act").FillAsync("user.add");
        var download = await console.Page.RunAndWaitForDownloadAsync(() => console.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Save as CSV" }).ClickAsync());
        var lines = await File.ReadAllLinesAsync(await download.PathAsync(), Cancel);
        Assert.Equal("at,who,from,act,subject,result,detail", lines[0]);
        Assert.Contains(one, Assert.Single(lines[1..]), StringComparison.Ordinal);
    }

    private static ILocator Search(ConsolePage console, string name) => console.Page.GetByRole(AriaRole.Searchbox, new PageGetByRoleOptions { Name = name, Exact = true });

    private static ILocator Form(ConsolePage console, string name) => console.Page.GetByRole(AriaRole.Region, new PageGetByRoleOptions { Name = name });
}
