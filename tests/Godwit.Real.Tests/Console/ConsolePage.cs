using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Godwit.Admin.Access;
using Godwit.Real.Tests.Servers;
using Microsoft.Playwright;

namespace Godwit.Real.Tests.Console;

/// <summary>The console in a browser, as an administrator sees and uses it.</summary>
public sealed partial class ConsolePage : IAsyncDisposable
{
    private const float Patience = 30_000;

    private static int _pictures;

    static ConsolePage() => Assertions.SetDefaultExpectTimeout(Patience);

    private readonly IBrowserContext _context;
    private readonly List<string> _faults = [];

    private ConsolePage(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        context.WebError += (_, error) => _faults.Add(error.Error);
        // What the page's own policy held back is an error there, too.
        context.Console += (_, said) =>
        {
            if (said.Type == "error") _faults.Add($"{said.Location}: {said.Text}");
        };
    }

    public IPage Page { get; }

    public static async Task<ConsolePage> Open(IBrowser browser, GodwitProcess server, string path, BrowserNewContextOptions? options, SignIn? who = null)
    {
        options ??= new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 1280, Height = 860 } };
        options.IgnoreHTTPSErrors = true;
        options.BaseURL = server.Server.ToString();
        options.TimezoneId ??= "Europe/Berlin";
        var context = await browser.NewContextAsync(options);
        context.SetDefaultTimeout(Patience);
        if (who is not null) Assert.True((await context.APIRequest.PostAsync("/api/v1/session", new APIRequestContextOptions { DataObject = new { name = who.Name, password = who.Password } })).Ok, $"{who.Name} could not sign in");
        var page = new ConsolePage(context, await context.NewPageAsync());
        await page.Go(path);
        return page;
    }

    /// <summary>Loads a page of the console, and waits until it answers.</summary>
    public async Task Go(string path)
    {
        await Page.GotoAsync(path);
        await Ready();
    }

    public async Task Reload()
    {
        await Page.ReloadAsync();
        await Ready();
    }

    public ILocator Node(string text) => Page.GetByRole(AriaRole.Tree).GetByRole(AriaRole.Treeitem).Filter(new LocatorFilterOptions { Has = Page.GetByText(text, new PageGetByTextOptions { Exact = true }) });

    /// <summary>A node right below another one.</summary>
    public ILocator Node(string above, string text) => Page.Locator("[role=treeitem]").Filter(new LocatorFilterOptions { Has = Page.GetByText(above, new PageGetByTextOptions { Exact = true }) })
        .Locator("xpath=following-sibling::*[@role='treeitem']").Filter(new LocatorFilterOptions { Has = Page.GetByText(text, new PageGetByTextOptions { Exact = true }) }).First;

    /// <summary>Opens the node if it is closed.</summary>
    public async Task Expand(string text)
    {
        var node = Node(text);
        await Assertions.Expect(node).ToHaveAttributeAsync("aria-expanded", EitherWay());
        if (await node.GetAttributeAsync("aria-expanded") == "false") await node.Locator(".tree-twist").ClickAsync();
        await Assertions.Expect(node).ToHaveAttributeAsync("aria-expanded", "true");
    }

    public ILocator Row(string text) => Page.GetByRole(AriaRole.Grid).GetByRole(AriaRole.Row).Filter(new LocatorFilterOptions { HasText = text });

    public async Task Choose(string entry) => await Page.GetByRole(AriaRole.Menu).GetByRole(AriaRole.Menuitem, new LocatorGetByRoleOptions { NameRegex = StartsWith(entry) }).ClickAsync();

    public async Task RightClick(ILocator what, string entry)
    {
        await what.ClickAsync(new LocatorClickOptions { Button = MouseButton.Right });
        await Choose(entry);
    }

    /// <summary>Types into the search field above the list, and waits for the list.</summary>
    public async Task Find(string text)
    {
        await Page.GetByRole(AriaRole.Searchbox, new PageGetByRoleOptions { Name = "Find" }).FillAsync(text);
        await Assertions.Expect(Page).ToHaveURLAsync(new Regex(Regex.Escape($"find={Uri.EscapeDataString(text)}")));
    }

    /// <summary>Fails for whatever axe calls a violation on the page as it is now.</summary>
    public async Task IsAccessible(string where)
    {
        var result = await Page.RunAxe(new AxeRunOptions { ResultTypes = [ResultType.Violations] });
        Assert.True(result.Violations.Length == 0, $"{where}:\n{string.Join('\n', result.Violations.Select(v => $"{v.Id} ({v.Impact}): {v.Help}\n    {string.Join("\n    ", v.Nodes.Take(5).Select(n => n.Html))}"))}");
    }

    /// <summary>Fails for what sticks out of the window sideways, for a dialog that is not whole in it, and for a button of it that cannot be seen.</summary>
    public async Task Fits(string where)
    {
        var faults = await Page.EvaluateAsync<string[]>(
            """
            () => {
              const faults = [];
              const out = box => box.left < -1 || box.top < -1 || box.right > innerWidth + 1 || box.bottom > innerHeight + 1;
              if (document.documentElement.scrollWidth > innerWidth + 1) faults.push(`the page is ${document.documentElement.scrollWidth} wide, the window ${innerWidth}`);
              const dialog = document.querySelector('dialog[open]');
              for (const part of dialog ? [dialog, ...dialog.querySelectorAll('.dialog-buttons button')] : [])
                if (out(part.getBoundingClientRect())) faults.push(`${part.textContent.trim().slice(0, 40)} sticks out`);
              const body = dialog?.querySelector('.dialog-body');
              if (body && body.scrollWidth > body.clientWidth + 1) faults.push(`the dialog's page is ${body.scrollWidth} wide, its place ${body.clientWidth}`);
              const page = document.querySelector('.move-page');
              if (page && page.scrollWidth > page.clientWidth + 1) faults.push(`the move is ${page.scrollWidth} wide, its place ${page.clientWidth}`);
              return faults;
            }
            """);
        Assert.True(faults.Length == 0, $"{where}: {string.Join("; ", faults)}");
    }

    public async Task Picture(string file) => await Page.ScreenshotAsync(new PageScreenshotOptions { Path = file, Animations = ScreenshotAnimations.Disabled });

    /// <summary>Leaves a picture of what was seen last beside the logs. Fails when the browser had an error to tell.</summary>
    public async ValueTask DisposeAsync()
    {
        await Picture(Path.Combine(Places.Logs, $"{TestContext.Current.TestMethod?.MethodName}-{Interlocked.Increment(ref _pictures)}.png"));
        await _context.DisposeAsync();
        Assert.Empty(_faults);
    }

    private Task Ready() => Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Heading).First.WaitForAsync();

    [GeneratedRegex("^(true|false)$")]
    private static partial Regex EitherWay();

    private static Regex StartsWith(string text) => new("^" + Regex.Escape(text));
}
