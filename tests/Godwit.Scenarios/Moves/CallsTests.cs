using Godwit.Admin.Moves;
using Godwit.Scenarios.Clients;
using Godwit.Scenarios.Forests;
using Xunit;

namespace Godwit.Scenarios.Moves;

/// <summary>A move meets two users in a call, in a whole forest.</summary>
public sealed class CallsTests
{
    private const string Alice = "alice@godwit.test";
    private const string Bob = "bob@godwit.test";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_is_in_a_call_is_moved_after_its_end_and_the_others_before()
    {
        var clock = new SetClock();
        await using var forest = await TestForest.Start(new TestForestOptions { Unauthenticated = true, DemoUsers = 12, Time = clock });
        using var alice = await Client(forest, Alice);
        using var bob = await Client(forest, Bob);
        var (ok, invite) = await Call(alice, bob);

        var others = (await forest.Admin.Users(Cancel)).Where(u => u.Home == TestForest.Lcs01 && u.Address is not (Alice or Bob)).Select(u => u.Address).ToList();
        Assert.NotEmpty(others);
        var move = await forest.Admin.Move(new StartMove(TestForest.R2Pool) { Users = [Alice, Bob, .. others], Terms = new MoveTermsView { Busy = "wait" } }, Cancel);
        await foreach (var now in forest.Admin.Watch(move.Id, Cancel))
            if (now.Moved == others.Count) break;
        var waiting = (await forest.Admin.MoveReport(move.Id, Cancel)).Users.Where(u => u.Outcome == "pending").ToList();
        Assert.Equal([Alice, Bob], waiting.Select(u => u.Address).Order());
        Assert.All(waiting, u => Assert.Equal("waiting", u.State));
        Assert.All(waiting, u => Assert.Contains("In a call or conference", u.Reason, StringComparison.Ordinal));

        // Asked after again, they are in the call still.
        clock.Forward(TimeSpan.FromSeconds(70));
        await forest.Admin.Change(move.Id, new ChangeMove { Priority = "high" }, Cancel);
        var again = waiting;
        while (again.Any(u => u.Reason == waiting[0].Reason))
            again = [.. (await forest.Admin.MoveReport(move.Id, Cancel)).Users.Where(u => u.Outcome == "pending")];
        Assert.Equal(2, again.Count);
        Assert.All(waiting, u => Assert.Equal(TestForest.Lcs01, forest.Admin.User(u.Address, Cancel).Result.Home));

        await Bye(alice, bob, ok, invite);
        clock.Forward(TimeSpan.FromMinutes(3));
        await forest.Admin.Change(move.Id, new ChangeMove { Priority = "low" }, Cancel);
        await foreach (var _ in forest.Admin.Watch(move.Id, Cancel)) { }
        Assert.Equal(others.Count + 2, (await forest.Admin.MoveReport(move.Id, Cancel)).Moved);
    }

    private static async Task<RawClient> Client(TestForest forest, string user)
    {
        var client = await RawClient.Connect(forest.Tcp(TestForest.Lcs01), user);
        Assert.Equal(200, RawClient.Status(await client.Register("baresip v1.0.0")));
        return client;
    }

    private static async Task<(string Ok, string Invite)> Call(RawClient caller, RawClient callee)
    {
        await caller.Send($"""
            INVITE sip:{Bob} SIP/2.0
            Via: SIP/2.0/TCP {caller.Local};branch=z9hG4bKcall
            From: <sip:{Alice}>;tag=a
            To: <sip:{Bob}>
            Call-ID: call-1
            CSeq: 1 INVITE
            Max-Forwards: 70
            Contact: <sip:{caller.Local};transport=tcp>
            Content-Type: application/sdp

            v=0
            m=audio 4000 RTP/AVP 0

            """);
        var invite = await callee.Receive("INVITE ");
        var lines = invite.Split("\r\n\r\n")[0].Split("\r\n").Where(l => l.Split(':')[0] is "Via" or "From" or "Call-ID" or "CSeq" or "Record-Route");
        await callee.Send($"SIP/2.0 200 OK\r\n{string.Join("\r\n", lines)}\r\nTo: <sip:{Bob}>;tag=b\r\nContact: <sip:{callee.Local};transport=tcp>\r\nContent-Type: application/sdp\r\n\r\nv=0\r\nm=audio 4002 RTP/AVP 0\r\n");
        return (await caller.Receive("SIP/2.0 200"), invite);
    }

    private static async Task Bye(RawClient caller, RawClient callee, string ok, string invite)
    {
        await caller.Send($"""
            BYE {RawClient.Header(ok, "Contact")!.Trim('<', '>')} SIP/2.0
            Via: SIP/2.0/TCP {caller.Local};branch=z9hG4bKbye
            Route: {RawClient.Header(ok, "Record-Route")}
            From: <sip:{Alice}>;tag=a
            To: <sip:{Bob}>;tag=b
            Call-ID: {RawClient.Header(invite, "Call-ID")}
            CSeq: 2 BYE
            Max-Forwards: 70


            """);
        await callee.Answer(await callee.Receive("BYE "), "200 OK");
        await caller.Receive("SIP/2.0 200");
    }
}
