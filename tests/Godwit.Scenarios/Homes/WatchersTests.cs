using Godwit.Pool.Homes;
using Godwit.Pool.Permissions;
using Godwit.Pool.Users;
using static Godwit.Scenarios.Homes.TestPool;

namespace Godwit.Scenarios.Homes;

/// <summary>What a user is told of those who watch her (RFC 3857), whatever model the permissions were made in.</summary>
public class WatchersTests(R2Pool pool) : IClassFixture<R2Pool>
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private List<(string Who, WatcherStatus Status, WatcherEvent Why)> Told(DirectoryUser user) =>
        [.. pool.Door.For<HomeNotification.WatchersChanged>(Key(user)).SelectMany(n => n.Changed).Select(w => (w.DisplayName, w.Status, w.Why))];

    [Fact]
    public async Task Each_person_who_comes_and_goes_is_told_once_however_many_clients_he_has()
    {
        var (alice, bob) = (await pool.NewUser(), await pool.NewUser(name: "WatchersBob"));
        var home = pool.Home(alice);
        await home.SignIn(Register(alice));
        await home.Watch(Key(alice), "Alice", false, Hour);
        Assert.Empty(await home.SubscribeWatchers(Key(alice)));
        await home.Watch(Key(bob), "Bob", false, Hour);
        await home.Watch(Key(bob, "e2"), "Bob", false, Hour);
        await home.Watch(Key(bob), "Bob", false, Hour);
        Assert.Equal([("Bob", WatcherStatus.Active, WatcherEvent.Subscribe)], Told(alice));
        await home.Unwatch(Key(bob));
        Assert.Single(Told(alice));
        await home.Unwatch(Key(bob, "e2"));
        Assert.Equal(("Bob", WatcherStatus.Terminated, WatcherEvent.Timeout), Told(alice)[^1]);
        Assert.Empty(await home.SubscribeWatchers(Key(alice)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_block_in_either_model_is_told_in_both_and_so_is_its_end(bool asContainer)
    {
        var (alice, bob) = (await pool.NewUser(), await pool.NewUser(name: "BlockedBob"));
        var home = pool.Home(alice);
        await home.SignIn(Register(alice));
        await home.Watch(Key(bob), "Bob", false, Hour);
        Assert.Equal(WatcherStatus.Active, Assert.Single(await home.SubscribeWatchers(Key(alice))).Status);

        await Block(true);
        Assert.True((await home.Watch(Key(bob), "Bob", false, Hour))!.IsHidden);
        Assert.False(await home.MayCommunicate(bob.Address));
        Assert.Equal(("Bob", WatcherStatus.Terminated, WatcherEvent.Rejected), Told(alice)[^1]);
        Assert.Contains((await home.SubscribeAcl(Key(alice))).Aces, a => a.Mask == bob.Address.Value && PermissionRules.Blocks(a.Rights));
        Assert.Contains((await home.SubscribeSelf(Key(alice), false, true, false)).Containers!.Value, c => c.Id == ContainerIds.Blocked && c.Members.Any(m => m.Value == bob.Address.Value));

        await Block(false);
        Assert.False((await home.Watch(Key(bob), "Bob", false, Hour))!.IsHidden);
        Assert.Equal(("Bob", WatcherStatus.Active, WatcherEvent.Approved), Told(alice)[^1]);

        async Task Block(bool blocks)
        {
            if (asContainer)
            {
                var member = new ContainerMember(ContainerIds.Blocked, MemberTypes.User, bob.Address.Value);
                await home.SetContainerMembers([new ContainerCommand(ContainerIds.Blocked, blocks ? 0 : 1, blocks ? [member] : [], blocks ? [] : [member])]);
            }
            else
            {
                await home.SetAce(new Ace(AceType.User, bob.Address.Value, blocks ? "BD" : "AA"), (await home.SubscribeAcl(Key(alice))).Delta);
            }
        }
    }

    [Fact]
    public async Task Who_waits_for_a_decision_is_pending_until_it_is_made()
    {
        var (alice, bob) = (await pool.NewUser(), await pool.NewUser(name: "PendingBob"));
        var home = pool.Home(alice);
        await home.SetAce(new Ace(AceType.All, "", "PP"), 1);
        await home.SubscribeWatchers(Key(alice));
        var view = (await home.Watch(Key(bob), "Bob", false, Hour))!;
        Assert.True(view is { IsHidden: true, IsPending: true });
        Assert.Equal([("Bob", WatcherStatus.Pending, WatcherEvent.Subscribe)], Told(alice));
        await home.SetAce(new Ace(AceType.User, bob.Address.Value, "AA"), 2);
        Assert.Equal(("Bob", WatcherStatus.Active, WatcherEvent.Approved), Told(alice)[^1]);
    }
}
