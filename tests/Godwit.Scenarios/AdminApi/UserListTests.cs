using Godwit.Admin;
using Godwit.Admin.Forest;
using Godwit.Admin.Moves;
using Godwit.Admin.Users;
using Godwit.Scenarios.Clients;
using Godwit.Scenarios.Forests;
using Xunit;

namespace Godwit.Scenarios.AdminApi;

/// <summary>Lists of users as a console asks for them, and the forest around them.</summary>
public sealed class UserListTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_list_is_searched_sorted_and_paged()
    {
        await using var forest = await TestForest.Start(new TestForestOptions { DemoUsers = 40 });
        var all = await forest.Admin.Users(Cancel);

        var pages = new List<UserView>();
        for (var at = 0; at < 40; at += 16) pages.AddRange((await forest.Admin.Users(new UserQuery { Offset = at, Limit = 16 }, Cancel)).Users);
        Assert.Equal(all, pages);
        Assert.Equal(all.Reverse().Take(5), (await forest.Admin.Users(new UserQuery { Sort = "-address", Limit = 5 }, Cancel)).Users);
        Assert.Equal(all.Select(u => u.DisplayName).Order(StringComparer.OrdinalIgnoreCase), (await forest.Admin.Users(new UserQuery { Sort = "name" }, Cancel)).Users.Select(u => u.DisplayName));
        Assert.Equal(["alice@godwit.test"], await Found(new UserQuery { Search = "sip:alic*" }));
        Assert.Equal(["bob@godwit.test"], await Found(new UserQuery { Search = "*Bergman" }));
        Assert.Equal(["dave@godwit.test"], await Found(new UserQuery { Search = "d?ve" }));
        Assert.Equal(all.Where(u => u.Home == TestForest.Ocs07).Select(u => u.Address), await Found(new UserQuery { Pool = TestForest.Ocs07 }));
        Assert.Equal(all.Where(u => u.Ou == "OU=Sales,DC=godwit,DC=test").Select(u => u.Address), await Found(new UserQuery { Ou = "ou=sales, dc=godwit, dc=test" }));
        Assert.Equal((40, 0), ((await forest.Admin.Users(new UserQuery { Offset = 99 }, Cancel)).Total, (await forest.Admin.Users(new UserQuery { Offset = 99 }, Cancel)).Users.Count));
        Assert.Equal(400, (await Assert.ThrowsAsync<AdminException>(() => forest.Admin.Users(new UserQuery { Limit = 1_001 }, Cancel))).Status);
        Assert.Equal(400, (await Assert.ThrowsAsync<AdminException>(() => forest.Admin.Users(new UserQuery { Sort = "age" }, Cancel))).Status);

        async Task<IEnumerable<string>> Found(UserQuery query) => (await forest.Admin.Users(query, Cancel)).Users.Select(u => u.Address);
    }

    [Fact]
    public async Task A_list_follows_every_change_at_once()
    {
        await using var forest = await TestForest.Start(new TestForestOptions { DemoUsers = 6 });
        await forest.AddUser("aaron", "", enhancedPresence: false);
        await forest.Admin.SetEnabled("bob@godwit.test", false, Cancel);

        Assert.Equal("aaron@godwit.test", (await forest.Admin.Users(new UserQuery { Limit = 1 }, Cancel)).Users[0].Address);
        Assert.Equal(["aaron@godwit.test"], (await forest.Admin.Users(new UserQuery { Unassigned = true }, Cancel)).Users.Select(u => u.Address));
        Assert.Equal(["bob@godwit.test"], (await forest.Admin.Users(new UserQuery { Enabled = false }, Cancel)).Users.Select(u => u.Address));
        Assert.Equal(["aaron@godwit.test"], (await forest.Admin.Users(new UserQuery { Enhanced = false }, Cancel)).Users.Select(u => u.Address));
        await forest.Admin.Move(new StartMove(TestForest.R2Pool) { Users = ["aaron@godwit.test"] }, Cancel);
        await foreach (var _ in forest.Admin.Watch((await forest.Admin.Moves(Cancel))[0].Id, Cancel)) { }
        Assert.Equal(0, (await forest.Admin.Users(new UserQuery { Unassigned = true }, Cancel)).Total);
        Assert.Equal(3, (await forest.Admin.Users(new UserQuery { Pool = TestForest.R2Pool }, Cancel)).Total);
    }

    [Fact]
    public async Task Who_is_signed_in_and_with_what_can_be_asked_for()
    {
        await using var forest = await TestForest.Start(new TestForestOptions { DemoUsers = 6, Unauthenticated = true });
        using var client = await RawClient.Connect(forest.Tcp(TestForest.Lcs01), "alice@godwit.test");
        await client.Register("RTC/1.3.5470 (Microsoft Communicator 1.0.559)");

        Assert.Equal(["alice@godwit.test"], (await forest.Admin.Users(new UserQuery { State = "signed-in" }, Cancel)).Users.Select(u => u.Address));
        Assert.Equal(5, (await forest.Admin.Users(new UserQuery { State = "signed-out" }, Cancel)).Total);
        Assert.Equal(["alice@godwit.test"], (await forest.Admin.Users(new UserQuery { Client = "communicator 1.0" }, Cancel)).Users.Select(u => u.Address));
        Assert.Equal(0, (await forest.Admin.Users(new UserQuery { Client = "OC/2.0" }, Cancel)).Total);
        Assert.True((await forest.Admin.User("alice@godwit.test", Cancel)).SignedIn);
    }

    [Fact]
    public async Task The_forest_at_a_glance_has_its_pools_in_groups_and_counts_its_users()
    {
        await using var forest = await TestForest.Start(new TestForestOptions { DemoUsers = 9 });
        await forest.AddUser("nina", "");

        var overview = await forest.Admin.Forest.Overview(Cancel);

        Assert.Equal(("godwit.test", 10, 1, 0, 5), (overview.Name, overview.Users, overview.Unassigned, overview.Disabled, overview.Accounts));
        Assert.Equal([(TestForest.Lcs01, "earlier", 3), (TestForest.Ocs07, "earlier", 3), (TestForest.R2Pool, "standard", 3)], overview.Pools.Select(p => (p.Fqdn, p.Group, p.Users)));
        Assert.All(overview.Pools, p => Assert.Equal(("running", false), (Assert.Single(p.FrontEnds).State, p.FrontEnds[0].Elsewhere)));
    }

    [Fact]
    public async Task Figures_count_what_happens()
    {
        await using var forest = await TestForest.Start(new TestForestOptions { DemoUsers = 6, Unauthenticated = true });
        using var client = await RawClient.Connect(forest.Tcp(TestForest.Lcs01), "alice@godwit.test");
        await client.Register("RTC/1.3.5470 (Microsoft Communicator 1.0.559)");
        var started = await forest.Admin.Move(new StartMove(TestForest.R2Pool) { Users = ["carol@godwit.test"] }, Cancel);
        await foreach (var _ in forest.Admin.Watch(started.Id, Cancel)) { }

        var figures = await forest.Admin.Forest.Figures(Cancel);

        Assert.Equal([TestForest.Lcs01, TestForest.Ocs07, TestForest.R2Pool], figures.Pools.Select(p => p.Pool));
        Assert.Equal((1, true), (figures.Pools[0].SignedIn, figures.Pools[0].Counted));
        Assert.True(figures.Moves >= 1);
        Assert.True(figures.Minutes.Sum(m => m.Moves) >= 1);
    }

    [Fact]
    public async Task The_directory_shows_accounts_in_their_containers_also_those_that_are_no_users()
    {
        await using var forest = await TestForest.Start(new TestForestOptions { DemoUsers = 12 });
        await forest.Admin.Delete("alice@godwit.test", false, Cancel);

        var tree = await forest.Admin.Forest.Containers(null, Cancel);
        Assert.Equal(("DC=godwit,DC=test", "godwit.test", "", "domain", 17), (tree[0].Dn, tree[0].Name, tree[0].Parent, tree[0].Kind, tree[0].AccountsBelow));
        var sales = tree.Single(c => c.Name == "Sales");
        Assert.Equal(("ou", tree[0].Dn, sales.Accounts - 2), (sales.Kind, sales.Parent, sales.Users));
        Assert.Equal([sales], await forest.Admin.Forest.Containers("ou=sales,dc=godwit,dc=test", Cancel));

        var accounts = await forest.Admin.Forest.Accounts(new AccountQuery(sales.Dn), Cancel);
        Assert.Equal(sales.Accounts, accounts.Total);
        var alice = accounts.Accounts.Single(a => a.Login == "alice");
        Assert.Null(alice.User);
        Assert.Equal("bob@godwit.test", accounts.Accounts.Single(a => a.Login == "bob").User?.Address);
        Assert.Equal(["alice", "trainee"], (await forest.Admin.Forest.Accounts(new AccountQuery(sales.Dn) { Communications = false }, Cancel)).Accounts.Select(a => a.Login));
        Assert.Equal(["bob"], (await forest.Admin.Forest.Accounts(new AccountQuery(sales.Dn) { Search = "sip:bob*" }, Cancel)).Accounts.Select(a => a.Login));
        foreach (var (sort, of) in new (string, Func<AccountView, string>)[]
        {
            ("name", a => a.DisplayName), ("login", a => a.Login), ("address", a => a.User?.Address ?? ""), ("pool", a => a.User?.Home ?? ""), ("mail", a => a.Mail),
        })
        {
            var sorted = (await forest.Admin.Forest.Accounts(new AccountQuery(sales.Dn) { Sort = sort }, Cancel)).Accounts.Select(of).ToList();
            Assert.Equal(sorted.Order(StringComparer.OrdinalIgnoreCase), sorted);
            var backwards = await forest.Admin.Forest.Accounts(new AccountQuery(sales.Dn) { Sort = "-" + sort }, Cancel);
            Assert.Equal(sorted, backwards.Accounts.Select(of).Reverse());
        }

        Assert.Equal(400, (await Assert.ThrowsAsync<AdminException>(() => forest.Admin.Forest.Accounts(new AccountQuery(sales.Dn) { Sort = "shoe-size" }, Cancel))).Status);
        Assert.Equal(404, (await Assert.ThrowsAsync<AdminException>(() => forest.Admin.Forest.Accounts(new AccountQuery("OU=None,DC=godwit,DC=test"), Cancel))).Status);
    }
}
