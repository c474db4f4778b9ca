using Godwit.FrontEnd.Connections;
using Godwit.Pool.BackEnds;
using Godwit.Pool.Homes;
using Godwit.Pool.Pools;
using Godwit.Sip.Messages;
using Godwit.Tests.FrontEnd.Authentication;

namespace Godwit.Tests.FrontEnd.Methods;

public sealed class RegisterTests
{
    private readonly FakeConnection _connection = new();

    [Fact]
    public async Task The_200_of_a_2007_pool_holds_what_the_client_reads()
    {
        using var bench = new MethodBench();
        var answer = (await bench.Register(_connection, "alice"))!;
        Assert.Equal(200, answer.Status);
        Assert.Equal("7200", answer.Headers.Get("Expires"));
        Assert.Equal(
            "vnd-microsoft-provisioning,vnd-microsoft-roaming-contacts,vnd-microsoft-roaming-ACL,presence,presence.wpending,presence.winfo,vnd-microsoft-roaming-self,vnd-microsoft-provisioning-v2",
            answer.Headers.Get("Allow-Events"));
        Assert.Equal(["adhoclist", "msrtc-event-categories"], answer.Headers.All("Supported"));
        Assert.Equal("RTC/3.5", answer.Headers.Get("Server"));
        Assert.Equal("UAS; tcp=no; hop-hop=yes; end-end=no; timeout=300", answer.Headers.Get("ms-keep-alive"));
        Assert.Equal("register-action=\"added\"", answer.Headers.Get("presence-state"));
        var contact = Assert.Single(answer.Headers.All("Contact"));
        Assert.StartsWith("<sip:192.0.2.7:48400;transport=tcp;ms-opaque=d3b34afb6ebb23>;expires=7200;+sip.instance=\"<urn:uuid:085e0bd8-b34afb6ebb23>\";gruu=\"sip:alice@godwit.test;opaque=user:epid:", contact);
        Assert.EndsWith(";gruu\"", contact);
        Assert.True(_connection.HadSignIn);
    }

    [Theory]
    [InlineData(PoolGeneration.Lcs2005Sp1, "RTC/2.0")]
    [InlineData(PoolGeneration.Ocs2007, "RTC/3.0")]
    public async Task The_pools_generation_shows_in_the_Server_header(PoolGeneration generation, string server)
    {
        using var bench = new MethodBench(generation);
        Assert.Equal(server, (await bench.Register(_connection, "alice"))!.Headers.Get("Server"));
    }

    [Fact]
    public async Task An_old_pool_offers_neither_roaming_self_nor_categories()
    {
        using var bench = new MethodBench(PoolGeneration.Lcs2005Sp1);
        var answer = (await bench.Register(_connection, "alice"))!;
        Assert.Equal("vnd-microsoft-provisioning,vnd-microsoft-roaming-contacts,vnd-microsoft-roaming-ACL,presence,presence.wpending,presence.winfo", answer.Headers.Get("Allow-Events"));
        Assert.Equal(["adhoclist"], answer.Headers.All("Supported"));
    }

    [Fact]
    public async Task An_unknown_user_is_404_with_a_sentence()
    {
        using var bench = new MethodBench();
        var answer = (await bench.Register(_connection, "nobody"))!;
        Assert.Equal(404, answer.Status);
        AssertSentence(answer, 4005);
    }

    [Fact]
    public async Task A_disabled_and_an_unassigned_user_are_told_what_to_do()
    {
        using var bench = new MethodBench();
        bench.Forest.Add("dave", "r2pool.godwit.test", enabled: false);
        bench.Forest.Add("erin", null);
        var disabled = (await bench.Register(_connection, "dave"))!;
        Assert.Equal(403, disabled.Status);
        AssertSentence(disabled, 4141);
        var unassigned = (await bench.Register(_connection, "erin"))!;
        Assert.Equal(403, unassigned.Status);
        AssertSentence(unassigned, 4006);
        Assert.Contains("administrator must move you", unassigned.Headers.Get("Warning"));
    }

    [Fact]
    public async Task Nobody_signs_in_as_somebody_else()
    {
        using var bench = new MethodBench();
        var answer = await bench.Send(_connection, "alice", """
            REGISTER sip:godwit.test SIP/2.0
            Via: SIP/2.0/TCP 192.0.2.7;branch=z9hG4bK1
            From: <sip:alice@godwit.test>;tag=1
            To: <sip:bob@godwit.test>
            Call-ID: 1
            CSeq: 1 REGISTER
            Contact: <sip:192.0.2.7>
            """);
        Assert.Equal(403, answer!.Status);
        Assert.Empty(bench.Home("bob").Asked);
    }

    [Theory]
    [InlineData("TCP", "<sip:127.0.0.1:5060;transport=tcp>")]
    [InlineData("TLS", "<sip:127.0.0.1:5061;transport=tls>")]
    public async Task A_user_homed_elsewhere_is_sent_there_in_the_transport_she_came_with(string transport, string contact)
    {
        using var bench = new MethodBench();
        bench.Forest.Add("dave", "lcs01.godwit.test");
        var connection = new FakeConnection { Transport = transport };
        var answer = (await bench.Register(connection, "dave"))!;
        Assert.Equal(301, answer.Status);
        Assert.Equal(contact, answer.Headers.Get("Contact"));
        Assert.False(connection.HadSignIn);
    }

    [Fact]
    public async Task An_encrypted_client_is_never_sent_to_an_open_port()
    {
        using var bench = new MethodBench();
        bench.Forest.Add("dave", "open.godwit.test");
        Assert.Equal(504, (await bench.Register(new FakeConnection { Transport = "TLS" }, "dave"))!.Status);
    }

    [Fact]
    public async Task After_a_200_there_is_no_301_but_the_end_of_the_connection()
    {
        using var bench = new MethodBench();
        await bench.Register(_connection, "alice");
        bench.Forest.Add("alice", "lcs01.godwit.test");
        Assert.Null(await bench.Register(_connection, "alice"));
        Assert.Equal(ConnectionEnd.UserMoved, _connection.Ended);
        Assert.Equal(0, bench.Get<EndpointTable>().Count);
        // SIPE takes the notification for the end: it is not told.
        Assert.DoesNotContain(_connection.Sent, m => m is SipRequest);
    }

    [Fact]
    public async Task A_refresh_says_so_and_keeps_the_gruu()
    {
        using var bench = new MethodBench();
        var first = (await bench.Register(_connection, "alice"))!;
        var second = (await bench.Register(_connection, "alice"))!;
        Assert.Equal("register-action=\"refreshed\"", second.Headers.Get("presence-state"));
        Assert.Equal(first.Headers.Get("Contact"), second.Headers.Get("Contact"));
        Assert.Single(bench.Home("alice").Endpoints);
    }

    [Fact]
    public async Task The_same_endpoint_over_another_connection_ends_the_old_one()
    {
        using var bench = new MethodBench();
        await bench.Register(_connection, "alice");
        var other = new FakeConnection();
        Assert.Equal(200, (await bench.Register(other, "alice"))!.Status);
        Assert.Equal(ConnectionEnd.Replaced, _connection.Ended);
        Assert.Null(other.Ended);
    }

    [Fact]
    public async Task Expires_0_signs_out()
    {
        using var bench = new MethodBench();
        await bench.Register(_connection, "alice");
        var answer = (await bench.Register(_connection, "alice", more: "Expires: 0"))!;
        Assert.Equal(200, answer.Status);
        Assert.Equal("0", answer.Headers.Get("Expires"));
        Assert.False(answer.Headers.Has("Contact"));
        Assert.Empty(bench.Home("alice").Endpoints);
        Assert.Equal(0, bench.Get<EndpointTable>().Count);
    }

    [Fact]
    public async Task A_sign_in_whose_connection_ended_meanwhile_leaves_nothing_behind()
    {
        using var bench = new MethodBench();
        bench.Home("alice").Meanwhile = () => _connection.Close(ConnectionEnd.PeerReset);
        await bench.Register(_connection, "alice");
        Assert.Empty(bench.Home("alice").Endpoints);
        Assert.Equal(0, bench.Get<EndpointTable>().Count);
    }

    [Fact]
    public async Task A_pool_without_its_database_says_503()
    {
        using var bench = new MethodBench();
        bench.Home("alice").Fault = new BackEndUnavailableException("r2pool.godwit.test");
        var answer = (await bench.Register(_connection, "alice"))!;
        Assert.Equal(503, answer.Status);
        AssertSentence(answer, 1025);
    }

    private static void AssertSentence(SipResponse answer, int code)
    {
        var diagnostics = answer.Headers.Get("ms-diagnostics")!;
        Assert.StartsWith($"{code};reason=\"", diagnostics);
        Assert.EndsWith(";source=\"r2pool.godwit.test\"", diagnostics);
        var reason = diagnostics.Split('"')[1];
        Assert.Contains(reason, answer.Headers.Get("ms-diagnostics-public"));
        Assert.Equal($"399 r2pool.godwit.test \"{reason}\"", answer.Headers.Get("Warning"));
    }
}
