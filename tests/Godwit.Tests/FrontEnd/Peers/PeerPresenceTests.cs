using Godwit.FrontEnd.Peers;
using Godwit.Pool.Homes;
using Godwit.Pool.Users;
using Godwit.Sip.Messages;
using Godwit.Tests.FrontEnd.Bench;
using static Godwit.Tests.FrontEnd.Peers.PeerBench;

namespace Godwit.Tests.FrontEnd.Peers;

public sealed class PeerPresenceTests : IAsyncLifetime
{
    private readonly PeerBench _bench = new();
    private readonly Queue<(string User, int? Number)> _told = new();

    public ValueTask InitializeAsync() => default;

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task A_list_is_split_by_home_and_answered_with_the_states_of_all_pools()
    {
        var alice = _bench[R2].SignIn("alice");
        _bench.Home("bob", Lcs, 3500);
        _bench.Home("carol", Ocs, 6500);
        _bench.Home("dave", R2, 9500);
        var answer = await Watch(alice, "bob", "carol", "dave", "nobody");
        Assert.Contains("<availability>3500<", answer, StringComparison.Ordinal);
        Assert.Contains("<availability>6500<", answer, StringComparison.Ordinal);
        Assert.Contains("<availability>9500<", answer, StringComparison.Ordinal);
        Assert.Equal("Alice", Assert.Single(_bench[Lcs].Homes.Of("bob").Watchers).Value);
        await alice.NothingMore();
    }

    [Fact]
    public async Task What_changes_at_the_other_pool_is_told_to_all_who_watch_from_here()
    {
        var (alice, again, carol) = (_bench[R2].SignIn("alice"), _bench[R2].SignIn("alice", "2"), _bench[R2].SignIn("carol"));
        var bob = _bench.Home("bob", Lcs, 3500);
        foreach (var watcher in (TestClient[])[alice, again, carol]) await Watch(watcher, "bob");
        // Two clients of one person are one watcher to the other pool.
        Assert.Equal(2, bob.Watchers.Count);
        bob.Show(_bench.View("bob", 6500));
        bob.Show(_bench.View("bob", 15500));
        foreach (var watcher in (TestClient[])[alice, again, carol])
        {
            Assert.Equal(("bob", 6500), await Next(watcher));
            Assert.Equal(("bob", 15500), await Next(watcher));
        }

        Assert.Equal(1, _bench.Dialers[R2].Dialled);
    }

    [Fact]
    public async Task The_other_pool_forgets_whom_nobody_watches_any_more()
    {
        var (alice, again) = (_bench[R2].SignIn("alice"), _bench[R2].SignIn("alice", "2"));
        var bob = _bench.Home("bob", Lcs, 3500);
        foreach (var watcher in (TestClient[])[alice, again]) await Watch(watcher, "bob");
        _bench[R2].Get<IEndpointDoor>().Deregister(new EndpointKey(SipAddress.Parse("alice@godwit.test"), "1"), DeregisterReason.UserDisabled);
        await Settle();
        Assert.Single(bob.Watchers);
        _bench[R2].Get<IEndpointDoor>().Deregister(new EndpointKey(SipAddress.Parse("alice@godwit.test"), "2"), DeregisterReason.UserDisabled);
        await Until(() => bob.Watchers.IsEmpty);
        Assert.Equal(0, _bench[R2].Get<RemotePresence>().Count);
    }

    [Fact]
    public async Task A_trunk_that_is_lost_and_made_again_is_not_noticed_by_anybody()
    {
        var alice = _bench[R2].SignIn("alice");
        var bob = _bench.Home("bob", Lcs, 3500);
        await Watch(alice, "bob");
        var before = Assert.Single(bob.Watchers).Key;
        _bench.Dialers[R2].Last!.Close(Godwit.FrontEnd.Connections.ConnectionEnd.PeerReset);
        // No time needs to pass for this, and none may: ten seconds of it would be an outage.
        await EdgeBench.Until(() => bob.Watchers.Count == 1 && !bob.Watchers.ContainsKey(before));
        // Told anew what she knew, then what is new; never offline.
        Assert.Equal(("bob", 3500), await Next(alice));
        bob.Show(_bench.View("bob", 6500));
        Assert.Equal(("bob", 6500), await Next(alice));
        await alice.NothingMore();
    }

    [Fact]
    public async Task Only_when_a_pool_is_known_to_be_out_are_its_users_shown_offline_and_they_come_back_with_it()
    {
        var alice = _bench[R2].SignIn("alice");
        var bob = _bench.Home("bob", Lcs, 3500);
        await Watch(alice, "bob");
        _bench.Disconnect(Lcs);
        await Settle(TimeSpan.FromSeconds(8));
        await alice.NothingMore();
        Assert.Equal(("bob", 18500), await InTime(alice));
        await Settle(TimeSpan.FromSeconds(60));
        await alice.NothingMore();
        _bench.Connect(Lcs);
        Assert.Equal(("bob", 3500), await InTime(alice));
        bob.Show(_bench.View("bob", 6500));
        Assert.Equal(("bob", 6500), await Next(alice));
    }

    [Fact]
    public async Task A_client_that_subscribes_while_the_other_pool_is_out_is_told_when_it_is_back()
    {
        var alice = _bench[R2].SignIn("alice");
        _bench.Home("bob", Lcs, 3500);
        _bench.Disconnect(Lcs);
        Assert.Contains("<resource uri=\"sip:bob@godwit.test\"><instance id=\"0\" state=\"active\"/>", await Watch(alice, "bob"), StringComparison.Ordinal);
        _bench.Connect(Lcs);
        // If it took that long, the outage was told first.
        while (await InTime(alice) is var told && told != ("bob", 3500)) Assert.Equal(("bob", 18500), told);
    }

    [Fact]
    public async Task Who_was_added_is_told_by_her_home_once_and_not_with_every_refresh()
    {
        var alice = _bench[R2].SignIn("alice");
        var bob = _bench.Home("bob", Lcs, 3500);
        await Watch(alice, "+bob");
        Assert.Equal(["Alice"], bob.Added);
        _bench.Disconnect(Lcs);
        bob.Watchers.Clear();
        _bench.Connect(Lcs);
        await EdgeBench.Until(() =>
        {
            _bench[R2].Advance(TimeSpan.FromSeconds(1));
            return !bob.Watchers.IsEmpty;
        });
        Assert.Equal(["Alice"], bob.Added);
    }

    [Fact]
    public async Task Who_was_added_while_her_pool_was_out_is_told_when_it_is_back()
    {
        var alice = _bench[R2].SignIn("alice");
        var bob = _bench.Home("bob", Lcs, 3500);
        _bench.Disconnect(Lcs);
        await Watch(alice, "+bob");
        Assert.Empty(bob.Added);
        _bench.Connect(Lcs);
        while (await InTime(alice) is var told && told != ("bob", 3500)) Assert.Equal(("bob", 18500), told);
        // Where this clock has outrun an answer her home is asked anew, which it takes as the same.
        Assert.Equal(["Alice"], bob.Added.Distinct());
    }

    [Theory]
    [InlineData(Lcs, Ocs)]
    [InlineData(Lcs, R2)]
    [InlineData(R2, Lcs)]
    public async Task Who_is_watched_is_followed_to_her_new_pool_and_never_seen_offline(string from, string to)
    {
        var alice = _bench[R2].SignIn("alice");
        _bench.Home("bob", from, 6500);
        await Watch(alice, "bob");
        // Her clients are not there yet: her new home has nothing to say.
        _bench.Move("bob", from, to, null);
        var home = _bench[to].Homes.Of("bob");
        await Until(() => home.Watchers.Count == 1);
        await alice.NothingMore();
        home.View = _bench.View("bob", 3500);
        home.Door.Deliver([.. home.Watchers.Keys], new HomeNotification.PresenceChanged(home.View));
        Assert.Equal(("bob", 3500), await Next(alice));
        home.Show(_bench.View("bob", 9500));
        Assert.Equal(("bob", 9500), await Next(alice));
        await alice.NothingMore();
        Assert.Equal(to == R2 ? 0 : 1, _bench[R2].Get<RemotePresence>().Count);
    }

    [Fact]
    public async Task Who_watches_and_is_moved_sees_at_her_new_pool_how_it_is_and_nobody_offline_before()
    {
        var before = _bench[R2].SignIn("alice");
        var bob = _bench.Home("bob", Lcs, 6500);
        await Watch(before, "bob");
        _bench.Forest.Add("alice", Ocs);
        _bench[R2].Get<IEndpointDoor>().Deregister(new EndpointKey(SipAddress.Parse("alice@godwit.test"), "1"), DeregisterReason.UserMoved);
        Assert.DoesNotContain(await Told(before), told => told.Number == 18500);

        var after = _bench[Ocs].SignIn("alice");
        Assert.Contains("<availability>6500<", await Watch(after, "bob"), StringComparison.Ordinal);
        await Until(() => bob.Watchers.Count == 1);
        bob.Show(_bench.View("bob", 3500));
        Assert.Equal(("bob", 3500), await Next(after));
        await after.NothingMore();
    }

    [Fact]
    public async Task A_pool_that_has_not_read_the_directory_yet_is_asked_again()
    {
        var alice = _bench[R2].SignIn("alice");
        var bob = _bench.Home("bob", Lcs, 3500);
        bob.Moved = 2;
        await Watch(alice, "bob");
        Assert.Empty(bob.Watchers);
        Assert.Equal(("bob", 3500), await InTime(alice));
    }

    [Fact]
    public async Task A_pool_is_believed_of_its_own_users_only()
    {
        var alice = _bench[R2].SignIn("alice");
        var bob = _bench.Home("bob", Lcs, 3500);
        _bench.Home("carol", Ocs, 3500);
        await Watch(alice, "bob", "carol");
        bob.Door.Deliver([.. bob.Watchers.Keys], new HomeNotification.PresenceChanged(_bench.View("carol", 6500) with { IsWhole = false }));
        bob.Show(_bench.View("bob", 9500));
        Assert.Equal(("bob", 9500), await Next(alice));
        await alice.NothingMore();
    }

    [Fact]
    public async Task Who_is_blocked_there_is_told_so_here_whatever_he_asks_with()
    {
        var alice = _bench[R2].SignIn("alice");
        var bob = _bench.Home("bob", Lcs, 18500);
        bob.View = bob.View! with { IsHidden = true, IsPending = true };
        const string operation =
            "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body xmlns:m=\"http://schemas.microsoft.com/winrtc/2002/11/sip\"><m:getPresence><presentity uri=\"sip:bob@godwit.test\"/></m:getPresence></s:Body></s:Envelope>";
        alice.Send(SipMethod.Service, "sip:bob@godwit.test", request =>
        {
            request.Headers.Add(HeaderNames.ContentType, "application/SOAP+xml");
            request.Body = System.Text.Encoding.UTF8.GetBytes(operation);
        });
        await alice.ReceiveResponse(403);

        // Subscribed, he sees her offline, and then how she is.
        alice.Send(SipMethod.Subscribe, "sip:bob@godwit.test", request =>
        {
            request.Headers.Add(HeaderNames.Contact, $"<{alice.Contact}>");
            request.Headers.Add(HeaderNames.Event, "presence");
            request.Headers.Add(HeaderNames.Accept, "application/pidf+xml");
        });
        await alice.ReceiveResponse(200);
        var notify = await alice.ReceiveRequest(SipMethod.Notify);
        Assert.Contains("18500", TextOf(notify), StringComparison.Ordinal);
        bob.Show(_bench.View("bob", 6500));
        Assert.Contains("6500", TextOf(await alice.ReceiveRequest(SipMethod.Notify)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_cannot_subscribe_as_a_pool()
    {
        var alice = _bench[R2].SignIn("alice");
        alice.Send(SipMethod.Subscribe, "sip:" + R2, request =>
        {
            request.Headers.Add(HeaderNames.Contact, $"<{alice.Contact}>");
            request.Headers.Add(HeaderNames.Event, "godwit-presence");
        });
        await alice.ReceiveResponse(489);
        alice.Send(SipMethod.Notify, "sip:" + R2, request => request.Headers.Add(HeaderNames.Event, "godwit-presence"));
        await alice.ReceiveResponse(481);
    }

    [Fact]
    public async Task More_than_one_message_can_hold_comes_in_several()
    {
        var alice = _bench[R2].SignIn("alice");
        var users = Enumerable.Range(0, 400).Select(i => $"user{i}").ToArray();
        foreach (var user in users)
        {
            var home = _bench.Home(user, Lcs, 3500);
            home.View = home.View! with { Categories = [.. home.View.Categories, new("note", 0, default, $"<note>{new string('x', 700)}</note>")] };
        }

        var answer = await Watch(alice, users);
        Assert.Equal(400, answer.Split("<availability>3500<").Length - 1);
        foreach (var user in users) _bench[Lcs].Homes.Of(user).Show(_bench.View(user, 6500));
        var told = new HashSet<string>();
        for (var i = 0; i < users.Length; i++) told.Add((await Next(alice)).User);
        Assert.Equal(users.ToHashSet(), told);
    }

    [Fact]
    public async Task The_answer_waits_for_more_states_than_may_be_under_way()
    {
        var alice = _bench[R2].SignIn("alice");
        var users = Enumerable.Range(0, 50).Select(i => $"user{i}").ToArray();
        foreach (var user in users)
        {
            var home = _bench.Home(user, Lcs, 3500);
            home.View = home.View! with { Categories = [.. home.View.Categories, new("note", 0, default, $"<note>{new string('x', 7_900)}</note>")] };
        }

        Assert.Equal(50, (await Watch(alice, users)).Split("<availability>3500<").Length - 1);
    }

    private async Task Until(Func<bool> isSo)
    {
        for (var i = 0; !isSo(); i++)
        {
            Assert.True(i < 3_000, "It did not come to be so within five minutes of the test's time");
            await Settle(TimeSpan.FromMilliseconds(100));
        }
    }

    /// <summary>What the client is told next, while time goes on.</summary>
    private async Task<(string User, int? Number)> InTime(TestClient client)
    {
        for (var i = 0; i < 600; i++)
        {
            foreach (var told in await Told(client)) _told.Enqueue(told);
            if (_told.TryDequeue(out var next)) return next;
            await Settle(TimeSpan.FromMilliseconds(500));
        }

        throw new TimeoutException("Nothing was told within five minutes of the test's time");
    }

    /// <summary>Time goes on in steps of a beat, and everybody gets to run in between.</summary>
    private async Task Settle(TimeSpan? time = null)
    {
        for (var left = time ?? TimeSpan.FromSeconds(1); left > TimeSpan.Zero; left -= TimeSpan.FromMilliseconds(100))
        {
            _bench[R2].Advance(TimeSpan.FromMilliseconds(100));
            // A thread that the system has set aside gets its turn too, or time would outrun it.
            for (var i = 0; i < 100 || (ThreadPool.PendingWorkItemCount > 0 && i < 1_000); i++)
            {
                if (i % 10 == 0) Thread.Yield();
                await Task.Yield();
            }
        }
    }
}
