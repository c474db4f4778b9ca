using Godwit.Admin;
using Godwit.Admin.Users;
using Godwit.Scenarios.Forests;
using Xunit;

namespace Godwit.Scenarios.AdminApi;

public sealed class UsersApiTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_user_is_added_shown_listed_disabled_and_enabled()
    {
        await using var forest = await TestForest.Start();

        var added = await forest.AddUser("Anna.Berg", TestForest.Ocs07);
        Assert.Equal(
            new UserView("anna.berg@godwit.test", TestForest.Ocs07, true, new EnhancedPresenceView(true, false))
            {
                DisplayName = "Anna Berg",
                Login = "anna.berg",
                Mail = "anna.berg@godwit.test",
                Dn = "CN=Anna Berg,CN=Users,DC=godwit,DC=test",
                Ou = "CN=Users,DC=godwit,DC=test",
                Options = new UserOptionsView { Archiving = "none" },
                Revision = added.Revision,
            },
            added with { Attributes = null });
        Assert.Equal(added with { Attributes = null }, await forest.Admin.User("SIP:ANNA.BERG@GODWIT.TEST", Cancel) with { Attributes = null });
        Assert.Equal([added with { Attributes = null }], await forest.Admin.Users(Cancel));
        Assert.False((await forest.Admin.SetEnabled("anna.berg@godwit.test", false, Cancel)).Enabled);
        Assert.True((await forest.Admin.SetEnabled("anna.berg@godwit.test", true, Cancel)).Enabled);
    }

    [Fact]
    public async Task An_unassigned_user_has_an_empty_home_and_enhanced_presence_can_be_off()
    {
        await using var forest = await TestForest.Start();

        var added = await forest.AddUser("nina", "", enhancedPresence: false);

        Assert.Equal("", added.Home);
        Assert.Equal(new EnhancedPresenceView(false, false), added.EnhancedPresence);
    }

    [Theory]
    [InlineData("", "lcs01.godwit.test", "pw", 400, "'' is not a SIP address like alice@example.org")]
    [InlineData("x@elsewhere.org", "lcs01.godwit.test", "pw", 400, "elsewhere.org is not a SIP domain of this forest; its domains are: godwit.test")]
    [InlineData("x@godwit.test", "nopool.godwit.test", "pw", 404, "There is no pool nopool.godwit.test; 'godwit pool list' shows those there are")]
    [InlineData("x@godwit.test", "lcs01.godwit.test", "", 400, "A user needs a password")]
    [InlineData("alice@godwit.test", "lcs01.godwit.test", "pw", 409, "The address alice@godwit.test is in use")]
    public async Task What_cannot_be_added_is_refused_in_one_sentence(string address, string pool, string password, int status, string sentence)
    {
        await using var forest = await TestForest.Start(new TestForestOptions { DemoUsers = 6 });

        var refusal = await Assert.ThrowsAsync<AdminException>(() => forest.Admin.Add(new AddUser(address, pool, password, true), Cancel));

        Assert.Equal((status, sentence), (refusal.Status, refusal.Message));
    }

    [Fact]
    public async Task An_unknown_user_is_not_found_by_any_verb()
    {
        await using var forest = await TestForest.Start();

        foreach (var ask in new Func<Task>[] { () => forest.Admin.User("who@godwit.test", Cancel), () => forest.Admin.SetEnabled("who@godwit.test", true, Cancel) })
            Assert.Equal("There is no user who@godwit.test", (await Assert.ThrowsAsync<AdminException>(ask)).Message);
    }

    [Fact]
    public async Task The_demo_has_its_people_spread_evenly_and_they_stay_over_a_restart()
    {
        await using var forest = await TestForest.Start(new TestForestOptions { DemoUsers = 30 });
        var before = await forest.Admin.Users(Cancel);

        await forest.Restart();

        Assert.Equal(before, await forest.Admin.Users(Cancel));
        Assert.Equal([10, 10, 10], before.CountBy(u => u.Home).Select(c => c.Value));
        Assert.All(before, u => Assert.Equal(new EnhancedPresenceView(true, false), u.EnhancedPresence));
    }
}
