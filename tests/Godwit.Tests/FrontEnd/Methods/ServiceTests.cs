using System.Collections.Immutable;
using Godwit.Pool.Contacts;
using Godwit.Pool.Permissions;
using Godwit.Pool.Pools;
using Godwit.Pool.Presence;
using Godwit.Sip.Messages;
using Godwit.Tests.FrontEnd.Authentication;
using static Godwit.Tests.FrontEnd.Methods.SubscribeTests;

namespace Godwit.Tests.FrontEnd.Methods;

public sealed class ServiceTests : IDisposable
{
    private const string MethodBenchPool = Bench.EdgeBench.Fqdn;

    private readonly MethodBench _bench = new();

    [Fact]
    public async Task Contacts_and_groups_are_changed_one_version_after_the_other()
    {
        var connection = await _bench.SignedIn("alice");
        var group = await Soap(connection, "<m:addGroup><m:name>Work &amp; Co</m:name><m:externalURI/><m:deltaNum>1</m:deltaNum></m:addGroup>");
        Assert.Contains("<groupID>2</groupID>", Body(group).Replace("m:groupID", "groupID", StringComparison.Ordinal));
        Assert.Equal(200, (await Soap(connection, Contact("Bob", "1 2", 2))).Status);
        Assert.Equal(200, (await Soap(connection, "<m:modifyGroup><m:groupID>2</m:groupID><m:name>Work</m:name><m:externalURI/><m:deltaNum>3</m:deltaNum></m:modifyGroup>")).Status);
        var list = _bench.Home("alice").Contacts;
        Assert.Equal(4, list.Delta);
        Assert.Equal("Work", list.Groups[1].Name);
        Assert.Equal(("bob@godwit.test", "Bob", true), (list.Contacts[0].Uri, list.Contacts[0].Name, list.Contacts[0].Subscribed));
        Assert.Equal([1, 2], list.Contacts[0].Groups);
        Assert.Equal(200, (await Soap(connection, "<m:deleteGroup><m:groupID>2</m:groupID><m:deltaNum>4</m:deltaNum></m:deleteGroup>")).Status);
        Assert.Equal(200, (await Soap(connection, "<m:deleteContact><m:URI>sip:bob@godwit.test</m:URI><m:deltaNum>5</m:deltaNum></m:deleteContact>")).Status);
        Assert.Empty(_bench.Home("alice").Contacts.Contacts);
    }

    [Fact]
    public async Task Whom_a_client_of_2005_adds_is_told_by_her_home_and_only_the_first_time()
    {
        _bench.Forest.Add("bob", MethodBenchPool);
        var connection = await _bench.SignedIn("alice", MethodBench.Old);
        Assert.Equal(200, (await Soap(connection, Contact("Bob", "1", 1))).Status);
        Assert.Equal([true], Added("bob"));
        Assert.Equal(200, (await Soap(connection, Contact("Bobby", "1", 2))).Status);
        Assert.Equal([true], Added("bob"));
    }

    [Fact]
    public async Task A_client_of_2007_says_herself_whom_she_added()
    {
        _bench.Forest.Add("bob", MethodBenchPool);
        var connection = await _bench.SignedIn("alice");
        Assert.Equal(200, (await Soap(connection, Contact("Bob", "1", 1))).Status);
        Assert.Empty(Added("bob"));
    }

    [Fact]
    public async Task A_refused_contact_is_nobody_s_news()
    {
        _bench.Forest.Add("bob", MethodBenchPool);
        var connection = await _bench.SignedIn("alice", MethodBench.Old);
        Assert.Equal(409, (await Soap(connection, Contact("Bob", "1", 9))).Status);
        Assert.Empty(Added("bob"));
    }

    [Fact]
    public async Task Full_lists_are_refused_with_the_codes_of_the_originals()
    {
        var connection = await _bench.SignedIn("alice");
        var home = _bench.Home("alice");
        home.Contacts = home.Contacts with
        {
            Groups = [ContactRules.OtherContacts, .. Enumerable.Range(2, 63).Select(i => new ContactGroup(i, $"g{i}", ""))],
            Contacts = [.. Enumerable.Range(0, 1_000).Select(i => new Contact($"u{i}@godwit.test", "", [1], true, "", null))],
        };
        var contact = await Soap(connection, Contact("Bob", "1", 1));
        Assert.Equal(403, contact.Status);
        Assert.StartsWith("2007;reason=\"", contact.Headers.Get("ms-diagnostics"));
        var group = await Soap(connection, "<m:addGroup><m:name>One more</m:name><m:externalURI/><m:deltaNum>1</m:deltaNum></m:addGroup>");
        Assert.Equal(403, group.Status);
        Assert.StartsWith("2008;reason=\"", group.Headers.Get("ms-diagnostics"));
    }

    [Fact]
    public async Task A_wrong_deltaNum_is_409_with_a_fault()
    {
        var connection = await _bench.SignedIn("alice");
        var answer = await Soap(connection, Contact("Bob", "1", 9));
        Assert.Equal(409, answer.Status);
        Assert.Equal("application/msrtc-fault+xml", answer.Headers.Get("Content-Type"));
        Assert.Contains("<Faultcode>Client.BadCall.WrongDelta</Faultcode>", Body(answer));
        Assert.StartsWith("2141;reason=\"", answer.Headers.Get("ms-diagnostics"));
    }

    [Fact]
    public async Task A_contact_keeps_whatever_its_extension_says()
    {
        var connection = await _bench.SignedIn("alice");
        await Soap(connection, "<m:setContact><m:displayName/><m:groups>1 </m:groups><m:subscribed>false</m:subscribed><m:URI>sip:bob@godwit.test</m:URI><m:externalURI/><m:deltaNum>1</m:deltaNum><m:contactExtension><x:a xmlns:x=\"urn:x\" b=\"1\">&lt;</x:a></m:contactExtension></m:setContact>");
        var contact = Assert.Single(_bench.Home("alice").Contacts.Contacts);
        Assert.False(contact.Subscribed);
        Assert.Contains("<x:a xmlns:x=\"urn:x\" b=\"1\">&lt;</x:a>", contact.Extension);
    }

    [Fact]
    public async Task An_operation_that_lacks_something_is_400_with_its_name()
    {
        var connection = await _bench.SignedIn("alice");
        var answer = await Soap(connection, "<m:setContact><m:URI>sip:bob@godwit.test</m:URI></m:setContact>");
        Assert.Equal(400, answer.Status);
        Assert.Contains("setContact lacks", answer.Headers.Get("ms-diagnostics"));
        Assert.Contains("'dance' is not known", (await Soap(connection, "<m:dance/>")).Headers.Get("ms-diagnostics"));
    }

    [Fact]
    public async Task SetACE_reads_type_mask_and_rights()
    {
        var connection = await _bench.SignedIn("alice", MethodBench.Old);
        var answer = await Soap(connection, "<m:setACE><m:type>USER</m:type><m:mask>sip:Bob@godwit.test</m:mask><m:rights>BD</m:rights><m:deltaNum>1</m:deltaNum></m:setACE>");
        Assert.Equal(200, answer.Status);
        Assert.Contains((new Ace(AceType.User, "bob@godwit.test", "BD"), 1), _bench.Home("alice").Asked);
    }

    [Fact]
    public async Task Categories_are_published_and_answered_with_all_instances()
    {
        var connection = await _bench.SignedIn("alice");
        var answer = await Service(connection, "application/msrtc-category-publish+xml", Publish(0));
        Assert.Equal(200, answer.Status);
        Assert.Equal("application/vnd-microsoft-roaming-self+xml", answer.Headers.Get("Content-Type"));
        Assert.Contains("<category name=\"note\" instance=\"0\" publishTime=\"2026-11-23T01:08:48Z\" container=\"200\" version=\"1\" expireType=\"static\"><note", Body(answer));
        var wrong = await Service(connection, "application/msrtc-category-publish+xml", Publish(0));
        Assert.Equal(409, wrong.Status);
        Assert.Contains("<operation index=\"1\" version=\"0\" curVersion=\"1\"/>", Body(wrong));
        var cleared = await Service(connection, "application/msrtc-category-publish+xml", Publish(1, "expires=\"0\""));
        Assert.Contains("<category name=\"note\"/>", Body(cleared));
    }

    [Fact]
    public async Task Container_members_are_added_and_removed_and_a_wrong_version_names_its_operation()
    {
        const string body = """<setContainerMembers xmlns="http://schemas.microsoft.com/2006/09/sip/container-management"><container id="300" version="4"><member action="remove" type="user" value="bob@godwit.test"/></container><container id="32000" version="1"><member action="add" type="user" value="sip:bob@godwit.test"/></container></setContainerMembers>""";
        var connection = await _bench.SignedIn("alice");
        Assert.Equal(200, (await Service(connection, "application/msrtc-setcontainermembers+xml", body)).Status);
        var asked = Assert.IsType<ImmutableArray<ContainerCommand>>(_bench.Home("alice").Asked[^1]);
        Assert.Equal(new ContainerMember(300, "user", "bob@godwit.test"), Assert.Single(asked[0].Remove));
        Assert.Equal(new ContainerMember(32000, "user", "bob@godwit.test"), Assert.Single(asked[1].Add));
        _bench.Home("alice").Permissions = new PermissionsResult(PermissionsRefusal.WrongDelta, 1, 32000, 7);
        var wrong = await Service(connection, "application/msrtc-setcontainermembers+xml", body);
        Assert.Equal(409, wrong.Status);
        Assert.Contains("<operation index=\"2\" version=\"1\" curVersion=\"7\"/>", Body(wrong));
    }

    [Fact]
    public async Task Subscribers_are_acknowledged()
    {
        var connection = await _bench.SignedIn("alice");
        await Service(connection, "application/msrtc-presence-setsubscriber+xml", """<setSubscribers xmlns="x"><subscriber user="sip:Carol@godwit.test" acknowledged="true"/><subscriber user="dave@godwit.test" acknowledged="false"/></setSubscribers>""");
        Assert.Equal("carol@godwit.test", _bench.Home("alice").Asked[^1]);
    }

    [Fact]
    public async Task SetPresence_is_taken_apart_and_too_long_userInfo_refused()
    {
        const string operation = """<m:setPresence><m:presentity m:uri="sip:alice@godwit.test"><m:availability m:aggregate="300"/><m:activity m:aggregate="400"/><deviceName xmlns="http://schemas.microsoft.com/2002/09/sip/presence" name="VM"/><userInfo xmlns="http://schemas.microsoft.com/2002/09/sip/presence"><note>hi</note></userInfo></m:presentity></m:setPresence>""";
        var connection = await _bench.SignedIn("alice", MethodBench.Old);
        Assert.Equal(200, (await Soap(connection, operation)).Status);
        var presence = Assert.IsType<LegacyPublish>(_bench.Home("alice").Asked[^1]);
        Assert.Equal((300, 400), (presence.Availability, presence.Activity));
        Assert.Equal("<userInfo xmlns=\"http://schemas.microsoft.com/2002/09/sip/presence\"><note>hi</note></userInfo>", presence.UserInfo);
        Assert.StartsWith("<devicePresence epid=\"b34afb6ebb23\" xmlns=\"http://schemas.microsoft.com/2002/09/sip/presence\"><deviceName ", presence.Device);
        Assert.EndsWith(" name=\"VM\" /></devicePresence>", presence.Device);
        _bench.Home("alice").TakesLegacyPresence = false;
        Assert.Equal(413, (await Soap(connection, operation)).Status);
    }

    [Fact]
    public async Task GetPresence_reads_once_and_is_403_for_the_blocked()
    {
        var connection = await _bench.SignedIn("alice", MethodBench.Old);
        _bench.Home("bob").View = View("bob", 300, 600);
        const string operation = "<m:getPresence><presentity uri=\"sip:bob@godwit.test\"/></m:getPresence>";
        var answer = await Service(connection, "application/SOAP+xml", MethodBench.SoapOf(operation), "sip:bob@godwit.test");
        Assert.Contains("aggregate=\"600\"", Body(answer));
        _bench.Home("bob").View = View("bob", 0, 0) with { IsHidden = true };
        Assert.Equal(403, (await Service(connection, "application/SOAP+xml", MethodBench.SoapOf(operation), "sip:bob@godwit.test")).Status);
    }

    [Theory]
    [InlineData("givenName", "Car")]
    [InlineData("displayName", "Carol")]
    [InlineData("msRTCSIP-PrimaryUserAddress", "sip:carol@godwit.test")]
    public async Task The_directory_is_searched(string attribute, string value)
    {
        var connection = await _bench.SignedIn("alice");
        var operation = $"""<m:directorySearch><m:filter m:href="#searchArray"/><m:maxResults>100</m:maxResults></m:directorySearch><m:Array m:id="searchArray"><m:row m:attrib="{attribute}" m:value="{value}"/></m:Array>""";
        var answer = await Service(connection, "application/SOAP+xml", MethodBench.SoapOf(operation), "sip:godwit.test");
        Assert.Contains("<m:moreAvailable>false</m:moreAvailable>", Body(answer));
        Assert.Contains("<m:row m:uri=\"sip:carol@godwit.test\" m:displayName=\"Carol\"", Body(answer));
        Assert.DoesNotContain("bob", Body(answer));
    }

    [Fact]
    public async Task Nobody_changes_the_data_of_others()
    {
        var connection = await _bench.SignedIn("alice");
        Assert.Equal(403, (await Service(connection, "application/SOAP+xml", MethodBench.SoapOf(Contact("x", "1", 1)), "sip:bob@godwit.test")).Status);
        Assert.Empty(_bench.Home("bob").Asked);
        Assert.Equal(403, (await _bench.Soap(new FakeConnection(), "alice", Contact("x", "1", 1)))!.Status);
    }

    [Fact]
    public async Task What_another_pool_sends_on_for_a_user_who_was_just_moved_here_is_done_unless_it_belongs_to_an_endpoint()
    {
        var trunk = new FakeConnection { Peer = "lcs01.godwit.test" };
        Assert.Equal(200, (await Soap(trunk, Contact("Bob", "1", 1))).Status);
        Assert.Single(_bench.Home("alice").Contacts.Contacts);
        Assert.Equal(503, (await Service(trunk, "application/msrtc-category-publish+xml", Publish(0))).Status);
        Assert.Equal(503, (await _bench.Subscribe(trunk, "alice", "vnd-microsoft-roaming-contacts"))!.Status);
    }

    [Theory]
    [InlineData("application/x-nothing", "<a/>", 415)]
    [InlineData("setContact", "<a/>", 415)]
    [InlineData("application/cccp+xml", "<request/>", 501)]
    [InlineData("application/SOAP+xml", "", 400)]
    [InlineData("application/SOAP+xml", "<s:Envelope", 400)]
    [InlineData("application/SOAP+xml", "<Envelope><Body/></Envelope>", 400)]
    [InlineData("application/SOAP+xml; charset=utf-8", "<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>", 400)]
    [InlineData("application/msrtc-category-publish+xml", "<publish/>", 400)]
    [InlineData("application/msrtc-setcontainermembers+xml", "<setContainerMembers><container id='x' version='1'/></setContainerMembers>", 400)]
    public async Task Bodies_that_make_no_sense_are_refused_with_a_sentence(string type, string body, int status)
    {
        var answer = await Service(await _bench.SignedIn("alice"), type, body);
        Assert.Equal(status, answer.Status);
        Assert.Contains(";reason=\"", answer.Headers.Get("ms-diagnostics"));
        Assert.Equal(status == 415, answer.Headers.Has("Accept"));
    }

    [Fact]
    public async Task A_client_of_2005_is_not_offered_what_2007_brought()
    {
        using var bench = new MethodBench(PoolGeneration.Lcs2005Sp1);
        var connection = await bench.SignedIn("alice");
        var answer = (await bench.Service(connection, "alice", "application/msrtc-category-publish+xml", Publish(0)))!;
        Assert.Equal(415, answer.Status);
        Assert.Equal("application/SOAP+xml", answer.Headers.Get("Accept"));
    }

    public void Dispose() => _bench.Dispose();

    private async Task<SipResponse> Soap(FakeConnection connection, string operation) => (await _bench.Soap(connection, "alice", operation))!;

    private async Task<SipResponse> Service(FakeConnection connection, string type, string body, string? uri = null) => (await _bench.Service(connection, "alice", type, body, uri))!;

    private static string Contact(string name, string groups, int delta) =>
        $"<m:setContact><m:displayName>{name}</m:displayName><m:groups>{groups}</m:groups><m:subscribed>true</m:subscribed><m:URI>sip:bob@godwit.test</m:URI><m:externalURI/><m:deltaNum>{delta}</m:deltaNum></m:setContact>";

    private static string Publish(int version, string more = "") => $"""
        <publish xmlns="http://schemas.microsoft.com/2006/09/sip/rich-presence"><publications uri="sip:alice@godwit.test">
        <publication categoryName="note" instance="0" container="200" version="{version}" expireType="static" {more}><note xmlns="http://schemas.microsoft.com/2006/09/sip/note"><body type="personal" uri="">text</body></note></publication></publications></publish>
        """;

    private IEnumerable<bool> Added(string user) => _bench.Home(user).Asked.OfType<(string What, Godwit.Pool.Homes.EndpointKey Watcher, string Name, bool Added)>().Select(w => w.Added);
}
