using System.Collections.Immutable;
using System.Text;
using System.Xml.Linq;
using Godwit.FrontEnd.Connections;
using Godwit.FrontEnd.Notifications;
using Godwit.Pool.Homes;
using Godwit.Pool.Presence;
using Godwit.Pool.Users;
using Godwit.Sip.Messages;
using Godwit.Tests.FrontEnd.Authentication;
using static Godwit.Tests.FrontEnd.Methods.SubscribeTests;

namespace Godwit.Tests.FrontEnd.Methods;

/// <summary>Presence as RFC 3856, 4662 and 3857 have it, for clients that know nothing else.</summary>
public sealed class StandardClientTests : IDisposable
{
    private const string Phone = "baresip v1.0.0";

    private static readonly XNamespace Rlmi = "urn:ietf:params:xml:ns:rlmi";
    private static readonly EndpointKey Alice = new(SipAddress.Parse("alice@godwit.test"), "b34afb6ebb23");

    private readonly MethodBench _bench = new();

    private IEndpointDoor Door => _bench.Get<IEndpointDoor>();

    [Fact]
    public async Task A_subscription_is_active_told_refreshed_and_ended()
    {
        var connection = await _bench.SignedIn("alice", Phone);
        _bench.Home("bob").View = View("bob", 300, 600);
        var answer = (await Subscribe(connection, "sip:bob@godwit.test"))!;
        Assert.Equal(200, answer.Status);
        Assert.Empty(answer.Body.ToArray());
        var first = Last(connection);
        Assert.Equal(("NOTIFY", "active;expires=3600", "application/pidf+xml"), (first.Method.Name, State(first), first.Headers.Get("Content-Type")));

        Door.Deliver(Alice, new HomeNotification.PresenceChanged(View("bob", 300, 400) with { Version = 1 }));
        Assert.DoesNotContain("busy", Body(Last(connection)));
        await Subscribe(connection, "sip:bob@godwit.test", tag: TagOf(answer));
        Assert.Equal("3 NOTIFY", Last(connection).Headers.Get("CSeq"));

        await Subscribe(connection, "sip:bob@godwit.test", "Expires: 0\n", TagOf(answer));
        Assert.Equal("terminated;reason=timeout", State(Last(connection)));
        Assert.Contains(("Unwatch", Alice), _bench.Home("bob").Asked);
    }

    [Fact]
    public async Task Who_has_not_been_decided_about_is_pending_and_then_active()
    {
        var connection = await _bench.SignedIn("alice", Phone);
        _bench.Home("bob").View = View("bob", 0, 0) with { IsHidden = true, IsPending = true };
        await Subscribe(connection, "sip:bob@godwit.test");
        Assert.Equal("pending;expires=3600", State(Last(connection)));
        Door.Deliver(Alice, new HomeNotification.PresenceChanged(View("bob", 300, 400) with { Version = 1 }));
        Assert.Equal("active;expires=3600", State(Last(connection)));
    }

    [Fact]
    public async Task What_is_not_refreshed_ends_with_a_word()
    {
        var connection = await _bench.SignedIn("alice", Phone);
        await Subscribe(connection, "sip:bob@godwit.test", "Expires: 60\n");
        _bench.Time.Advance(TimeSpan.FromSeconds(61));
        _bench.Get<SubscriptionSweep>().Sweep();
        Assert.Equal("terminated;reason=timeout", State(Last(connection)));
        connection.Sent.Clear();
        _bench.Get<SubscriptionSweep>().Sweep();
        Door.Deliver(Alice, new HomeNotification.PresenceChanged(View("bob", 300, 400)));
        Assert.Empty(connection.Sent);
    }

    [Fact]
    public async Task A_client_that_does_not_know_the_subscription_is_told_nothing_more()
    {
        var connection = await _bench.SignedIn("alice", Phone);
        await Subscribe(connection, "sip:bob@godwit.test");
        Assert.True(_bench.Get<NotifyAnswers>().Arrived(SipResponse.To(Last(connection), 481), connection));
        connection.Sent.Clear();
        Door.Deliver(Alice, new HomeNotification.PresenceChanged(View("bob", 300, 400)));
        Assert.Empty(connection.Sent);
    }

    [Fact]
    public async Task A_list_is_told_whole_and_then_one_by_one()
    {
        var connection = await _bench.SignedIn("alice", Phone);
        _bench.Home("bob").View = View("bob", 300, 600);
        _bench.Home("carol").View = View("carol", 0, 0) with { IsHidden = true, IsPending = true };
        var answer = (await SubscribeList(connection, "bob", "carol", "nobody"))!;
        Assert.Equal((200, "eventlist"), (answer.Status, answer.Headers.Get("Require")));

        var (list, parts) = ListOf(Last(connection));
        Assert.Equal(("sip:rls@godwit.test", "0", "true"), (list.Attribute("uri")!.Value, list.Attribute("version")!.Value, list.Attribute("fullState")!.Value));
        Assert.Equal(["active", "pending", "terminated"], list.Elements(Rlmi + "resource").Elements(Rlmi + "instance").Select(i => i.Attribute("state")!.Value));
        Assert.Equal("noresource", list.Descendants(Rlmi + "instance").Last().Attribute("reason")!.Value);
        Assert.Contains("<rpid:busy/>", parts["bob@godwit.test"], StringComparison.Ordinal);
        Assert.Equal("eventlist", Last(connection).Headers.Get("Require"));

        Door.Deliver(Alice, new HomeNotification.PresenceChanged(View("bob", 300, 400) with { Version = 1 }));
        (list, parts) = ListOf(Last(connection));
        Assert.Equal(("1", "false"), (list.Attribute("version")!.Value, list.Attribute("fullState")!.Value));
        Assert.Equal("sip:bob@godwit.test", Assert.Single(list.Elements(Rlmi + "resource")).Attribute("uri")!.Value);
        Assert.Contains("<basic>open</basic>", Assert.Single(parts).Value, StringComparison.Ordinal);

        // A refresh without a list is to the one there is; one with another list takes its place.
        await Subscribe(connection, "sip:rls@godwit.test", tag: TagOf(answer));
        Assert.Equal(("2", "true"), (ListOf(Last(connection)).List.Attribute("version")!.Value, ListOf(Last(connection)).List.Attribute("fullState")!.Value));
        await SubscribeList(connection, TagOf(answer), "carol");
        Assert.Single(ListOf(Last(connection)).List.Elements(Rlmi + "resource"));
        Assert.Contains(("Unwatch", Alice), _bench.Home("bob").Asked);
    }

    [Fact]
    public async Task A_list_needs_a_client_that_reads_lists()
    {
        var connection = await _bench.SignedIn("alice", Phone);
        Assert.Equal(421, (await _bench.Subscribe(connection, "alice", "presence", Lists("bob"), "application/resource-lists+xml", to: "sip:rls@godwit.test", family: false))!.Status);
        Assert.Equal(400, (await _bench.Subscribe(connection, "alice", "presence", "<resource-lists", "application/resource-lists+xml", "Supported: eventlist\n", "sip:rls@godwit.test", family: false))!.Status);
    }

    [Fact]
    public async Task Of_two_subscriptions_to_a_user_the_newest_that_lives_is_told()
    {
        var connection = await _bench.SignedIn("alice", Phone);
        var first = (await Subscribe(connection, "sip:bob@godwit.test"))!;
        Door.Deliver(Alice, new HomeNotification.PresenceChanged(View("bob", 300, 400)));
        Assert.Contains(TagOf(first), Last(connection).Headers.Get("From"), StringComparison.Ordinal);
        var second = (await Subscribe(connection, "sip:bob@godwit.test"))!;
        Door.Deliver(Alice, new HomeNotification.PresenceChanged(View("bob", 300, 600)));
        Assert.Contains(TagOf(second), Last(connection).Headers.Get("From"), StringComparison.Ordinal);
        await Subscribe(connection, "sip:bob@godwit.test", "Expires: 0\n", TagOf(second));
        Door.Deliver(Alice, new HomeNotification.PresenceChanged(View("bob", 300, 400)));
        Assert.Contains(TagOf(first), Last(connection).Headers.Get("From"), StringComparison.Ordinal);
        Assert.Equal(["1 NOTIFY", "2 NOTIFY", "3 NOTIFY"], connection.Sent.OfType<SipRequest>().Where(r => r.Headers.Get("From")!.Contains(TagOf(first), StringComparison.Ordinal)).Select(r => r.Headers.Get("CSeq")));
    }

    [Fact]
    public async Task Nobody_s_published_XML_ends_a_part_of_a_list()
    {
        var connection = await _bench.SignedIn("alice", Phone);
        await SubscribeList(connection, "bob");
        var (first, second) = (Last(connection).Headers.Get("Content-Type"), "");
        await SubscribeList(connection, "bob");
        second = Last(connection).Headers.Get("Content-Type");
        Assert.NotEqual(first, second);
    }

    [Fact]
    public async Task Over_UDP_a_NOTIFY_is_repeated_until_it_is_answered()
    {
        var connection = new FakeConnection { Transport = "UDP" };
        await _bench.Register(connection, "alice", Phone, more: "Supported: outbound");
        await Subscribe(connection, "sip:bob@godwit.test");
        var notify = Last(connection);
        connection.Sent.Clear();
        var timers = _bench.Get<Godwit.FrontEnd.Relay.TimerWheel>();
        for (var now = 0; now < 2_000; now += 100) timers.Beat(now);
        Assert.Equal(2, connection.Sent.Count);
        Assert.All(connection.Sent, again => Assert.Equal(notify.Headers.Get("CSeq"), again.Headers.Get("CSeq")));
        Assert.True(_bench.Get<OwnRequests>().Arrived(SipResponse.To(notify, 200), connection));
        connection.Sent.Clear();
        for (var now = 2_000; now < 40_000; now += 100) timers.Beat(now);
        Assert.Empty(connection.Sent);
    }

    [Fact]
    public async Task She_sees_who_watches_her_and_what_becomes_of_them()
    {
        var connection = await _bench.SignedIn("alice", Phone);
        _bench.Home("alice").Watchers = [new("bob@godwit.test", "Bob <B>", WatcherStatus.Active, WatcherEvent.Subscribe), new("carol@godwit.test", "Carol", WatcherStatus.Pending, WatcherEvent.Subscribe)];
        var answer = (await _bench.Subscribe(connection, "alice", "presence.winfo", to: "sip:alice@godwit.test", family: false))!;
        Assert.Equal(200, answer.Status);
        var info = XElement.Parse(Body(Last(connection)));
        Assert.Equal(("application/watcherinfo+xml", "0", "full"), (Last(connection).Headers.Get("Content-Type"), info.Attribute("version")!.Value, info.Attribute("state")!.Value));
        XNamespace ns = "urn:ietf:params:xml:ns:watcherinfo";
        var list = info.Element(ns + "watcher-list")!;
        Assert.Equal(("sip:alice@godwit.test", "presence"), (list.Attribute("resource")!.Value, list.Attribute("package")!.Value));
        Assert.Equal([("sip:bob@godwit.test", "active"), ("sip:carol@godwit.test", "pending")], list.Elements().Select(w => (w.Value, w.Attribute("status")!.Value)));

        Door.Deliver(Alice, new HomeNotification.WatchersChanged([new("carol@godwit.test", "Carol", WatcherStatus.Active, WatcherEvent.Approved)]));
        var change = XElement.Parse(Body(Last(connection)));
        Assert.Equal(("1", "partial"), (change.Attribute("version")!.Value, change.Attribute("state")!.Value));
        var carol = Assert.Single(change.Descendants(ns + "watcher"));
        Assert.Equal(("active", "approved", list.Elements().Last().Attribute("id")!.Value), (carol.Attribute("status")!.Value, carol.Attribute("event")!.Value, carol.Attribute("id")!.Value));
        Assert.Equal(403, (await _bench.Subscribe(connection, "alice", "presence.winfo", to: "sip:bob@godwit.test", family: false))!.Status);
    }

    public void Dispose() => _bench.Dispose();

    private static string Lists(params string[] users) =>
        "<resource-lists xmlns=\"urn:ietf:params:xml:ns:resource-lists\"><list>" + string.Concat(users.Select(u => $"<entry uri=\"sip:{u}@godwit.test\"/>")) + "</list></resource-lists>";

    private static SipRequest Last(FakeConnection connection) => Assert.IsType<SipRequest>(connection.Sent[^1]);

    private static string State(SipRequest notify) => notify.Headers.Get("subscription-state")!;

    private static string TagOf(SipResponse answer) => answer.Headers.Get("To")!.Split(";tag=")[1];

    /// <summary>The RLMI document, and the other parts by their Content-ID.</summary>
    private static (XElement List, Dictionary<string, string> Parts) ListOf(SipRequest notify)
    {
        var type = notify.Headers.Get("Content-Type")!;
        Assert.StartsWith("multipart/related;type=\"application/rlmi+xml\";start=\"<resourceList@list>\";boundary=", type);
        var parts = Encoding.UTF8.GetString(notify.Body.Span).Split("--" + type.Split("boundary=")[1]);
        Assert.Equal("--\r\n", parts[^1]);
        var list = XElement.Parse(parts[1].Split("\r\n\r\n")[1]);
        var documents = parts[2..^1].ToDictionary(p => p.Split("Content-ID: <")[1].Split('>')[0], p => p.Split("\r\n\r\n")[1]);
        Assert.Equal(documents.Keys.Order(), list.Descendants().Attributes("cid").Select(c => c.Value).Order());
        return (list, documents);
    }

    private Task<SipResponse?> Subscribe(FakeConnection connection, string to, string more = "", string? tag = null) =>
        _bench.Subscribe(connection, "alice", "presence", more: more, to: to, family: false, tag: tag);

    private Task<SipResponse?> SubscribeList(FakeConnection connection, params string[] users)
    {
        // A tag has no vowels but hexadecimal ones, and is no name.
        var tag = users[0].Length == 12 ? users[0] : null;
        return _bench.Subscribe(
            connection, "alice", "presence", Lists([.. tag is null ? users : users.Skip(1)]), "application/resource-lists+xml",
            "Require: recipient-list-subscribe\nSupported: eventlist\n", "sip:rls@godwit.test", family: false, tag: tag);
    }
}
