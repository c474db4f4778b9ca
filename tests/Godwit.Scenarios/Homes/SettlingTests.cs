using System.Collections.Immutable;
using System.Xml.Linq;
using Godwit.Pool.Homes;
using Godwit.Pool.Presence;
using Godwit.Pool.Users;
using static Godwit.Scenarios.Homes.TestPool;

namespace Godwit.Scenarios.Homes;

/// <summary>A user who was moved here a moment ago, and those who watch her while her clients are on their way.</summary>
public class SettlingTests(R2Pool pool) : IClassFixture<R2Pool>
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private static PublishCommand Machine(int number, int container = 2, int version = 0) => new(
        "state", 1, container, version, ExpireType.Endpoint, null,
        $"<state xmlns=\"http://schemas.microsoft.com/2006/09/sip/state\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"machineState\"><availability>{number}</availability></state>");

    private List<PresenceView> Told(EndpointKey watcher) => [.. pool.Door.For<HomeNotification.PresenceChanged>(watcher).Select(n => n.View)];

    private static string State(PresenceView view) => XElement.Parse(view.Categories.Single(c => c.Name == "state").Content).Value;

    private async Task<(DirectoryUser Alice, IHomeGrain Home, EndpointKey Bob)> Moved([System.Runtime.CompilerServices.CallerMemberName] string name = "")
    {
        var alice = await pool.NewUser(name: name);
        var bob = Key(await pool.NewUser(name: name + "Bob"));
        pool.Gate.Expect([alice.Address], TimeSpan.FromSeconds(10));
        var home = pool.Home(alice);
        Assert.Null(await home.Watch(bob, "Bob", false, Hour));
        Assert.Empty(Told(bob));
        return (alice, home, bob);
    }

    [Fact]
    public async Task Watchers_hear_nothing_until_she_is_there_again_and_then_all_of_it()
    {
        var (alice, home, bob) = await Moved();
        await home.SignIn(Register(alice, client: ClientGeneration.New));
        // She is back, but has not said yet how she is.
        Assert.Empty(Told(bob));
        await home.Publish(Key(alice), [Machine(6500), Machine(6500, 3)]);
        var view = Assert.Single(Told(bob));
        Assert.True(view.IsWhole);
        Assert.Equal("6500", State(view));
        await home.SignOut(Key(alice), null);
        Assert.Equal(["6500", "18500"], Told(bob).Select(State));
    }

    [Fact]
    public async Task Who_does_not_come_back_in_time_is_offline()
    {
        var (_, _, bob) = await Moved();
        pool.Time.Advance(TimeSpan.FromSeconds(60));
        await pool.Sweep.Sweep(TestContext.Current.CancellationToken);
        Assert.Empty(Told(bob));
        pool.Time.Advance(TimeSpan.FromSeconds(20));
        await pool.Sweep.Sweep(TestContext.Current.CancellationToken);
        Assert.Equal("18500", State(Assert.Single(Told(bob))));
    }

    [Fact]
    public async Task She_herself_and_who_asks_later_see_how_it_is()
    {
        var (alice, home, _) = await Moved();
        await home.SignIn(Register(alice, client: ClientGeneration.New));
        Assert.NotNull(await home.Watch(Key(alice), "Alice", false, Hour));
        await home.Publish(Key(alice), [Machine(3500)]);
        Assert.Equal("3500", State((await home.Watch(Key(await pool.NewUser()), "Carol", false, Hour))!));
    }

    [Fact]
    public async Task A_watch_can_be_answered_by_the_door_before_anything_that_changes_later()
    {
        var (alice, bob) = (await pool.NewUser(), Key(await pool.NewUser(name: "TellBob")));
        var home = pool.Home(alice);
        await home.SignIn(Register(alice, client: ClientGeneration.New));
        Assert.Null(await home.Watch(bob, "Bob", false, Hour, tell: true));
        await home.Publish(Key(alice), [Machine(3500)]);
        var told = Told(bob);
        Assert.Equal([(true, "18500"), (false, "3500")], told.Select(v => (v.IsWhole, State(v))));
        Assert.True(told[0].Version < told[1].Version);
    }
}
