using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Godwit.Real.Tests.Console;

/// <summary>The Move Communications Server Users wizard that is open in a page.</summary>
public sealed partial class MoveWizard(ConsolePage console)
{
    public ILocator Window => console.Page.GetByRole(AriaRole.Dialog, new PageGetByRoleOptions { Name = "Move Communications Server Users wizard" });

    public ILocator Heading => Window.GetByRole(AriaRole.Heading, new LocatorGetByRoleOptions { Level = 2 });

    public ILocator Button(string name) => Window.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = name, Exact = true });

    public ILocator Force => Window.GetByLabel("Force User Move");

    /// <summary>The row of a user in the list of the plan or of the move.</summary>
    public ILocator User(string address) => Window.GetByRole(AriaRole.Row).Filter(new LocatorFilterOptions { HasText = address });

    public async Task Next(string heading)
    {
        await Button("Next").ClickAsync();
        await IsAt(heading);
    }

    public async Task IsAt(string heading) => await Assertions.Expect(Heading).ToHaveTextAsync(heading);

    public async Task ToDestination()
    {
        await IsAt("Welcome");
        await Next("Where to");
    }

    public async Task To(string pool) => await Window.GetByRole(AriaRole.Radio, new LocatorGetByRoleOptions { Name = pool }).CheckAsync();

    /// <summary>The shortest way: where to, and on. Returns the move's id once it has begun.</summary>
    public async Task<string> MoveTo(string pool, bool force = false)
    {
        await ToDestination();
        await To(pool);
        if (force) await Force.CheckAsync();
        await Next("What will happen");
        await Next("When and how fast");
        return await Begin();
    }

    public async Task<string> Begin()
    {
        await Button("Move").ClickAsync();
        await Assertions.Expect(Heading).ToHaveTextAsync(RunOrOver());
        return await Window.Locator(".where b").First.TextContentAsync() ?? "";
    }

    public async Task Ends()
    {
        await IsAt("The move has ended");
        await Assertions.Expect(Button("Finish")).ToBeVisibleAsync();
    }

    public async Task Finish()
    {
        await Ends();
        await Button("Finish").ClickAsync();
        await Assertions.Expect(Window).ToBeHiddenAsync();
    }

    [GeneratedRegex("^(Moving users|The move has ended)$")]
    private static partial Regex RunOrOver();
}
