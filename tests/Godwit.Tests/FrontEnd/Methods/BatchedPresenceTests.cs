using Godwit.Pool.Homes;
using Godwit.Pool.Pools;
using Godwit.Pool.Users;
using static Godwit.Tests.FrontEnd.Methods.SubscribeTests;

namespace Godwit.Tests.FrontEnd.Methods;

public sealed class BatchedPresenceTests
{
    private const string New = """
        <batchSub xmlns="http://schemas.microsoft.com/2006/01/sip/batch-subscribe" uri="sip:alice@godwit.test" name="">
        <action name="subscribe" id="63792024"><adhocList><resource uri="sip:bob@godwit.test"/><resource uri="sip:carol@godwit.test"><context/></resource>
        <resource uri="sip:stranger@elsewhere.test"/></adhocList>
        <categoryList xmlns="http://schemas.microsoft.com/2006/09/sip/categorylist"><category name="state"/></categoryList></action></batchSub>
        """;

    private const string Old = """
        <adhoclist xmlns="urn:ietf:params:xml:ns:adrl" uri="sip:alice@godwit.test" name="sip:alice@godwit.test"><create xmlns=""><resource uri="sip:bob@godwit.test"/></create></adhoclist>
        """;

    private static readonly EndpointKey Alice = new(SipAddress.Parse("alice@godwit.test"), "b34afb6ebb23");

    [Fact]
    public async Task A_2007_list_is_answered_with_one_part_for_each_who_is_known()
    {
        using var bench = new MethodBench();
        var connection = await bench.SignedIn("alice");
        bench.Home("bob").View = View("bob", 300, 400);
        bench.Home("carol").View = View("carol", 300, 400);
        var answer = (await bench.Subscribe(connection, "alice", "presence", New, "application/msrtc-adrl-categorylist+xml", "Require: adhoclist, categoryList\n"))!;
        Assert.Equal(200, answer.Status);
        var type = answer.Headers.Get("Content-Type")!;
        Assert.StartsWith("multipart/related;type=\"application/rlmi+xml\";start=resourceList;boundary=", type);
        var parts = Body(answer).Split("--" + type.Split("boundary=")[1]);
        Assert.Equal(5, parts.Length);
        Assert.Equal("--\r\n", parts[^1]);
        Assert.All(parts[1..^1], part => Assert.EndsWith(">\r\n\r\n", part));
        Assert.Contains("<resource uri=\"sip:bob@godwit.test\"><instance id=\"0\" state=\"active\" cid=\"bob@godwit.test\"/></resource>", parts[1]);
        Assert.Contains("<resource uri=\"sip:stranger@elsewhere.test\"><instance id=\"2\" state=\"active\"/></resource>", parts[1]);
        Assert.Contains("Content-Type: application/msrtc-event-categories+xml\r\n\r\n<categories", parts[2]);
        Assert.Contains("Content-ID: carol@godwit.test\r\n", parts[3]);
        // carol was just put on the list: she is told who did.
        Assert.Contains(("Watch", Alice, "Alice", true), bench.Home("carol").Asked);
        Assert.Contains(("Watch", Alice, "Alice", false), bench.Home("bob").Asked);
    }

    [Fact]
    public async Task A_2005_list_is_answered_with_pidf_of_the_2005_kind()
    {
        using var bench = new MethodBench(PoolGeneration.Lcs2005Sp1);
        var connection = await bench.SignedIn("alice");
        bench.Home("bob").View = View("bob", 300, 600);
        var answer = (await bench.Subscribe(connection, "alice", "presence", Old, "application/adrl+xml"))!;
        Assert.Contains("Content-Type: text/xml+msrtc.pidf\r\n\r\n<presentity xmlns=\"http://schemas.microsoft.com/2002/09/sip/presence\" uri=\"bob@godwit.test\">", Body(answer));
        Assert.Contains("<availability aggregate=\"300\" description=\"\" epid=\"e1\"/><activity aggregate=\"600\" description=\"\"/><displayName displayName=\"Bob Brown\"/>", Body(answer));
    }

    [Fact]
    public async Task Changes_come_as_single_documents_in_the_form_of_the_watcher()
    {
        using var bench = new MethodBench();
        var connection = await bench.SignedIn("alice");
        await bench.Subscribe(connection, "alice", "presence", New, "application/msrtc-adrl-categorylist+xml");
        bench.Get<IEndpointDoor>().Deliver(Alice, new HomeNotification.PresenceChanged(View("bob", 0, 100)));
        Assert.Equal("application/msrtc-event-categories+xml", connection.Sent[^1].Headers.Get("Content-Type"));
        Assert.StartsWith("<categories xmlns=\"http://schemas.microsoft.com/2006/09/sip/categories\" uri=\"sip:bob@godwit.test\"><category name=\"state\" instance=\"1\"", Body(connection.Sent[^1]));
        bench.Get<IEndpointDoor>().Deliver(Alice, new HomeNotification.PresenceChanged(View("dave", 0, 100)));
        Assert.StartsWith("<categories xmlns=\"http://schemas.microsoft.com/2006/09/sip/categories\" uri=\"sip:bob@godwit.test\">", Body(connection.Sent[^1]));
    }

    [Fact]
    public async Task Who_is_taken_off_the_list_is_not_watched_any_more()
    {
        using var bench = new MethodBench();
        var connection = await bench.SignedIn("alice");
        await bench.Subscribe(connection, "alice", "presence", New, "application/msrtc-adrl-categorylist+xml");
        var answer = (await bench.Subscribe(
            connection, "alice", "presence", New.Replace("\"subscribe\"", "\"unsubscribe\"", StringComparison.Ordinal), "application/msrtc-adrl-categorylist+xml"))!;
        Assert.Equal(200, answer.Status);
        Assert.Contains(("Unwatch", Alice), bench.Home("bob").Asked);
    }

    [Theory]
    [InlineData("<batchSub><action", 400)]
    [InlineData("<!DOCTYPE a [<!ENTITY e \"x\">]><batchSub>&e;</batchSub>", 400)]
    [InlineData("<batchSub/>", 200)]
    public async Task A_broken_list_is_refused(string body, int status)
    {
        using var bench = new MethodBench();
        var connection = await bench.SignedIn("alice");
        Assert.Equal(status, (await bench.Subscribe(connection, "alice", "presence", body, "application/msrtc-adrl-categorylist+xml"))!.Status);
        Assert.Equal(415, (await bench.Subscribe(connection, "alice", "presence", body, "application/octet-stream"))!.Status);
    }
}
