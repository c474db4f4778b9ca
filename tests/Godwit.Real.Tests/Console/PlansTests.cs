using Godwit.Admin.Moves;
using Godwit.Real.Tests.Servers;
using Microsoft.Playwright;

namespace Godwit.Real.Tests.Console;

/// <summary>Saved plans, in their list and on their own pages.</summary>
[Collection(ConsoleFixture.Name)]
public sealed class PlansTests(ConsoleFixture fixture)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_plan_is_renamed_in_the_list_and_on_its_page()
    {
        var user = await Forest.NewUser(fixture.Server, DemoPool.Lcs);
        var plan = await fixture.Server.Admin.MakePlan(new MakePlan(new StartMove(DemoPool.R2.Fqdn) { Users = [user] }) { Name = "Curlews" }, Cancel);
        try
        {
            await using var console = await fixture.Open("/plans");
            await console.Row("Curlews").ClickAsync();
            await console.Page.Keyboard.PressAsync("F2");
            var name = console.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Textbox, new LocatorGetByRoleOptions { Name = "Name" });
            await Assertions.Expect(name).ToHaveValueAsync("Curlews");
            await name.FillAsync("Whimbrels");
            await console.Page.Keyboard.PressAsync("Enter");
            await Assertions.Expect(console.Row("Whimbrels")).ToHaveCountAsync(1);
            Assert.Equal("Whimbrels", await Name(plan.Id));

            await console.Go($"/plans/{plan.Id}");
            await console.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Rename…" }).ClickAsync();
            await console.IsAccessible("the dialog that renames a plan");
            await name.FillAsync("Godwits");
            await console.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Rename" }).ClickAsync();
            await Assertions.Expect(console.Page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Level = 1 })).ToHaveTextAsync("Godwits");
            Assert.Equal("Godwits", await Name(plan.Id));
        }
        finally
        {
            // The forest is that of other tests, too, and some of them look for plans that were left behind.
            await fixture.Server.Admin.DeletePlan(plan.Id, Cancel);
        }
    }

    private async Task<string> Name(string id) => (await fixture.Server.Admin.Plan(id, new PlanQuery(Limit: 1), Cancel)).Name;
}
