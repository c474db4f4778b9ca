using Godwit.Sip.Messages;
using Godwit.Tests.FrontEnd.Authentication;

namespace Godwit.Tests.FrontEnd.Methods;

/// <summary>REGISTER through proxies (RFC 3327) and over flows that are kept (RFC 5626).</summary>
public sealed class PathAndFlowTests : IDisposable
{
    private const string Instance = "<urn:uuid:00000000-0000-1000-8000-AABBCCDDEEFF>";
    private const string Contact = $"Contact: <sip:alice@192.0.2.7:5062>;+sip.instance=\"{Instance}\"";

    private readonly MethodBench _bench = new();
    private readonly FakeConnection _connection = new();

    [Fact]
    public async Task The_Path_is_kept_with_the_binding_and_given_back()
    {
        var answer = await Register(Contact, "Supported: path", "Path: <sip:p2.example.org;lr>,<sip:p1.example.org;lr>");
        Assert.Equal("<sip:p2.example.org;lr>, <sip:p1.example.org;lr>", answer.Headers.Get("Path"));
        Assert.Contains("path", answer.Headers.All("Supported"));
        Assert.Equal("<sip:p2.example.org;lr>, <sip:p1.example.org;lr>", Assert.Single(_bench.Home("alice").Endpoints).Path);
        // A refresh by the same way is one; by another way it changes the binding.
        Assert.NotNull((await Register(Contact, "Supported: path", "Path: <sip:p2.example.org;lr>", "Path: <sip:p1.example.org;lr>")).Headers.Get("Path"));
        await Register(Contact, "Supported: path", "Path: <sip:p3.example.org;lr>");
        Assert.Equal("<sip:p3.example.org;lr>", Assert.Single(_bench.Home("alice").Endpoints).Path);
        await Register(Contact);
        Assert.Null(Assert.Single(_bench.Home("alice").Endpoints).Path);
    }

    [Fact]
    public async Task A_proxy_may_require_it()
    {
        var request = MethodBench.Parse(Text(Contact, "Supported: path", "Require: path", "Path: <sip:p1.example.org;lr>"));
        Assert.Null(Godwit.Sip.Checks.RequestCheck.Find(request, new HashSet<string> { "path" }));
        Assert.Equal(200, (await Register(Contact, "Supported: path", "Require: path", "Path: <sip:p1.example.org;lr>")).Status);
    }

    [Fact]
    public async Task A_Path_that_the_client_does_not_support_is_420()
    {
        var answer = await Register(Contact, "Path: <sip:p1.example.org;lr>");
        Assert.Equal(420, answer.Status);
        Assert.Equal("path", answer.Headers.Get("Unsupported"));
        Assert.Empty(_bench.Home("alice").Endpoints);
    }

    [Theory]
    [InlineData("Path: <sip:p1.example.org")]
    [InlineData("Path: <tel:123>")]
    [InlineData("Path: ,")]
    public async Task A_malformed_Path_is_400(string path) => Assert.Equal(400, (await Register(Contact, "Supported: path", path)).Status);

    [Fact]
    public async Task A_Path_without_end_is_400()
    {
        var path = string.Join(',', Enumerable.Range(0, 100).Select(i => $"<sip:proxy{i}.example.org;lr>"));
        Assert.Equal(400, (await Register(Contact, "Supported: path", "Path: " + path)).Status);
    }

    [Fact]
    public async Task A_client_that_keeps_a_flow_over_a_stream_hears_how_often_it_is_to_show_that_it_is_there()
    {
        Assert.Equal("120", await FlowTimer("TCP", Contact + ";reg-id=1", "Supported: path, outbound"));
        Assert.Null(await FlowTimer("TCP", Contact, "Supported: path, outbound"));
        Assert.Null(await FlowTimer("TCP", Contact + ";reg-id=1", "Supported: path, outbound", "Path: <sip:edge.example.org;lr;ob>"));
        Assert.Null(await FlowTimer("UDP", Contact + ";reg-id=1", "Supported: outbound"));
    }

    private async Task<string?> FlowTimer(string transport, params string[] lines)
    {
        var answer = await Register(new FakeConnection(), Text(lines).Replace("SIP/2.0/UDP", $"SIP/2.0/{transport}", StringComparison.Ordinal));
        Assert.Equal(200, answer.Status);
        return answer.Headers.Get("Flow-Timer");
    }

    [Fact]
    public async Task Two_flows_of_one_client_are_two_bindings_and_the_answer_says_that_they_are_kept()
    {
        var answer = await Register(Contact + ";reg-id=1", "Supported: path, outbound");
        Assert.Equal("outbound", answer.Headers.Get("Require"));
        Assert.Equal(200, (await Register(Contact.Replace("5062", "5064", StringComparison.Ordinal) + ";reg-id=2", "Supported: path, outbound")).Status);
        Assert.Equal(["reg-id=1", "reg-id=2"], _bench.Home("alice").Endpoints.Select(e => e.Key.Id.Split(';')[1]));

        // A refresh of one, over another connection: its flow takes the place of the old one, the other stays.
        var other = new FakeConnection();
        Assert.Equal("outbound", (await Register(other, Text(Contact + ";reg-id=1", "Supported: outbound"))).Headers.Get("Require"));
        Assert.Equal(2, _bench.Home("alice").Endpoints.Length);
        Assert.Null(_connection.Ended);
        await Register(other, Text(Contact + ";reg-id=1;expires=0", "Supported: outbound"));
        Assert.EndsWith("reg-id=2", Assert.Single(_bench.Home("alice").Endpoints).Key.Id, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Contact + ";reg-id=1", "Supported: path")]
    [InlineData(Contact, "Supported: outbound")]
    [InlineData(Contact + ";reg-id=0", "Supported: outbound")]
    [InlineData(Contact + ";reg-id=x", "Supported: outbound")]
    [InlineData("Contact: <sip:alice@192.0.2.7:5062>;reg-id=1", "Supported: outbound")]
    public async Task Without_all_that_belongs_to_it_a_flow_is_none(string contact, string supported)
    {
        var answer = await Register(contact, supported);
        Assert.Equal(200, answer.Status);
        Assert.Null(answer.Headers.Get("Require"));
        Assert.DoesNotContain("reg-id", Assert.Single(_bench.Home("alice").Endpoints).Key.Id, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_Contacts_with_reg_id_are_400() =>
        Assert.Equal(400, (await Register(Contact + ";reg-id=1", Contact + ";reg-id=2", "Supported: outbound")).Status);

    [Theory]
    [InlineData("Path: <sip:p2.example.org;lr>, <sip:p1.example.org;lr;ob>", 200)]
    [InlineData("Path: <sip:p2.example.org;lr;ob>, <sip:p1.example.org;lr>", 439)]
    [InlineData("Max-Forwards: 70", 439)]
    public async Task The_first_proxy_has_to_keep_the_flow(string path, int status)
    {
        var text = Text(Contact + ";reg-id=1", "Supported: path, outbound", path).Replace("Via:", "Via: SIP/2.0/UDP p1.example.org;branch=z9hG4bK2\nVia:", StringComparison.Ordinal);
        Assert.Equal(status, (await Register(_connection, text)).Status);
    }

    public void Dispose() => _bench.Dispose();

    private Task<SipResponse> Register(params string[] lines) => Register(_connection, Text(lines));

    private async Task<SipResponse> Register(FakeConnection connection, string text) => (await _bench.Send(connection, "alice", text))!;

    private static string Text(params string[] lines) => $"""
        REGISTER sip:godwit.test SIP/2.0
        Via: SIP/2.0/UDP 192.0.2.7:5062;branch=z9hG4bK1
        From: "Alice" <sip:alice@godwit.test>;tag=9
        To: "Alice" <sip:alice@godwit.test>
        Call-ID: path
        CSeq: 1 REGISTER
        {string.Join('\n', lines)}
        """;
}
