using Godwit.Pool.Contacts;
using Godwit.Pool.Homes;
using static Godwit.Scenarios.Homes.TestPool;

namespace Godwit.Scenarios.Homes;

public class FenceTests(R2Pool pool) : IClassFixture<R2Pool>
{
    private static ContactsCommand.AddGroup AddGroup(int delta, string name) => new(delta, name, "");

    [Fact]
    public async Task A_fence_waits_for_the_write_that_is_under_way_and_holds_the_next()
    {
        var user = await pool.NewUser();
        var home = pool.Home(user);
        var held = pool.Store.Hold(user.Address);
        var first = home.ChangeContacts(AddGroup(1, "first"));
        while ((await home.SubscribeContacts(Key(user))).Delta == 1) await Task.Yield();

        var fence = pool.Gate.Fence([user.Address], TestContext.Current.CancellationToken);
        Assert.False(fence.IsCompleted);
        held.SetResult();
        await fence;
        Assert.Null((await first).Refusal);

        var second = home.ChangeContacts(AddGroup(2, "second"));
        Assert.Equal(2, (await home.SubscribeContacts(Key(user))).Delta);
        Assert.False(second.IsCompleted);
        pool.Gate.Open([user.Address]);
        Assert.Equal(3, (await second).Delta);
    }

    [Fact]
    public async Task Who_waits_at_the_fence_of_a_user_who_moved_is_told()
    {
        var user = await pool.NewUser();
        var home = pool.Home(user);
        await home.SignIn(Register(user));
        await pool.Gate.Fence([user.Address], TestContext.Current.CancellationToken);
        var write = home.ChangeContacts(AddGroup(1, "late"));
        var refresh = home.SignIn(Register(user));
        await pool.Change(user with { HomePool = "other.godwit.test", Revision = 2 });
        pool.Gate.Release([user.Address]);
        await Assert.ThrowsAsync<MovedException>(() => write);
        await Assert.ThrowsAsync<MovedException>(() => refresh);
        Assert.DoesNotContain(pool.Store[user.Address]?.Groups ?? [], g => g.Name == "late");
    }

    [Fact]
    public async Task A_user_who_comes_back_is_read_anew()
    {
        var user = await pool.NewUser();
        var home = pool.Home(user);
        await home.ChangeContacts(AddGroup(1, "here"));
        await pool.Change(user with { HomePool = "other.godwit.test", Revision = 2 });
        // What happened elsewhere comes back in the copy; nobody told this home.
        pool.Store[user.Address] = pool.Store[user.Address]! with { Account = new(false, 40, 1, null), Groups = [new(1, "~", ""), new(7, "elsewhere", "")] };
        await pool.Change(user with { Revision = 3 });
        var list = await home.SubscribeContacts(Key(user));
        Assert.Equal(40, list.Delta);
        Assert.Contains(list.Groups, g => g.Name == "elsewhere");
    }

    [Fact]
    public async Task Whoever_wants_to_reach_a_user_on_her_way_here_waits_for_her()
    {
        var user = await pool.NewUser();
        var home = pool.Home(user);
        pool.Gate.Expect([user.Address], TimeSpan.FromSeconds(10));
        var reach = home.Reach();
        Assert.False(reach.IsCompleted);
        await home.SignIn(Register(user));
        Assert.Single(await reach);
    }

    [Fact]
    public async Task And_not_for_ever()
    {
        var user = await pool.NewUser();
        pool.Gate.Expect([user.Address], TimeSpan.FromSeconds(10));
        var reach = pool.Home(user).Reach();
        pool.Time.Advance(TimeSpan.FromSeconds(11));
        Assert.Empty(await reach);
    }
}
