using System.Collections.Immutable;
using System.Xml.Linq;
using Godwit.Pool.BackEnds;
using Godwit.Pool.Homes;
using Godwit.Pool.Permissions;
using Godwit.Pool.Presence;
using Godwit.Pool.Users;
using static Godwit.Scenarios.Homes.TestPool;

namespace Godwit.Scenarios.Homes;

public class PresenceTests(R2Pool pool) : IClassFixture<R2Pool>
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private static PublishCommand State(string type, int number, int container = 2, int version = 0, long instance = 1) => new(
        "state", instance, container, version, type == "machineState" ? ExpireType.Endpoint : ExpireType.Static, null,
        $"<state xmlns=\"http://schemas.microsoft.com/2006/09/sip/state\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"{type}\"><availability>{number}</availability></state>");

    private static PublishCommand Note(string text, int version = 0) => new(
        "note", 0, 200, version, ExpireType.Static, null, $"<note xmlns=\"http://schemas.microsoft.com/2006/09/sip/note\"><body type=\"personal\" uri=\"\">{text}</body></note>");

    private static string? Number(PresenceView? view) => view?.Categories.Where(c => c.Name == "state").Select(c => XElement.Parse(c.Content).Value).SingleOrDefault();

    private List<PresenceView> Told(EndpointKey watcher) => [.. pool.Door.For<HomeNotification.PresenceChanged>(watcher).Select(n => n.View)];

    private async Task<(DirectoryUser Alice, IHomeGrain Home, DirectoryUser Bob)> SignedIn(ClientGeneration client = ClientGeneration.New, [System.Runtime.CompilerServices.CallerMemberName] string name = "")
    {
        var alice = await pool.NewUser(name: name);
        var bob = await pool.NewUser(name: name + "Bob");
        Assert.Null((await pool.Home(alice).SignIn(Register(alice, client: client))).Refusal);
        return (alice, pool.Home(alice), bob);
    }

    [Fact]
    public async Task A_change_reaches_who_watches_and_only_what_changed()
    {
        var (alice, home, bob) = await SignedIn();
        Assert.Equal("18500", Number(await home.Watch(Key(bob), "Bob", false, Hour)));
        await home.Publish(Key(alice), [State("machineState", 3500), State("machineState", 3500, 3)]);
        var view = Assert.Single(Told(Key(bob)));
        Assert.Equal("3500", Number(view));
        Assert.Equal(["state"], view.Categories.Select(c => c.Name));
        Assert.Equal((300, 400), (view.Legacy.Availability, view.Legacy.Activity));

        await home.Publish(Key(alice), [Note("hello")]);
        Assert.Equal(["note"], Told(Key(bob))[1].Categories.Select(c => c.Name));
        // The same state again, and what nobody may see, is no news.
        await home.Publish(Key(alice), [State("machineState", 3500, version: 1), new PublishCommand("device", 5, 2, 0, ExpireType.Endpoint, null, "<device/>")]);
        Assert.Equal(2, Told(Key(bob)).Count(v => v.Categories.Any(c => c.Name is "state" or "note")));
        await home.Unwatch(Key(bob));
        await home.Publish(Key(alice), [Note("bye", 1)]);
        Assert.DoesNotContain(Told(Key(bob)), v => v.Categories.Any(c => c.Content.Contains("bye", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_publish_answers_with_all_instances_and_tells_the_user_s_other_endpoints()
    {
        var (alice, home, _) = await SignedIn();
        await home.SignIn(Register(alice, "e2", ClientGeneration.New, "c2"));
        await home.SubscribeSelf(Key(alice), true, true, true);
        await home.SubscribeSelf(Key(alice, "e2"), true, true, true);
        await home.Publish(Key(alice), [State("machineState", 3500)]);
        var result = await home.Publish(Key(alice, "e2"), [State("userState", 6500, instance: 2)]);
        var state = Assert.Single(result.Categories).Instances;
        Assert.Equal([(1L, 2), (2L, 2), (1L, 2), (1L, 3)], state.Select(p => (p.Instance, p.Container)));
        Assert.Contains("aggregateState", state[2].Content, StringComparison.Ordinal);
        Assert.Contains("6500", state[2].Content, StringComparison.Ordinal);
        Assert.Single(pool.Door.For<HomeNotification.SelfChanged>(Key(alice)));
        var news = Assert.Single(pool.Door.For<HomeNotification.SelfChanged>(Key(alice, "e2")));
        Assert.Equal("state", Assert.Single(news.Changes.Categories!.Value).Name);

        var wrong = await home.Publish(Key(alice), [State("userState", 3500, instance: 2)]);
        Assert.Equal(new WrongVersion(1, 0, 1), Assert.Single(wrong.WrongVersions));
    }

    [Fact]
    public async Task Nobody_is_told_before_it_is_durable()
    {
        var (alice, home, bob) = await SignedIn();
        await home.Publish(Key(alice), [State("machineState", 3500)]);
        await home.Watch(Key(bob), "Bob", false, Hour);
        var held = pool.Store.Hold(alice.Address);
        var note = home.Publish(Key(alice), [Note("first")]);
        while ((await home.SubscribeSelf(Key(alice), true, false, false)).Categories!.Value.All(c => c.Name != "note")) await Task.Yield();
        var busy = home.Publish(Key(alice), [State("machineState", 6500, version: 1)]);
        while ((await home.SubscribeSelf(Key(alice), true, false, false)).Categories!.Value.All(c => c.Instances.All(i => i.Version != 2))) await Task.Yield();
        Assert.Empty(Told(Key(bob)));
        Assert.False(note.IsCompleted || busy.IsCompleted);
        held.SetResult();
        await Task.WhenAll(note, busy);
        Assert.Equal(["note", "state"], Told(Key(bob)).Select(v => v.Categories[0].Name));
    }

    [Fact]
    public async Task A_save_that_fails_is_forgotten_and_what_lives_in_memory_is_not()
    {
        var (alice, home, bob) = await SignedIn();
        await home.Publish(Key(alice), [State("machineState", 3500), Note("kept")]);
        pool.Store.Faults[alice.Address] = new BackEndUnavailableException(Fqdn);
        await Assert.ThrowsAsync<BackEndUnavailableException>(() => home.Publish(Key(alice), [Note("lost", 1)]));
        await Assert.ThrowsAsync<BackEndUnavailableException>(() => home.SubscribeSelf(Key(alice), true, false, false));
        pool.Store.Faults.TryRemove(alice.Address, out _);
        var self = await home.SubscribeSelf(Key(alice), true, false, false);
        Assert.Contains("kept", self.Categories!.Value.Single(c => c.Name == "note").Instances.Single().Content, StringComparison.Ordinal);
        Assert.Equal("3500", Number(await home.Watch(Key(bob), "Bob", false, Hour)));
        Assert.Single(await home.Reach());
    }

    [Fact]
    public async Task Signing_out_everywhere_is_going_offline()
    {
        var (alice, home, bob) = await SignedIn();
        await home.SignIn(Register(alice, "e2", ClientGeneration.New, "c2"));
        await home.Publish(Key(alice), [State("machineState", 6500)]);
        await home.Publish(Key(alice, "e2"), [State("machineState", 3500, instance: 2)]);
        Assert.Equal("3500", Number(await home.Watch(Key(bob), "Bob", false, Hour)));
        await home.SignOut(Key(alice, "e2"), "c2");
        Assert.Equal("6500", Number(Told(Key(bob))[^1]));
        await home.SignOut(Key(alice), "c1");
        var last = Told(Key(bob))[^1];
        Assert.Equal("18500", Number(last));
        Assert.Equal(0, last.Legacy.Availability);
        // Static state comes back with her.
        await home.SignIn(Register(alice, client: ClientGeneration.New));
        await home.Publish(Key(alice), [State("userState", 9500, instance: 3)]);
        Assert.Equal("9500", Number(Told(Key(bob))[^1]));
    }

    [Fact]
    public async Task A_block_through_either_face_shows_on_the_other_and_hides_the_user()
    {
        var (alice, home, bob) = await SignedIn();
        await home.Publish(Key(alice), [State("machineState", 3500)]);
        await home.Watch(Key(bob), "Bob", false, Hour);
        await home.SubscribeAcl(Key(alice));
        await home.SubscribeSelf(Key(alice), false, true, false);

        Assert.Equal(2, (await home.SetAce(new Ace(AceType.User, bob.Address.Value, "BD"), 1)).Delta);
        Assert.Equal("18500", Number(Told(Key(bob))[^1]));
        Assert.False(await home.MayCommunicate(bob.Address));
        var container = Assert.Single(Assert.Single(pool.Door.For<HomeNotification.SelfChanged>(Key(alice))).Changes.Containers!.Value);
        Assert.Equal((32000, 1, bob.Address.Value), (container.Id, container.Version, Assert.Single(container.Members).Value));
        Assert.Equal(2, Assert.Single(pool.Door.For<HomeNotification.AclChanged>(Key(alice))).List.Delta);

        var wrong = await home.SetContainerMembers([new ContainerCommand(32000, 0, [], [])]);
        Assert.Equal((PermissionsRefusal.WrongDelta, 32000, 1), (wrong.Refusal!.Value, wrong.WrongContainer!.Value, wrong.CurrentVersion!.Value));
        await home.SetContainerMembers([new ContainerCommand(32000, 1, [], [new ContainerMember(32000, "user", bob.Address.Value)])]);
        Assert.Equal("3500", Number(Told(Key(bob))[^1]));
        Assert.True(await home.MayCommunicate(bob.Address));
        var stored = pool.Store[alice.Address]!;
        Assert.Empty(stored.Aces);
        Assert.Empty(stored.Members);
        Assert.Equal(3, stored.Account.AclDelta);
        Assert.Equal(new ContainerVersion(32000, 2), Assert.Single(stored.Containers));
    }

    [Fact]
    public async Task Being_added_is_told_once_and_remembered_until_acknowledged()
    {
        var (alice, home, bob) = await SignedIn();
        await home.SubscribeSelf(Key(alice), false, false, true);
        await home.Watch(Key(bob), "Bob B", true, Hour);
        await home.Watch(Key(bob), "Bob B", true, Hour);
        var told = Assert.Single(pool.Door.For<HomeNotification.SelfChanged>(Key(alice)));
        Assert.Equal(new Subscriber(bob.Address.Value, "Bob B", false), Assert.Single(told.Changes.Subscribers!.Value));
        Assert.Equal(told.Changes.Subscribers!.Value, pool.Store[alice.Address]!.Subscribers);
        await home.AcknowledgeSubscriber("sip:" + bob.Address.Value);
        Assert.True(Assert.Single(pool.Store[alice.Address]!.Subscribers).Acknowledged);
    }

    [Fact]
    public async Task Who_must_be_asked_about_waits()
    {
        var (alice, home, bob) = await SignedIn(ClientGeneration.Old);
        await home.SetLegacyPresence(Key(alice), new LegacyPublish(300, 400, null, null));
        await home.SetAce(new Ace(AceType.All, "", "PP"), 1);
        Assert.Empty(await home.SubscribePendingWatchers(Key(alice)));
        Assert.Equal("18500", Number(await home.Watch(Key(bob), "Bob B", false, Hour)));
        Assert.Equal("Bob B", Assert.Single(Assert.Single(pool.Door.For<HomeNotification.PendingWatchersChanged>(Key(alice))).Watchers).DisplayName);
        await home.SetAce(new Ace(AceType.User, bob.Address.Value, "AA"), 2);
        Assert.Equal("3500", Number(Told(Key(bob))[^1]));
        Assert.Empty(pool.Door.For<HomeNotification.PendingWatchersChanged>(Key(alice))[^1].Watchers);
    }

    [Fact]
    public async Task An_old_client_s_presence_goes_with_it_and_its_note_stays()
    {
        var (alice, home, bob) = await SignedIn(ClientGeneration.Old);
        await home.Watch(Key(bob), "Bob", false, Hour);
        const string info = "<userInfo xmlns=\"http://schemas.microsoft.com/2002/09/sip/presence\"><note>hi</note></userInfo>";
        Assert.True(await home.SetLegacyPresence(Key(alice), new LegacyPublish(300, 600, info, "<d/>")));
        Assert.Equal("6500", Number(Told(Key(bob))[^1]));
        Assert.Equal(info, pool.Store[alice.Address]!.Account.LegacyUserInfo);
        Assert.False(await home.SetLegacyPresence(Key(alice), new LegacyPublish(300, 400, new string('x', 1025), null)));
        Assert.False(await home.SetLegacyPresence(Key(alice), new LegacyPublish(300, 400, "<broken", null)));
        await home.SignOut(Key(alice), null);
        var last = Told(Key(bob))[^1];
        Assert.Equal((0, info, ""), (last.Legacy.Availability, last.Legacy.UserInfo, last.Legacy.Devices));
    }

    [Fact]
    public async Task A_watch_ends_when_its_time_is_up()
    {
        var (alice, home, bob) = await SignedIn();
        await home.Watch(Key(bob), "Bob", false, TimeSpan.FromSeconds(30));
        pool.Time.Advance(TimeSpan.FromSeconds(31));
        await pool.Sweep.Sweep(TestContext.Current.CancellationToken);
        await home.Publish(Key(alice), [State("machineState", 3500)]);
        Assert.Empty(Told(Key(bob)));
    }

    [Fact]
    public async Task A_look_is_no_watch()
    {
        var (alice, home, bob) = await SignedIn();
        Assert.Equal("18500", Number(await home.Watch(Key(bob), "Bob", false, TimeSpan.Zero)));
        await home.Publish(Key(alice), [State("machineState", 3500)]);
        Assert.Empty(Told(Key(bob)));
    }

    [Fact]
    public async Task A_timed_publication_is_taken_out_and_told()
    {
        var (alice, home, bob) = await SignedIn();
        await home.Watch(Key(bob), "Bob", false, Hour);
        await home.Publish(Key(alice), [Note("for a minute") with { Expires = ExpireType.Time, For = TimeSpan.FromSeconds(60) }]);
        Assert.Single(pool.Store[alice.Address]!.Publications);
        pool.Time.Advance(TimeSpan.FromSeconds(61));
        await pool.Sweep.Sweep(TestContext.Current.CancellationToken);
        Assert.Empty(pool.Store[alice.Address]!.Publications);
        Assert.Equal("", Told(Key(bob))[^1].Categories.Single(c => c.Name == "note").Content);
    }

    [Fact]
    public async Task Watchers_of_a_user_who_moved_are_sent_after_her()
    {
        var (alice, home, bob) = await SignedIn();
        await home.Watch(Key(bob), "Bob", false, Hour);
        await pool.Change(alice with { HomePool = "other.godwit.test", Revision = 2 });
        await home.Close(DeregisterReason.UserMoved);
        Assert.Equal(alice.Address, Assert.Single(pool.Door.For<HomeNotification.PresentityMoved>(Key(bob))).Presentity);
    }
}
