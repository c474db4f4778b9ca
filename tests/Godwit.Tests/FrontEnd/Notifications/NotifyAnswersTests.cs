using Godwit.FrontEnd.Notifications;
using Godwit.Pool.Homes;
using Godwit.Pool.Users;
using Godwit.Sip.Messages;
using Godwit.Tests.FrontEnd.Methods;

namespace Godwit.Tests.FrontEnd.Notifications;

public sealed class NotifyAnswersTests
{
    private static readonly EndpointKey Alice = new(SipAddress.Parse("alice@godwit.test"), "b34afb6ebb23");
    private static readonly SipAddress Bob = SipAddress.Parse("bob@godwit.test");

    [Theory]
    [InlineData(200, true)]
    [InlineData(500, true)]
    [InlineData(481, false)]
    [InlineData(405, false)]
    public async Task A_client_that_knows_nothing_of_the_subscription_ends_it(int status, bool stays)
    {
        using var bench = new MethodBench();
        var connection = await bench.SignedIn("alice");
        await bench.Subscribe(connection, "alice", "presence", to: "sip:bob@godwit.test", family: false);
        var notify = connection.Sent.OfType<SipRequest>().Single(r => r.Method == SipMethod.Notify);
        Assert.True(bench.Get<NotifyAnswers>().Arrived(SipResponse.To(notify, status), connection));
        Assert.Equal(stays, bench.Get<SubscriptionTable>().FindWatching(Alice, Bob) is not null);
    }

    [Fact]
    public async Task Answers_to_the_requests_of_others_are_not_taken()
    {
        using var bench = new MethodBench();
        var connection = await bench.SignedIn("alice");
        var relayed = MethodBench.Parse("""
            NOTIFY sip:alice@godwit.test SIP/2.0
            Via: SIP/2.0/TCP 192.0.2.7;branch=z9hG4bKabc
            From: <sip:bob@godwit.test>;tag=1
            To: <sip:alice@godwit.test>;tag=2
            Call-ID: refer
            CSeq: 1 NOTIFY
            Content-Length: 0

            """);
        Assert.False(bench.Get<NotifyAnswers>().Arrived(SipResponse.To(relayed, 481), connection));
    }

    [Fact]
    public async Task Of_many_dialogs_the_newest_that_watches_somebody_is_found()
    {
        using var bench = new MethodBench();
        var connection = await bench.SignedIn("alice");
        var table = bench.Get<SubscriptionTable>();
        foreach (var user in (string[])["carol", "carol", "carol", "carol", "carol", "carol", "carol", "carol", "bob"])
            await bench.Subscribe(connection, "alice", "presence", to: $"sip:{user}@godwit.test", family: false);
        var first = table.FindWatching(Alice, Bob)!;
        Assert.Same(first, table.FindWatching(Alice, Bob));
        await bench.Subscribe(connection, "alice", "presence", to: "sip:bob@godwit.test", family: false);
        var second = table.FindWatching(Alice, Bob)!;
        Assert.NotSame(first, second);
        second.Forget(Bob);
        Assert.Same(first, table.FindWatching(Alice, Bob));
        table.Remove(first);
        Assert.Null(table.FindWatching(Alice, Bob));
    }
}
