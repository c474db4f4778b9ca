using Godwit.FrontEnd.Connections;
using Godwit.Pool.Homes;
using Godwit.Pool.Users;
using Godwit.Sip.Messages;
using Godwit.Tests.FrontEnd.Bench;

namespace Godwit.Tests.FrontEnd.Relay;

/// <summary>Requests to devices behind proxies (RFC 3327 §5.4) and with several flows (RFC 5626 §7).</summary>
public class PathAndFlowTests
{
    private const string Edge = "<sip:edge.example.org:5070;transport=tcp;lr;ob>";
    private const string Contact = "sip:bob@10.0.0.5:5060";

    [Fact]
    public async Task A_device_is_called_by_the_way_it_registered_and_its_dialog_goes_on_there()
    {
        await using var bench = new EdgeBench();
        var alice = bench.SignIn("alice");
        var edge = bench.Connect();
        SignIn(bench, edge, "1", Edge, "urn:x", 1);
        alice.Send(SipMethod.Invite, "sip:bob@godwit.test");
        var invite = await edge.ReceiveRequest(SipMethod.Invite);
        Assert.Equal(Contact, invite.Uri);
        Assert.Equal(Edge, Assert.Single(invite.Headers.All(HeaderNames.Route)));
        edge.Answer(invite, 200);
        await alice.ReceiveResponse(100);
        await alice.ReceiveResponse(200);

        // Inside the dialog the edge has its own place in Route, and no second one.
        alice.Send(SipMethod.Bye, Contact, r =>
        {
            r.Headers.Set(HeaderNames.To, "<sip:bob@godwit.test>;tag=b");
            r.Headers.Add(HeaderNames.Route, "<sip:127.0.0.1:5080;transport=tcp;lr>");
            r.Headers.Add(HeaderNames.Route, "<sip:edge.example.org:5071;lr>");
        });
        var bye = await edge.ReceiveRequest(SipMethod.Bye);
        Assert.Equal(["<sip:edge.example.org:5071;lr>"], bye.Headers.All(HeaderNames.Route));
    }

    [Fact]
    public async Task A_Route_to_somewhere_else_is_still_refused()
    {
        await using var bench = new EdgeBench();
        var alice = bench.SignIn("alice");
        bench.SignIn("bob");
        alice.Send(SipMethod.Message, "sip:bob@godwit.test", r => r.Headers.Add(HeaderNames.Route, "<sip:edge.example.org;lr>"));
        await alice.ReceiveResponse(404);
    }

    [Theory]
    [InlineData("<sip:localhost:5080;transport=tcp;lr>")]
    [InlineData("<sip:localhost:5081;transport=tls;lr>")]
    [InlineData("<sip:127.0.0.1:5080;lr>")]
    [InlineData("<sip:godwit.test;lr>")]
    public async Task A_client_may_name_this_server_as_its_proxy(string route)
    {
        await using var bench = new EdgeBench();
        var (alice, bob) = (bench.SignIn("alice"), bench.SignIn("bob"));
        alice.Send(SipMethod.Message, "sip:bob@godwit.test", r => r.Headers.Add(HeaderNames.Route, route));
        Assert.False((await bob.ReceiveRequest(SipMethod.Message)).Headers.Has(HeaderNames.Route));
    }

    [Fact]
    public async Task Of_two_flows_of_a_client_the_newer_one_is_taken_and_other_clients_are_called_too()
    {
        await using var bench = new EdgeBench();
        var alice = bench.SignIn("alice");
        var (older, newer, other) = (bench.Connect(), bench.Connect(), bench.Connect());
        SignIn(bench, older, "x;reg-id=1", null, "urn:x", 1);
        SignIn(bench, newer, "x;reg-id=2", null, "urn:x", 2);
        SignIn(bench, other, "y", null, "urn:y", 3);
        alice.Send(SipMethod.Message, "sip:bob@godwit.test");
        await newer.ReceiveRequest(SipMethod.Message);
        await other.ReceiveRequest(SipMethod.Message);
        await older.NothingMore();
    }

    [Fact]
    public async Task A_flow_that_is_gone_is_replaced_by_the_other_one()
    {
        await using var bench = new EdgeBench();
        var alice = bench.SignIn("alice");
        var (older, newer) = (bench.Connect(), bench.Connect());
        SignIn(bench, older, "x;reg-id=1", null, "urn:x", 1);
        SignIn(bench, newer, "x;reg-id=2", null, "urn:x", 2);
        alice.Send(SipMethod.Message, "sip:bob@godwit.test");
        await newer.ReceiveRequest(SipMethod.Message);
        newer.Hang();
        await newer.Ended;
        bench.Advance(TimeSpan.FromSeconds(1));
        older.Answer(await older.ReceiveRequest(SipMethod.Message), 200);
        await alice.ReceiveResponse(200);
        Assert.Equal(0, bench.Forks.Count);
    }

    [Fact]
    public async Task A_proxys_430_leads_to_the_other_flow_and_is_not_told_to_the_caller()
    {
        await using var bench = new EdgeBench();
        var alice = bench.SignIn("alice");
        var (older, newer) = (bench.Connect(), bench.Connect());
        SignIn(bench, older, "x;reg-id=1", Edge, "urn:x", 1);
        SignIn(bench, newer, "x;reg-id=2", Edge, "urn:x", 2);
        alice.Send(SipMethod.Message, "sip:bob@godwit.test");
        newer.Answer(await newer.ReceiveRequest(SipMethod.Message), 430);
        older.Answer(await older.ReceiveRequest(SipMethod.Message), 430);
        Assert.StartsWith("15030;", (await alice.ReceiveResponse(480)).Headers.Get(HeaderNames.MsDiagnostics), StringComparison.Ordinal);
    }

    private static void SignIn(EdgeBench bench, TestClient client, string id, string? path, string instance, int hours)
    {
        var key = new EndpointKey(SipAddress.Parse("bob@godwit.test"), id);
        var endpoint = new Endpoint(key, Contact, client.Connection.Id, instance, null, "test", PresenceMode.Legacy, bench.Time.GetUtcNow().AddHours(hours), path);
        if (bench.Forest.View.Find(key.User) is null) bench.Forest.Add("bob", EdgeBench.Fqdn);
        bench.Homes.Of("bob").Endpoints[key] = endpoint;
        bench.Endpoints.Put(new LiveEndpoint(endpoint, client.Connection));
    }
}
