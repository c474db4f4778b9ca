using System.Text;
using Godwit.FrontEnd.Notifications;
using Godwit.Pool.Contacts;
using Godwit.Pool.Homes;
using Godwit.Pool.Permissions;
using Godwit.Pool.Pools;
using Godwit.Pool.Presence;
using Godwit.Pool.Users;
using Godwit.Sip.Messages;
using Godwit.Tests.FrontEnd.Authentication;

namespace Godwit.Tests.FrontEnd.Methods;

public sealed class SubscribeTests
{
    private static readonly EndpointKey Alice = new(SipAddress.Parse("alice@godwit.test"), "b34afb6ebb23");

    [Fact]
    public async Task The_contact_list_comes_with_the_200()
    {
        using var bench = new MethodBench();
        var connection = await bench.SignedIn("alice");
        bench.Home("alice").Contacts = new ContactList(7, [ContactRules.OtherContacts], [new Contact("bob@godwit.test", "Bob & Co", [1], true, "", null)]);
        var answer = (await bench.Subscribe(connection, "alice", "vnd-microsoft-roaming-contacts"))!;
        Assert.Equal(200, answer.Status);
        Assert.Equal("3600", answer.Headers.Get("Expires"));
        Assert.Equal("active;expires=3600", answer.Headers.Get("subscription-state"));
        Assert.Equal("1", answer.Headers.Get("ms-piggyback-cseq"));
        Assert.Equal(["ms-benotify", "ms-piggyback-first-notify"], answer.Headers.All("Supported"));
        Assert.Equal("<sip:r2pool.godwit.test:5080;transport=tcp>", answer.Headers.Get("Contact"));
        Assert.Equal("application/vnd-microsoft-roaming-contacts+xml", answer.Headers.Get("Content-Type"));
        Assert.Contains("<contactList deltaNum=\"7\"><group id=\"1\" name=\"~\" externalURI=\"\"/><contact uri=\"bob@godwit.test\" name=\"Bob &amp; Co\" groups=\"1\"", Body(answer));
        Assert.Single(connection.Sent);
    }

    [Fact]
    public async Task A_change_follows_as_BENOTIFY_in_the_same_dialog()
    {
        using var bench = new MethodBench();
        var connection = await bench.SignedIn("alice");
        var answer = (await bench.Subscribe(connection, "alice", "vnd-microsoft-roaming-contacts"))!;
        bench.Get<IEndpointDoor>().Deliver(Alice, new HomeNotification.ContactsChanged(new ContactsDelta(2, 1, [], [], [], [], [], ["bob@godwit.test"])));
        var notify = Assert.IsType<SipRequest>(connection.Sent[^1]);
        Assert.Equal("BENOTIFY", notify.Method.Name);
        Assert.Equal("sip:192.0.2.7:48400;transport=tcp;ms-opaque=d3b34afb6ebb23", notify.Uri);
        Assert.Equal(answer.Headers.Get("To"), notify.Headers.Get("From"));
        Assert.Equal("<sip:alice@godwit.test>;tag=77;epid=b34afb6ebb23", notify.Headers.Get("To"));
        Assert.Equal("sub-vnd-microsoft-roaming-contacts", notify.Headers.Get("Call-ID"));
        Assert.Equal("2 BENOTIFY", notify.Headers.Get("CSeq"));
        Assert.Equal("active;expires=3600", notify.Headers.Get("subscription-state"));
        Assert.Equal("<contactDelta deltaNum=\"2\" prevDeltaNum=\"1\"><deletedContact uri=\"sip:bob@godwit.test\"/></contactDelta>", Body(notify));
    }

    [Fact]
    public async Task What_changes_while_the_answer_is_made_follows_it_unless_the_answer_has_it()
    {
        using var bench = new MethodBench();
        var connection = await bench.SignedIn("alice");
        bench.Home("alice").Contacts = new ContactList(5, [ContactRules.OtherContacts], []);
        bench.Home("alice").Meanwhile = () =>
        {
            foreach (var delta in (int[])[5, 6])
                bench.Get<IEndpointDoor>().Deliver(Alice, new HomeNotification.ContactsChanged(new ContactsDelta(delta, delta - 1, [], [], [], [], [], [])));
        };
        await bench.Subscribe(connection, "alice", "vnd-microsoft-roaming-contacts");
        Assert.Equal(2, connection.Sent.Count);
        Assert.IsType<SipResponse>(connection.Sent[0]);
        Assert.Contains("deltaNum=\"6\"", Body(connection.Sent[1]));
    }

    [Fact]
    public async Task A_client_of_the_RFCs_gets_a_NOTIFY_of_its_own_with_and_without_state()
    {
        using var bench = new MethodBench(PoolGeneration.Lcs2005Sp1);
        var connection = await bench.SignedIn("alice", "baresip v1.0.0");
        bench.Home("bob").View = View("bob", 300, 600);
        var answer = (await bench.Subscribe(connection, "alice", "presence", to: "sip:bob@godwit.test", family: false))!;
        Assert.Equal(200, answer.Status);
        Assert.True(answer.Body.IsEmpty);
        Assert.False(answer.Headers.Has("ms-piggyback-cseq"));
        var notify = Assert.IsType<SipRequest>(connection.Sent[^1]);
        Assert.Equal("NOTIFY", notify.Method.Name);
        Assert.Equal("1 NOTIFY", notify.Headers.Get("CSeq"));
        Assert.Equal("application/pidf+xml", notify.Headers.Get("Content-Type"));
        Assert.Contains("<basic>open</basic>", Body(notify));
        Assert.Contains("<rpid:busy/>", Body(notify));
    }

    [Fact]
    public async Task The_end_of_a_subscription_ends_the_watch()
    {
        using var bench = new MethodBench(PoolGeneration.Lcs2005Sp1);
        var connection = await bench.SignedIn("alice");
        var answer = (await bench.Subscribe(connection, "alice", "presence", to: "sip:bob@godwit.test"))!;
        var end = (await bench.Subscribe(connection, "alice", "presence", to: "sip:bob@godwit.test", more: "Expires: 0\n", tag: TagOf(answer)))!;
        Assert.Equal("terminated;expires=0", end.Headers.Get("subscription-state"));
        Assert.Contains(("Unwatch", Alice), bench.Home("bob").Asked);
        bench.Get<IEndpointDoor>().Deliver(Alice, new HomeNotification.PresenceChanged(View("bob", 300, 400)));
        Assert.IsType<SipResponse>(connection.Sent[^1]);
    }

    [Fact]
    public async Task A_refresh_keeps_dialog_and_numbers_and_an_unknown_dialog_is_481()
    {
        using var bench = new MethodBench();
        var connection = await bench.SignedIn("alice");
        var tag = TagOf((await bench.Subscribe(connection, "alice", "vnd-microsoft-roaming-contacts"))!);
        var refreshed = (await bench.Subscribe(connection, "alice", "vnd-microsoft-roaming-contacts", tag: tag))!;
        Assert.Equal(tag, TagOf(refreshed));
        bench.Get<IEndpointDoor>().Deliver(Alice, new HomeNotification.ContactsReset(new ContactList(1, [], [])));
        Assert.Equal("3 BENOTIFY", connection.Sent[^1].Headers.Get("CSeq"));
        Assert.Equal(481, (await bench.Subscribe(connection, "alice", "vnd-microsoft-roaming-contacts", tag: "other"))!.Status);
    }

    [Theory]
    [InlineData(PoolGeneration.Ocs2007R2, "conference-of-birds", 489)]
    [InlineData(PoolGeneration.Lcs2005Sp1, "vnd-microsoft-roaming-self", 489)]
    [InlineData(PoolGeneration.Lcs2005Sp1, "vnd-microsoft-provisioning-v2", 489)]
    [InlineData(PoolGeneration.Lcs2005Sp1, "vnd-microsoft-roaming-ACL", 200)]
    [InlineData(PoolGeneration.Ocs2007R2, "vnd-microsoft-roaming-ACL;x=1", 200)]
    [InlineData(PoolGeneration.Ocs2007R2, "vnd-microsoft-roaming-self", 200)]
    [InlineData(PoolGeneration.Ocs2007R2, "presence.wpending", 200)]
    public async Task Every_mode_has_its_events(PoolGeneration generation, string name, int status)
    {
        using var bench = new MethodBench(generation);
        var answer = (await bench.Subscribe(await bench.SignedIn("alice"), "alice", name))!;
        Assert.Equal(status, answer.Status);
        Assert.Equal(status == 489, answer.Headers.Has("Allow-Events"));
    }

    [Fact]
    public async Task Provisioning_is_told_once_and_starts_no_conferences()
    {
        using var bench = new MethodBench();
        var connection = await bench.SignedIn("alice");
        var answer = (await bench.Subscribe(connection, "alice", "vnd-microsoft-provisioning-v2", more: "Expires: 0\n"))!;
        Assert.Equal("0", answer.Headers.Get("Expires"));
        Assert.Equal("terminated;expires=0", answer.Headers.Get("subscription-state"));
        Assert.Contains("<provisionGroup name=\"ServerConfiguration\">", Body(answer));
        Assert.DoesNotContain("focusFactoryUri", Body(answer));
        var old = (await bench.Subscribe(connection, "alice", "vnd-microsoft-provisioning", more: "Expires: 0\n"))!;
        Assert.DoesNotContain("<line", Body(old));
    }

    [Fact]
    public async Task Roaming_self_gives_the_parts_that_were_asked_for()
    {
        using var bench = new MethodBench();
        var connection = await bench.SignedIn("alice");
        bench.Home("alice").Self = new RoamingSelf(
            [new CategoryInstances("note", [])], [new Container(32000, 1, [new ContainerMember(32000, "user", "bob@godwit.test")])], [new Subscriber("carol@godwit.test", "Carol", false)]);
        var answer = (await bench.Subscribe(
            connection, "alice", "vnd-microsoft-roaming-self", """<roamingList xmlns="http://schemas.microsoft.com/2006/09/sip/roaming-self"><roaming type="containers"/></roamingList>""",
            "application/vnd-microsoft-roaming-self+xml"))!;
        Assert.Contains((false, true, false), bench.Home("alice").Asked);
        Assert.Contains("<category name=\"note\"/>", Body(answer));
        Assert.Contains("<container id=\"32000\" version=\"1\"><member type=\"user\" value=\"bob@godwit.test\"/></container>", Body(answer));
        Assert.Contains("<subscriber user=\"carol@godwit.test\" displayName=\"Carol\" acknowledged=\"false\" type=\"sameEnterprise\"/>", Body(answer));
    }

    [Fact]
    public async Task Without_a_sign_in_it_is_403_and_never_401()
    {
        using var bench = new MethodBench();
        Assert.Equal(403, (await bench.Subscribe(new FakeConnection(), "alice", "presence"))!.Status);
    }

    [Fact]
    public async Task A_home_that_left_meanwhile_leaves_no_subscription_here()
    {
        using var bench = new MethodBench();
        var connection = await bench.SignedIn("alice");
        bench.Home("alice").Fault = new MovedException();
        await Assert.ThrowsAsync<MovedException>(() => bench.Subscribe(connection, "alice", "vnd-microsoft-roaming-contacts"));
        Assert.Null(bench.Get<SubscriptionTable>().FindByEvent(Alice, "vnd-microsoft-roaming-contacts"));
    }

    [Fact]
    public async Task An_expired_subscription_is_told_nothing()
    {
        using var bench = new MethodBench();
        var connection = await bench.SignedIn("alice");
        await bench.Subscribe(connection, "alice", "vnd-microsoft-roaming-contacts");
        bench.Time.Advance(TimeSpan.FromSeconds(3601));
        connection.Sent.Clear();
        bench.Get<IEndpointDoor>().Deliver(Alice, new HomeNotification.ContactsReset(new ContactList(1, [], [])));
        Assert.Empty(connection.Sent);
    }

    internal static PresenceView View(string user, int availability, int activity) => new(
        SipAddress.Parse(user + "@godwit.test"),
        [new CategoryView("state", 1, DateTimeOffset.UnixEpoch, "<state xmlns=\"x\"><availability>6500</availability></state>")],
        new LegacyView(availability, activity, "Bob Brown", "bob@godwit.test", "e1", null, ""));

    internal static string Body(SipMessage message) => Encoding.UTF8.GetString(message.Body.Span);

    private static string TagOf(SipResponse answer) => answer.Headers.Get("To")!.Split(";tag=")[1];
}
