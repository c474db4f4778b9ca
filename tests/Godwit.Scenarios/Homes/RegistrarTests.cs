using Godwit.Pool.BackEnds;
using Godwit.Pool.Homes;
using Godwit.Pool.Permissions;
using Godwit.Pool.Users;
using static Godwit.Scenarios.Homes.TestPool;

namespace Godwit.Scenarios.Homes;

/// <summary>What the registrar answers at once, and what it leaves to the home, over the same endpoints.</summary>
public class RegistrarTests(R2Pool pool) : IClassFixture<R2Pool>
{
    [Fact]
    public async Task A_sign_in_that_the_registrar_answered_is_found_by_the_home()
    {
        var user = await KnownUser();
        Assert.True(pool.Registrar.TrySignIn(Register(user, client: ClientGeneration.Old), out var result));
        Assert.False(result.IsRefresh);
        Assert.Equal(PresenceMode.Legacy, result.Endpoint!.Mode);
        Assert.Equal(result.Endpoint, Assert.Single(await pool.Home(user).Reach()));
        Assert.Equal(1, pool.Active.Find(user.Address)!.Endpoints);

        Assert.True(pool.Registrar.TrySignIn(Register(user, client: ClientGeneration.Old), out var again));
        Assert.True(again.IsRefresh);
        Assert.True(pool.Registrar.TrySignOut(Key(user), "another"));
        Assert.Single(await pool.Home(user).Reach());
        Assert.True(pool.Registrar.TrySignOut(Key(user), "c1"));
        Assert.Empty(await pool.Home(user).Reach());
    }

    [Fact]
    public async Task A_user_whose_mode_nobody_asked_for_yet_is_left_to_her_home()
    {
        var user = await pool.NewUser();
        Assert.False(pool.Registrar.TrySignIn(Register(user), out _));
        await pool.Home(user).SignIn(Register(user));
        Assert.True(pool.Registrar.TrySignIn(Register(user), out _));
    }

    [Fact]
    public async Task The_sign_in_that_sets_the_mode_and_those_that_are_refused_are_the_homes()
    {
        var user = await KnownUser();
        Assert.False(pool.Registrar.TrySignIn(Register(user, client: ClientGeneration.New), out _));
        await pool.Home(user).SignIn(Register(user, client: ClientGeneration.New));
        Assert.True(pool.Registrar.TrySignIn(Register(user, "e2", ClientGeneration.New), out var second));
        Assert.Equal(PresenceMode.Enhanced, second.Endpoint!.Mode);
        Assert.False(pool.Registrar.TrySignIn(Register(user, "e3", ClientGeneration.Old), out _));
    }

    [Fact]
    public async Task A_mode_that_could_not_be_saved_is_unknown()
    {
        var user = await KnownUser();
        pool.Store.Faults[user.Address] = new BackEndUnavailableException(Fqdn);
        await pool.Home(user).SignIn(Register(user, client: ClientGeneration.New));
        pool.Store.Faults.TryRemove(user.Address, out _);
        Assert.False(pool.Registrar.TrySignIn(Register(user, client: ClientGeneration.Old), out _));
        Assert.Null((await pool.Home(user).SignIn(Register(user, client: ClientGeneration.Old))).Refusal);
        Assert.True(pool.Registrar.TrySignIn(Register(user, client: ClientGeneration.Old), out _));
    }

    [Fact]
    public async Task While_somebody_watches_her_home_signs_in_and_tells()
    {
        var (user, watcher) = (await KnownUser(), await pool.NewUser());
        await pool.Home(user).Watch(Key(watcher), "Watcher", false, TimeSpan.FromHours(1));
        Assert.False(pool.Registrar.TrySignIn(Register(user, client: ClientGeneration.Old), out _));
        Assert.False(pool.Registrar.TrySignOut(Key(user), null));
    }

    [Fact]
    public async Task Who_is_fenced_moved_or_disabled_is_left_to_her_home()
    {
        var user = await KnownUser();
        await pool.Gate.Fence([user.Address], TestContext.Current.CancellationToken);
        Assert.False(pool.Registrar.TrySignIn(Register(user, client: ClientGeneration.Old), out _));
        pool.Gate.Open([user.Address]);
        Assert.True(pool.Registrar.TrySignIn(Register(user, client: ClientGeneration.Old), out _));
        await pool.Change(user with { HomePool = "other.godwit.test", Revision = 2 });
        Assert.False(pool.Registrar.TrySignIn(Register(user, client: ClientGeneration.Old), out _));
        // The move closes what was signed in without the home, too.
        Assert.Equal(1, await pool.Home(user).Close(DeregisterReason.UserMoved));
        Assert.Equal(DeregisterReason.UserMoved, Assert.Single(pool.Door.For<DeregisterReason>(Key(user))));
    }

    [Fact]
    public async Task Who_comes_back_from_another_pool_has_the_mode_that_she_brings()
    {
        var user = await KnownUser();
        await pool.Change(user with { HomePool = "other.godwit.test", Revision = 2 });
        pool.Store[user.Address] = UserData.Empty(user.Address) with { Account = UserAccount.New with { RichMode = true } };
        await pool.Change(user with { Revision = 3 });
        Assert.False(pool.Registrar.TrySignIn(Register(user, client: ClientGeneration.Old), out _));
        Assert.Equal(SignInRefusal.EnhancedPresenceRequired, (await pool.Home(user).SignIn(Register(user, client: ClientGeneration.Old))).Refusal);
    }

    [Fact]
    public async Task What_expires_without_a_home_in_memory_is_taken_out()
    {
        var user = await KnownUser();
        Assert.True(pool.Registrar.TrySignIn(Register(user, client: ClientGeneration.Old, seconds: 60), out _));
        var (signedIn, endpoints) = (pool.Active.SignedInUsers, pool.Active.Endpoints);
        pool.Time.Advance(TimeSpan.FromSeconds(61));
        await pool.Sweep.Sweep(TestContext.Current.CancellationToken);
        Assert.Equal(0, pool.Active.Find(user.Address)?.Endpoints ?? 0);
        Assert.True(pool.Active.SignedInUsers < signedIn && pool.Active.Endpoints < endpoints);
    }

    [Fact]
    public async Task Who_may_reach_a_user_is_known_without_her_home_once_it_has_loaded_her_permissions()
    {
        var (user, caller) = (await KnownUser(), await pool.NewUser());
        Assert.False(pool.Registrar.TryReach(user.Address, caller.Address, out _));
        Assert.True(pool.Registrar.TrySignIn(Register(user, client: ClientGeneration.Old), out var signedIn));
        Assert.False(pool.Registrar.TryReach(user.Address, caller.Address, out _));
        Assert.True(await pool.Home(user).MayCommunicate(caller.Address));
        Assert.True(pool.Registrar.TryReach(user.Address, caller.Address, out var reached));
        Assert.Equal(signedIn.Endpoint, Assert.Single(reached));

        await pool.Home(user).SetAce(new Ace(AceType.User, caller.Address.Value, "BD"), 1);
        Assert.True(pool.Registrar.TryReach(user.Address, caller.Address, out var blocked));
        Assert.Empty(blocked);
        Assert.True(pool.Registrar.TryReach(user.Address, user.Address, out var own));
        Assert.Single(own);

        await pool.Change(user with { HomePool = "other.godwit.test", Revision = 2 });
        Assert.False(pool.Registrar.TryReach(user.Address, null, out _));
        await pool.Home(user).Close(DeregisterReason.UserMoved);
        await pool.Change(user with { Revision = 3 });
        Assert.False(pool.Registrar.TryReach(user.Address, caller.Address, out _));
    }

    /// <summary>A user whose mode this pool knows, and with nobody signed in.</summary>
    private async Task<DirectoryUser> KnownUser([System.Runtime.CompilerServices.CallerMemberName] string name = "")
    {
        var user = await pool.NewUser(name: name);
        await pool.Home(user).SignIn(Register(user, client: ClientGeneration.Old));
        await pool.Home(user).SignOut(Key(user), null);
        return user;
    }
}
