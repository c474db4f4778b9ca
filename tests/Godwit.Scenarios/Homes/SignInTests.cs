using Godwit.Pool.BackEnds;
using Godwit.Pool.Homes;
using static Godwit.Scenarios.Homes.TestPool;

namespace Godwit.Scenarios.Homes;

public class SignInTests(R2Pool pool) : IClassFixture<R2Pool>
{
    [Fact]
    public async Task A_client_that_signs_in_can_be_reached_until_it_signs_out()
    {
        var user = await pool.NewUser();
        var home = pool.Home(user);
        var result = await home.SignIn(Register(user));
        Assert.Null(result.Refusal);
        Assert.False(result.IsRefresh);
        Assert.Equal(result.Endpoint, Assert.Single(await home.Reach()));
        Assert.Equal(1, pool.Active.Find(user.Address)!.Endpoints);

        Assert.True((await home.SignIn(Register(user))).IsRefresh);
        await home.SignOut(Key(user), null);
        Assert.Empty(await home.Reach());
        Assert.Equal(0, pool.Active.Find(user.Address)!.Endpoints);
    }

    [Fact]
    public async Task A_lost_connection_signs_out_only_who_is_still_on_it()
    {
        var user = await pool.NewUser();
        var home = pool.Home(user);
        await home.SignIn(Register(user, connection: "old"));
        Assert.Equal("old", (await home.SignIn(Register(user, connection: "new"))).ReplacedConnection);
        await home.SignOut(Key(user), "old");
        Assert.Single(await home.Reach());
        await home.SignOut(Key(user), "new");
        Assert.Empty(await home.Reach());
    }

    [Fact]
    public async Task The_first_new_client_sets_the_mode_once_even_when_two_race()
    {
        var user = await pool.NewUser();
        var home = pool.Home(user);
        var held = pool.Store.Hold(user.Address);
        var first = home.SignIn(Register(user, "e1", ClientGeneration.New));
        var second = home.SignIn(Register(user, "e2", ClientGeneration.New));
        Assert.False(first.IsCompleted || second.IsCompleted);
        held.SetResult();
        Assert.All(await Task.WhenAll(first, second), r => Assert.Equal(PresenceMode.Enhanced, r.Endpoint!.Mode));
        Assert.True(pool.Store[user.Address]!.Account.RichMode);
        Assert.Single(pool.Store.Saves, s => s.User == user.Address && s.Changes.Any(c => c is UserChange.AccountSet));

        Assert.Equal(SignInRefusal.EnhancedPresenceRequired, (await home.SignIn(Register(user, "e3", ClientGeneration.Old))).Refusal);
        Assert.Equal(2, (await home.Reach()).Length);
    }

    [Fact]
    public async Task Nobody_is_told_that_the_mode_is_set_when_it_could_not_be_saved()
    {
        var user = await pool.NewUser();
        var home = pool.Home(user);
        await home.SignIn(Register(user, client: ClientGeneration.Old));
        pool.Store.Faults[user.Address] = new BackEndUnavailableException(Fqdn);
        Assert.Equal(SignInRefusal.PoolUnavailable, (await home.SignIn(Register(user, "e2", ClientGeneration.New))).Refusal);
        pool.Store.Faults.TryRemove(user.Address, out _);
        // The mode is not set after all: old clients are still welcome, and who was signed in still is.
        Assert.Null((await home.SignIn(Register(user, "e3", ClientGeneration.Old))).Refusal);
        Assert.Equal(2, (await home.Reach()).Length);
    }

    [Fact]
    public async Task A_refresh_loads_and_saves_nothing()
    {
        var user = await pool.NewUser();
        var home = pool.Home(user);
        await home.SignIn(Register(user));
        var saves = pool.Store.SavesOf(user.Address);
        for (var i = 0; i < 10; i++) Assert.True((await home.SignIn(Register(user))).IsRefresh);
        Assert.Equal(saves, pool.Store.SavesOf(user.Address));
        Assert.DoesNotContain(user.Address, pool.Store.Loads);
    }

    [Fact]
    public async Task One_client_too_many_signs_the_oldest_out()
    {
        var user = await pool.NewUser();
        var home = pool.Home(user);
        for (var i = 1; i <= 9; i++) await home.SignIn(Register(user, "e" + i));
        Assert.Equal(DeregisterReason.QuotaExceeded, Assert.Single(pool.Door.For<DeregisterReason>(Key(user, "e1"))));
        Assert.Equal(8, (await home.Reach()).Length);
    }

    [Fact]
    public async Task A_registration_that_is_not_refreshed_ends()
    {
        var user = await pool.NewUser();
        var home = pool.Home(user);
        await home.SignIn(Register(user, seconds: 60));
        pool.Time.Advance(TimeSpan.FromSeconds(61));
        Assert.Empty(await home.Reach());
        await pool.Sweep.Sweep(TestContext.Current.CancellationToken);
        Assert.Equal(0, pool.Active.Find(user.Address)!.Endpoints);
        Assert.DoesNotContain(user.Address, pool.Active.Due(pool.Time.GetUtcNow()));
    }

    [Fact]
    public async Task A_user_who_is_homed_elsewhere_is_sent_there()
    {
        var user = await pool.NewUser();
        var home = pool.Home(user);
        await home.SignIn(Register(user));
        await pool.Change(user with { HomePool = "other.godwit.test", Revision = 2 });
        await Assert.ThrowsAsync<MovedException>(() => home.SignIn(Register(user)));
        await Assert.ThrowsAsync<MovedException>(home.Reach);
        await Assert.ThrowsAsync<MovedException>(() => home.SubscribeContacts(Key(user)));
        Assert.Equal(1, await home.Close(DeregisterReason.UserMoved));
        Assert.Equal(DeregisterReason.UserMoved, Assert.Single(pool.Door.For<DeregisterReason>(Key(user))));
        await home.SignOut(Key(user), "c1");
    }

    [Fact]
    public async Task Disabling_a_user_signs_her_out_at_once_and_keeps_her_out()
    {
        var user = await pool.NewUser();
        var home = pool.Home(user);
        await home.SignIn(Register(user));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var running = pool.DisabledUsers.Run(stop.Token);
        await pool.Change(user with { Enabled = false, Revision = 2 });
        while (pool.Door.For<DeregisterReason>(Key(user)).Count == 0) await Task.Yield();
        Assert.Equal(DeregisterReason.UserDisabled, Assert.Single(pool.Door.For<DeregisterReason>(Key(user))));
        Assert.Equal(0, pool.Active.Find(user.Address)!.Endpoints);
        Assert.Equal(SignInRefusal.Disabled, (await home.SignIn(Register(user))).Refusal);
        await stop.CancelAsync();
        await running;
    }
}

public class LcsSignInTests(LcsPool pool) : IClassFixture<LcsPool>
{
    [Fact]
    public async Task On_lcs_everybody_but_a_new_client_is_served_in_the_old_way()
    {
        var user = await pool.NewUser();
        var home = pool.Home(user);
        Assert.Equal(SignInRefusal.ClientNeedsNewerPool, (await home.SignIn(Register(user, "e1", ClientGeneration.New))).Refusal);
        Assert.Equal(PresenceMode.Legacy, (await home.SignIn(Register(user, "e2", ClientGeneration.Old))).Endpoint!.Mode);
        Assert.Equal(PresenceMode.Legacy, (await home.SignIn(Register(user, "e3", ClientGeneration.Both))).Endpoint!.Mode);
        Assert.Null(pool.Store[user.Address]);
    }
}
