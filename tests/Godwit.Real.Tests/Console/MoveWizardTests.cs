using System.Text.RegularExpressions;
using Godwit.Admin;
using Godwit.Admin.Moves;
using Godwit.Real.Tests.Clients;
using Godwit.Real.Tests.Servers;
using Microsoft.Playwright;

namespace Godwit.Real.Tests.Console;

/// <summary>What the wizard says and does, page by page.</summary>
[Collection(ConsoleFixture.Name)]
public sealed class MoveWizardTests(ConsoleFixture fixture)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private AdminClient Admin => fixture.Server.Admin;

    [Fact]
    public async Task One_user_is_moved_and_the_move_is_undone_from_its_page()
    {
        var user = await Forest.NewUser(fixture.Server, DemoPool.Lcs);
        await using var console = await fixture.Open();
        var wizard = await Wizard(console, DemoPool.Lcs, user);
        await Assertions.Expect(wizard.Window).ToContainTextAsync($"moves {user} to another");
        var id = await wizard.MoveTo(DemoPool.Ocs.Fqdn);
        await wizard.Finish();
        Assert.Equal(DemoPool.Ocs.Fqdn, await Home(user));

        await console.Go($"/moves/{id}");
        var page = console.Page;
        await Assertions.Expect(page.GetByRole(AriaRole.Row).Filter(new LocatorFilterOptions { HasText = user })).ToContainTextAsync("moved");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Undo", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Undo the move" }).ClickAsync();
        await Assertions.Expect(page).Not.ToHaveURLAsync(new Regex($"/moves/{id}$"));
        await Assertions.Expect(page.Locator(".where")).ToContainTextAsync($"takes {id} back");
        await Assertions.Expect(page.GetByText("Finished, after")).ToBeVisibleAsync();
        Assert.Equal(DemoPool.Lcs.Fqdn, await Home(user));
        Assert.Equal("undone", (await Admin.MoveReport(id, Cancel)).Users.Single().Outcome);
    }

    [Fact]
    public async Task The_report_is_opened_and_saved()
    {
        var user = await Forest.NewUser(fixture.Server, DemoPool.Lcs);
        await using var console = await fixture.Open();
        var wizard = await Wizard(console, DemoPool.Lcs, user);
        await wizard.MoveTo(DemoPool.R2.Fqdn);
        await wizard.Ends();

        foreach (var (name, kind) in new[] { ("Save as HTML", "html"), ("Save as CSV", "csv"), ("Save as JSON", "json") })
        {
            var saved = await console.Page.RunAndWaitForDownloadAsync(() => wizard.Window.GetByRole(AriaRole.Link, new LocatorGetByRoleOptions { Name = name }).ClickAsync());
            Assert.EndsWith("." + kind, saved.SuggestedFilename, StringComparison.Ordinal);
            Assert.Contains(user, await File.ReadAllTextAsync(await saved.PathAsync(), Cancel), StringComparison.Ordinal);
        }

        var report = await console.Page.Context.RunAndWaitForPageAsync(() => wizard.Window.GetByRole(AriaRole.Link, new LocatorGetByRoleOptions { Name = "Open the report" }).ClickAsync());
        await Assertions.Expect(report.GetByText(user)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task An_unassigned_user_is_moved_from_her_node()
    {
        var user = await Forest.NewUser(fixture.Server, null);
        await using var console = await fixture.Open();
        await console.Node("Unassigned Users").ClickAsync();
        await console.RightClick(console.Row(user), "Move Users");
        var wizard = new MoveWizard(console);
        await wizard.ToDestination();
        await wizard.To(DemoPool.Ocs.Fqdn);
        await wizard.Next("What will happen");
        await Assertions.Expect(wizard.User(user)).ToContainTextAsync("unassigned");
        await wizard.Next("When and how fast");
        await wizard.Begin();
        await wizard.Finish();
        Assert.Equal(DemoPool.Ocs.Fqdn, await Home(user));
    }

    [Fact]
    public async Task A_user_in_enhanced_presence_mode_is_refused_by_an_old_pool_and_the_plan_names_the_rule()
    {
        var (converted, plain) = (await Forest.NewUser(fixture.Server, DemoPool.R2), await Forest.NewUser(fixture.Server, DemoPool.R2, enhanced: false));
        await using (await SipeProbe.SignIn(Forest.Client(fixture.Server, converted, DemoPool.R2)))
        {
        }

        await using var console = await fixture.Open();
        var wizard = await Wizard(console, DemoPool.R2, converted, plain);
        await wizard.ToDestination();
        await wizard.To(DemoPool.Lcs.Fqdn);
        await wizard.Next("What will happen");
        await Assertions.Expect(wizard.User(converted)).ToContainTextAsync("rich-mode-to-lcs");
        await Assertions.Expect(wizard.User(plain)).ToContainTextAsync("moved");
        await wizard.Window.GetByLabel("Show").SelectOptionAsync("refused");
        await Assertions.Expect(wizard.User(plain)).ToHaveCountAsync(0);
        await Assertions.Expect(wizard.User(converted)).ToBeVisibleAsync();
        await wizard.Next("When and how fast");
        var id = await wizard.Begin();
        await wizard.Ends();
        await Assertions.Expect(wizard.Window.Locator(".tile.refused")).ToContainTextAsync("1");
        await Assertions.Expect(wizard.User(converted)).ToContainTextAsync("refused");
        await wizard.Finish();

        var report = await Admin.MoveReport(id, Cancel);
        Assert.Equal((1, 1, 0), (report.Moved, report.Refused, report.Failed));
        Assert.Equal((DemoPool.R2.Fqdn, DemoPool.Lcs.Fqdn), (await Home(converted), await Home(plain)));
    }

    [Fact]
    public async Task Users_are_left_out_of_the_plan_and_stay()
    {
        var (goes, stays) = (await Forest.NewUser(fixture.Server, DemoPool.Lcs), await Forest.NewUser(fixture.Server, DemoPool.Lcs));
        await using var console = await fixture.Open();
        var wizard = await Wizard(console, DemoPool.Lcs, goes, stays);
        await wizard.ToDestination();
        await wizard.To(DemoPool.R2.Fqdn);
        await wizard.Next("What will happen");
        await wizard.User(stays).GetByRole(AriaRole.Checkbox).UncheckAsync();
        await Assertions.Expect(wizard.User(stays)).ToContainTextAsync("left out");
        await Assertions.Expect(wizard.Window.Locator(".tile.moved")).ToContainTextAsync("1");
        await wizard.Next("When and how fast");
        await wizard.Begin();
        await wizard.Finish();
        Assert.Equal((DemoPool.R2.Fqdn, DemoPool.Lcs.Fqdn), (await Home(goes), await Home(stays)));
    }

    [Fact]
    public async Task Force_moves_to_a_stopped_pool_and_the_data_follows()
    {
        var user = await Forest.NewUser(fixture.Server, DemoPool.Lcs);
        var friend = await Forest.NewUser(fixture.Server, DemoPool.Lcs);
        await using (var client = await SipeProbe.SignIn(Forest.Client(fixture.Server, user, DemoPool.Lcs)))
        {
            await client.Do($"add {friend} Work");
            await client.IsTold("<addedContact", friend);
            await client.SignOut();
        }

        (await fixture.Server.Shell($"pool stop {DemoPool.Ocs.Fqdn}")).Ended(0);
        try
        {
            await using var console = await fixture.Open();
            var wizard = await Wizard(console, DemoPool.Lcs, user);
            await wizard.ToDestination();
            await Assertions.Expect(wizard.Window.GetByRole(AriaRole.Row).Filter(new LocatorFilterOptions { HasText = DemoPool.Ocs.Fqdn })).ToContainTextAsync("stopped");
            await wizard.To(DemoPool.Ocs.Fqdn);
            // Without force the plan refuses everybody, and there is nothing to go on with.
            await wizard.Next("What will happen");
            await Assertions.Expect(wizard.User(user)).ToContainTextAsync("target-not-available");
            await Assertions.Expect(wizard.Button("Next")).ToBeDisabledAsync();
            await wizard.Button("Back").ClickAsync();
            await wizard.IsAt("Where to");
            await wizard.Force.CheckAsync();
            await Assertions.Expect(wizard.Window.Locator("#force-means")).ToContainTextAsync("contacts, allow and block entries, meetings");
            await wizard.Next("What will happen");
            await wizard.Next("When and how fast");
            await wizard.Begin();
            await wizard.Ends();
            await Assertions.Expect(wizard.User(user)).ToContainTextAsync("moved with warnings");
            await Assertions.Expect(wizard.User(user)).ToContainTextAsync("contact");
            await wizard.Finish();
            Assert.Equal(DemoPool.Ocs.Fqdn, await Home(user));
            // A plan that was looked at and left again is not kept.
            Assert.DoesNotContain(await Admin.Plans(Cancel), p => p.State == "ready");
        }
        finally
        {
            (await fixture.Server.Shell($"pool start {DemoPool.Ocs.Fqdn}")).Ended(0);
        }

        await using var again = await SipeProbe.SignIn(Forest.Client(fixture.Server, user, DemoPool.Ocs));
        await again.ExpectContacts(list => list.Buddies.Any(b => b.Who == friend));
    }

    [Fact]
    public async Task A_move_for_later_waits_is_steered_and_goes_on_without_the_window()
    {
        var user = await Forest.NewUser(fixture.Server, DemoPool.Lcs);
        await using var console = await fixture.Open();
        var wizard = await Wizard(console, DemoPool.Lcs, user);
        await wizard.ToDestination();
        await wizard.To(DemoPool.R2.Fqdn);
        await wizard.Next("What will happen");
        await wizard.Next("When and how fast");
        await wizard.Window.GetByRole(AriaRole.Radio, new LocatorGetByRoleOptions { Name = "Not before" }).CheckAsync();
        await wizard.Button("Move").ClickAsync();
        await Assertions.Expect(wizard.Window.GetByRole(AriaRole.Alert)).ToContainTextAsync("Write the day and the time");
        await wizard.Window.GetByLabel("Not before", new LocatorGetByLabelOptions { Exact = true }).And(wizard.Window.Locator("[type=datetime-local]")).FillAsync("2031-03-02T22:30");
        await wizard.Window.GetByLabel("Users a minute, at most").FillAsync("60");
        await wizard.Window.GetByLabel("Not while a user is in a call").CheckAsync();
        var id = await wizard.Begin();
        await Assertions.Expect(wizard.Window).ToContainTextAsync("Waits for its start");
        await wizard.Button("Suspend").ClickAsync();
        await Assertions.Expect(wizard.Button("Resume")).ToBeVisibleAsync();
        Assert.Equal("suspended", (await Admin.MoveReport(id, Cancel)).State);
        await wizard.Button("Resume").ClickAsync();
        await Assertions.Expect(wizard.Button("Suspend")).ToBeVisibleAsync();
        var move = await Admin.MoveReport(id, Cancel);
        // The browser's clock is Berlin's.
        Assert.Equal(new MoveTermsView { StartAfter = new DateTimeOffset(2031, 3, 2, 21, 30, 0, TimeSpan.Zero), Rate = 60, Priority = "normal", Busy = "wait" }, move.Terms! with { StartAfter = move.Terms.StartAfter!.Value.ToUniversalTime() });

        await wizard.Button("Close").ClickAsync();
        await Assertions.Expect(wizard.Window).ToBeHiddenAsync();
        Assert.Equal("scheduled", (await Admin.MoveReport(id, Cancel)).State);
        await console.Go($"/moves/{id}");
        await console.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Cancel the move" }).ClickAsync();
        await console.Page.GetByRole(AriaRole.Group, new PageGetByRoleOptions { Name = "Cancel the move" }).GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Cancel the move" }).ClickAsync();
        await Assertions.Expect(console.Page.GetByText("Cancelled: whose turn")).ToBeVisibleAsync();
        Assert.Equal(DemoPool.Lcs.Fqdn, await Home(user));
    }

    private async Task<string> Home(string user) => (await Admin.User(user, Cancel)).Home;

    /// <summary>Opens the wizard for these users of the pool.</summary>
    private static async Task<MoveWizard> Wizard(ConsolePage console, DemoPool pool, params string[] users)
    {
        await console.Go($"/pool/{pool.Fqdn}/users");
        await console.Find("visitor");
        await console.Row(users[0]).ClickAsync();
        foreach (var user in users[1..]) await console.Row(user).ClickAsync(new LocatorClickOptions { Modifiers = [KeyboardModifier.Control] });
        await console.RightClick(console.Row(users[0]), "Move Users");
        return new MoveWizard(console);
    }
}
