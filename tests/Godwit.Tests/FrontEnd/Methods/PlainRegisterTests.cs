using Godwit.Tests.FrontEnd.Authentication;

namespace Godwit.Tests.FrontEnd.Methods;

/// <summary>REGISTER of clients that go by RFC 3261 §10 alone.</summary>
public sealed class PlainRegisterTests : IDisposable
{
    private readonly MethodBench _bench = new();
    private readonly FakeConnection _connection = new();

    [Fact]
    public async Task All_bindings_are_listed()
    {
        await Register("Contact: <sip:192.0.2.7:5062>", "Expires: 600");
        var answer = await Register("Contact: <sip:192.0.2.8:5062>;expires=120");
        Assert.Equal(["<sip:192.0.2.8:5062>;expires=120", "<sip:192.0.2.7:5062>;expires=600"], answer.Headers.All("Contact"));
        Assert.Equal("120", answer.Headers.Get("Expires"));
    }

    [Fact]
    public async Task A_REGISTER_without_Contact_asks_for_the_bindings()
    {
        await Register("Contact: <sip:192.0.2.7:5062>");
        var answer = await Register("Max-Forwards: 70");
        Assert.Equal(["<sip:192.0.2.7:5062>;expires=7200"], answer.Headers.All("Contact"));
    }

    [Fact]
    public async Task Two_Contacts_are_two_endpoints_and_one_of_them_can_be_taken_away()
    {
        await Register("Contact: <sip:192.0.2.7:5062>, <sip:192.0.2.7:5064>");
        Assert.Equal(2, _bench.Home("alice").Endpoints.Length);
        var answer = await Register("Contact: <sip:192.0.2.7:5062>;expires=0");
        Assert.Equal(["<sip:192.0.2.7:5064>;expires=7200"], answer.Headers.All("Contact"));
    }

    [Fact]
    public async Task The_wildcard_takes_all_away_and_only_with_Expires_0()
    {
        await Register("Contact: <sip:192.0.2.7:5062>");
        Assert.Equal(400, (await Register("Contact: *")).Status);
        Assert.Equal(400, (await Register("Contact: *", "Contact: <sip:192.0.2.7>", "Expires: 0")).Status);
        Assert.Single(_bench.Home("alice").Endpoints);
        Assert.Equal(200, (await Register("Contact: *", "Expires: 0")).Status);
        Assert.Empty(_bench.Home("alice").Endpoints);
    }

    [Fact]
    public async Task Too_brief_a_registration_is_423_with_Min_Expires()
    {
        var answer = await Register("Contact: <sip:192.0.2.7:5062>", "Expires: 59");
        Assert.Equal(423, answer.Status);
        Assert.Equal("60", answer.Headers.Get("Min-Expires"));
        Assert.Empty(_bench.Home("alice").Endpoints);
    }

    [Fact]
    public async Task More_than_is_granted_is_cut_and_nonsense_counts_as_nothing_asked()
    {
        Assert.Equal("7200", (await Register("Contact: <sip:192.0.2.7>", "Expires: 4294967295")).Headers.Get("Expires"));
        Assert.Equal("7200", (await Register("Contact: <sip:192.0.2.7>", "Expires: soon")).Headers.Get("Expires"));
    }

    [Theory]
    [InlineData("Contact: <sip:192.0.2.7")]
    [InlineData("Contact: \"x <sip:192.0.2.7>")]
    public async Task A_malformed_Contact_is_400(string contact) => Assert.Equal(400, (await Register(contact)).Status);

    public void Dispose() => _bench.Dispose();

    private async Task<Godwit.Sip.Messages.SipResponse> Register(params string[] lines) => (await _bench.Send(_connection, "alice", $"""
        REGISTER sip:godwit.test SIP/2.0
        Via: SIP/2.0/TCP 192.0.2.7:5062;branch=z9hG4bK1
        From: "Alice" <sip:alice@godwit.test>;tag=9
        To: "Alice" <sip:alice@godwit.test>
        Call-ID: plain
        CSeq: 1 REGISTER
        User-Agent: baresip v1.0.0 (x86_64/linux)
        {string.Join('\n', lines)}
        """))!;
}
