using System.Text;
using Godwit.FrontEnd.Notifications;
using Godwit.Pool.Presence;
using Godwit.Sip.Messages;
using Godwit.Tests.FrontEnd.Authentication;

namespace Godwit.Tests.FrontEnd.Methods;

/// <summary>RFC 3903, as plain clients use it.</summary>
public sealed class PublishTests : IDisposable
{
    private const string Busy = """
        <?xml version="1.0" encoding="UTF-8"?>
        <presence xmlns="urn:ietf:params:xml:ns:pidf" xmlns:dm="urn:ietf:params:xml:ns:pidf:data-model" xmlns:rpid="urn:ietf:params:xml:ns:pidf:rpid" entity="sip:alice@godwit.test">
        <tuple id="t1"><status><basic>open</basic></status><note>Back at &lt;3</note></tuple><dm:person id="p1"><rpid:activities><rpid:busy/></rpid:activities></dm:person></presence>
        """;

    private readonly MethodBench _bench = new();
    private readonly FakeConnection _connection = new();
    private int _cseq;

    [Fact]
    public async Task A_publication_is_seen_refreshed_and_taken_back()
    {
        await SignIn();
        var first = await Publish(Busy, "Expires: 600");
        Assert.Equal(200, first.Status);
        Assert.Equal("600", first.Headers.Get("Expires"));
        var seen = Assert.IsType<LegacyPublish>(_bench.Home("alice").Asked[^1]);
        Assert.Equal((300, 600), (seen.Availability, seen.Activity));
        Assert.Equal(new StandardPresence(6500, null, "Back at <3", false), seen.Standard);

        var refreshed = await Publish("", $"SIP-If-Match: {first.Headers.Get("SIP-ETag")}");
        Assert.Equal(200, refreshed.Status);
        Assert.NotEqual(first.Headers.Get("SIP-ETag"), refreshed.Headers.Get("SIP-ETag"));
        Assert.Equal(412, (await Publish("", $"SIP-If-Match: {first.Headers.Get("SIP-ETag")}")).Status);

        var removed = await Publish("", $"SIP-If-Match: {refreshed.Headers.Get("SIP-ETag")}", "Expires: 0");
        Assert.Equal("0", removed.Headers.Get("Expires"));
        Assert.Equal(0, Assert.IsType<LegacyPublish>(_bench.Home("alice").Asked[^1]).Availability);
    }

    [Fact]
    public async Task A_publication_is_changed_under_its_tag_and_each_change_gives_a_new_one()
    {
        await SignIn();
        var first = await Publish(Busy, "Expires: 600");
        var changed = await Publish(Busy.Replace("<rpid:busy/>", "<rpid:on-the-phone/>", StringComparison.Ordinal), $"SIP-If-Match: {first.Headers.Get("SIP-ETag")}");
        Assert.Equal((200, "3600"), (changed.Status, changed.Headers.Get("Expires")));
        Assert.NotEqual(first.Headers.Get("SIP-ETag"), changed.Headers.Get("SIP-ETag"));
        Assert.Equal("on-the-phone", Assert.IsType<LegacyPublish>(_bench.Home("alice").Asked[^1]).Standard!.Activity);
        // What was changed under the old tag is not changed under it again.
        Assert.Equal(412, (await Publish(Busy, $"SIP-If-Match: {first.Headers.Get("SIP-ETag")}")).Status);
        Assert.Equal(412, (await Publish("", $"SIP-If-Match: {first.Headers.Get("SIP-ETag")}", "Expires: 0")).Status);
        _bench.Time.Advance(TimeSpan.FromSeconds(3601));
        Assert.Equal(412, (await Publish("", $"SIP-If-Match: {changed.Headers.Get("SIP-ETag")}")).Status);
    }

    [Fact]
    public async Task What_is_not_refreshed_ends_by_itself()
    {
        await SignIn();
        await Publish(Busy, "Expires: 60");
        _bench.Time.Advance(TimeSpan.FromSeconds(61));
        await _bench.Get<PublicationTable>().Sweep(TestContext.Current.CancellationToken);
        Assert.Equal(0, Assert.IsType<LegacyPublish>(_bench.Home("alice").Asked[^1]).Availability);
    }

    [Fact]
    public async Task What_makes_no_sense_is_refused()
    {
        await SignIn();
        Assert.Equal(400, (await Publish("")).Status);
        Assert.Equal(400, (await Publish("<presence")).Status);
        Assert.Equal(400, (await Publish("<person/>")).Status);
        Assert.Equal(400, (await Publish("<!DOCTYPE presence [<!ENTITY a 'b'>]><presence>&a;</presence>")).Status);
        Assert.Equal(412, (await Publish(Busy, "SIP-If-Match: none")).Status);
        var brief = await Publish(Busy, "Expires: 5");
        Assert.Equal((423, "60"), (brief.Status, brief.Headers.Get("Min-Expires")));
        var type = await Publish(Busy, "Content-Type: text/plain");
        Assert.Equal((415, "application/pidf+xml"), (type.Status, type.Headers.Get("Accept")));
        var other = await Publish(Busy, "Event: weather");
        Assert.Equal((489, "presence"), (other.Status, other.Headers.Get("Allow-Events")));
        Assert.DoesNotContain(_bench.Home("alice").Asked, asked => asked is LegacyPublish);
    }

    [Fact]
    public async Task Nobody_publishes_before_she_signs_in() => Assert.Equal(403, (await Publish(Busy)).Status);

    public void Dispose() => _bench.Dispose();

    private async Task SignIn() => Assert.Equal(200, (await _bench.Register(_connection, "alice", "baresip v1.0.0", more: "Supported: outbound"))!.Status);

    private async Task<SipResponse> Publish(string body, params string[] lines)
    {
        var head = new List<string>(lines);
        if (!lines.Any(l => l.StartsWith("Event:", StringComparison.Ordinal))) head.Add("Event: presence");
        if (body.Length > 0 && !lines.Any(l => l.StartsWith("Content-Type:", StringComparison.Ordinal))) head.Add("Content-Type: application/pidf+xml");
        return (await _bench.Send(_connection, "alice", $"""
            PUBLISH sip:alice@godwit.test SIP/2.0
            Via: SIP/2.0/TCP 192.0.2.7:48400;branch=z9hG4bK83{++_cseq}
            From: <sip:alice@godwit.test>;tag=78;epid=b34afb6ebb23
            To: <sip:alice@godwit.test>
            Call-ID: publish
            CSeq: {_cseq} PUBLISH
            {string.Join('\n', head)}
            Content-Length: {Encoding.UTF8.GetByteCount(body)}

            {body}
            """))!;
    }
}
