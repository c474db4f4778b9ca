using Godwit.Pool.Homes;
using Godwit.Pool.Permissions;
using Godwit.Pool.Users;
using static Godwit.Scenarios.Homes.TestPool;

namespace Godwit.Scenarios.Homes;

/// <summary>"Added you": one memory, told to clients of both models, answered once.</summary>
public class AddedYouTests(R2Pool pool) : IClassFixture<R2Pool>
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private async Task<(DirectoryUser Alice, IHomeGrain Home, DirectoryUser Bob)> Users()
    {
        var (alice, bob) = (await pool.NewUser(), await pool.NewUser());
        return (alice, pool.Home(alice), bob);
    }

    private List<string> Asked(DirectoryUser user) =>
        [.. pool.Door.For<HomeNotification.PendingWatchersChanged>(Key(user)).Select(n => string.Join(' ', n.Watchers.Select(w => w.DisplayName)))];

    [Fact]
    public async Task A_client_of_2005_is_asked_and_its_answer_is_for_good()
    {
        var (alice, home, bob) = await Users();
        Assert.Empty(await home.SubscribePendingWatchers(Key(alice)));
        await home.Watch(Key(bob), "Bob B", true, Hour);
        Assert.Equal(["Bob B"], Asked(alice));
        await home.SetAce(new Ace(AceType.User, bob.Address.Value, "AA"), 1);
        Assert.Equal(["Bob B", ""], Asked(alice));
        Assert.True(Assert.Single(pool.Store[alice.Address]!.Subscribers).Acknowledged);
        // Neither a new watch, nor that the entry is taken back, makes it a question again.
        await home.Watch(Key(bob, "e2"), "Bob B", true, Hour);
        await home.SetAce(new Ace(AceType.User, bob.Address.Value, ""), 2);
        Assert.Empty(await home.SubscribePendingWatchers(Key(alice, "e2")));
    }

    [Fact]
    public async Task What_one_model_answers_the_other_does_not_ask()
    {
        var (alice, home, bob) = await Users();
        await home.SubscribePendingWatchers(Key(alice));
        await home.SubscribeSelf(Key(alice, "new"), false, false, true);
        await home.Watch(Key(bob), "Bob B", true, Hour);
        await home.AcknowledgeSubscriber(bob.Address.Value);
        Assert.Equal(["Bob B", ""], Asked(alice));
        var carol = await pool.NewUser();
        await home.Watch(Key(carol), "Carol C", true, Hour);
        await home.SetAce(new Ace(AceType.User, carol.Address.Value, "BD"), 1);
        var told = pool.Door.For<HomeNotification.SelfChanged>(Key(alice, "new"))[^1].Changes.Subscribers!.Value;
        Assert.All(told, subscriber => Assert.True(subscriber.Acknowledged));
        Assert.Equal(2, told.Length);
    }

    [Fact]
    public async Task Who_just_watches_has_not_added_her()
    {
        var (alice, home, bob) = await Users();
        await home.SubscribePendingWatchers(Key(alice));
        await home.Watch(Key(bob), "Bob B", false, Hour);
        Assert.Empty(await home.SubscribePendingWatchers(Key(alice)));
        Assert.Null(pool.Store[alice.Address]);
    }

    [Fact]
    public async Task Who_is_blocked_is_not_told_of()
    {
        var (alice, home, bob) = await Users();
        await home.SubscribePendingWatchers(Key(alice));
        await home.SetAce(new Ace(AceType.User, bob.Address.Value, "BD"), 1);
        await home.Watch(Key(bob), "Bob B", true, Hour);
        Assert.Empty(Asked(alice));
        Assert.Empty(pool.Store[alice.Address]!.Subscribers);
    }

    [Fact]
    public async Task It_is_asked_at_the_next_sign_in_when_it_was_not_answered()
    {
        var (alice, home, bob) = await Users();
        await home.Watch(Key(bob), "Bob B", true, Hour);
        await home.Unwatch(Key(bob));
        Assert.Equal("Bob B", Assert.Single(await home.SubscribePendingWatchers(Key(alice))).DisplayName);
        Assert.Equal("Bob B", Assert.Single(await home.SubscribePendingWatchers(Key(alice, "e2"))).DisplayName);
    }
}
