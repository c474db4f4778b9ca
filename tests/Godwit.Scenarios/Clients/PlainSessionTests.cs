using Godwit.Admin.Moves;
using Godwit.Scenarios.Forests;
using Xunit;

namespace Godwit.Scenarios.Clients;

/// <summary>A client of the family writes to a user whose client is a plain one, in a whole forest.</summary>
public sealed class PlainSessionTests
{
    private const string Communicator = "UCCAPI/3.5.6907.0 OC/3.5.6907.0 (Microsoft Office Communicator 2007 R2)";
    private const string Carol = "carol@godwit.test";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_session_goes_on_over_every_move_of_the_receiver_and_nothing_is_acknowledged_that_did_not_arrive()
    {
        await using var forest = await TestForest.Start(new TestForestOptions { Unauthenticated = true, DemoUsers = 6 });
        using var alice = await RawClient.Connect(forest.Tcp(TestForest.R2Pool), "erin@godwit.test");
        Assert.Equal(200, RawClient.Status(await alice.Register(Communicator, categories: true)));
        var carol = await Plain(forest, TestForest.Ocs07);

        await alice.Send($"""
            INVITE sip:{Carol} SIP/2.0
            Via: SIP/2.0/TCP {alice.Local};branch=z9hG4bKinvite
            From: <sip:erin@godwit.test>;tag=e1
            To: <sip:{Carol}>
            Call-ID: session-1
            CSeq: 1 INVITE
            Max-Forwards: 70
            Contact: <sip:{alice.Local};transport=tcp>
            Content-Type: application/sdp

            v=0
            m=message 5060 sip null
            a=accept-types:text/plain

            """);
        var ok = await alice.Receive("SIP/2.0 200");
        Assert.Contains("m=message ", ok, StringComparison.Ordinal);

        await Write(alice, ok, 1, "Before");
        await Reads(carol, "Before", "200 OK");
        await alice.Receive("SIP/2.0 200");

        foreach (var (pool, number) in (List<(string, int)>)[(TestForest.R2Pool, 2), (TestForest.Lcs01, 3), (TestForest.Ocs07, 4)])
        {
            await Move(forest, pool);
            carol.Dispose();
            carol = await Plain(forest, pool);
            await Write(alice, ok, number, $"In {pool}");
            await Reads(carol, $"In {pool}", "200 OK");
            await alice.Receive("SIP/2.0 200");
        }

        await Write(alice, ok, 5, "Not now");
        await Reads(carol, "Not now", "486 Busy Here");
        await alice.Receive("SIP/2.0 486");
        carol.Dispose();
    }

    private static async Task<RawClient> Plain(TestForest forest, string pool)
    {
        var client = await RawClient.Connect(forest.Tcp(pool), Carol);
        Assert.Equal(200, RawClient.Status(await client.Register("baresip v1.0.0")));
        return client;
    }

    private static Task Write(RawClient from, string ok, int number, string text) => from.Send($"""
        MESSAGE {RawClient.Header(ok, "Contact")!.Trim('<', '>')} SIP/2.0
        Via: SIP/2.0/TCP {from.Local};branch=z9hG4bKm{number}
        Route: {RawClient.Header(ok, "Record-Route")}
        From: <sip:erin@godwit.test>;tag=e1
        To: {RawClient.Header(ok, "To")}
        Call-ID: session-1
        CSeq: {number} MESSAGE
        Max-Forwards: 70
        Content-Type: text/plain; charset=UTF-8;msgr=WAAtAA==

        {text}
        """);

    private static async Task Reads(RawClient client, string text, string status)
    {
        var page = await client.Receive("MESSAGE ");
        Assert.EndsWith("\r\n\r\n" + text, page, StringComparison.Ordinal);
        Assert.Equal("text/plain;charset=UTF-8", RawClient.Header(page, "Content-Type"));
        await client.Answer(page, status);
    }

    private static async Task Move(TestForest forest, string pool)
    {
        var move = await forest.Admin.Move(new StartMove(pool) { Users = [Carol] }, Cancel);
        await foreach (var _ in forest.Admin.Watch(move.Id, Cancel)) { }
        Assert.Equal(1, (await forest.Admin.MoveReport(move.Id, Cancel)).Moved);
    }
}
