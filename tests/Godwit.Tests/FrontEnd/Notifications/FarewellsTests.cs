using Godwit.FrontEnd.Connections;
using Godwit.FrontEnd.Notifications;
using Godwit.Pool.Homes;
using Godwit.Pool.Users;
using Godwit.Tests.FrontEnd.Methods;
using Microsoft.Extensions.Hosting;

namespace Godwit.Tests.FrontEnd.Notifications;

public sealed class FarewellsTests
{
    private static readonly EndpointKey Alice = new(SipAddress.Parse("alice@godwit.test"), "b34afb6ebb23");

    [Fact]
    public async Task Whoever_was_watched_is_told_when_the_watcher_is_gone()
    {
        using var bench = new MethodBench();
        var farewells = bench.Get<IEnumerable<IHostedService>>().OfType<Farewells>().Single();
        await farewells.StartAsync(TestContext.Current.CancellationToken);
        var connection = await bench.SignedIn("alice");
        await bench.Subscribe(connection, "alice", "presence", to: "sip:bob@godwit.test");
        var unwatched = new TaskCompletionSource();
        bench.Home("bob").Meanwhile = unwatched.SetResult;
        bench.Get<IEndpointDoor>().Deregister(Alice, DeregisterReason.UserDisabled);
        await unwatched.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        Assert.Contains(("Unwatch", Alice), bench.Home("bob").Asked);
        Assert.Null(bench.Get<SubscriptionTable>().FindWatching(Alice, SipAddress.Parse("bob@godwit.test")));
        await farewells.StopAsync(TestContext.Current.CancellationToken);
        Assert.Empty(bench.Get<EndpointTable>().Over(connection));
    }

    [Fact]
    public async Task An_endpoint_has_as_many_dialogs_as_are_allowed_and_one_of_every_event_but_presence()
    {
        using var bench = new MethodBench();
        var connection = await bench.SignedIn("alice");
        for (var i = 0; i < SubscriptionTable.MostDialogs; i++)
            Assert.Equal(200, (await bench.Subscribe(connection, "alice", "presence", to: "sip:bob@godwit.test"))!.Status);
        Assert.Equal(403, (await bench.Subscribe(connection, "alice", "presence", to: "sip:carol@godwit.test"))!.Status);
        bench.Time.Advance(TimeSpan.FromHours(2));
        Assert.Equal(200, (await bench.Subscribe(connection, "alice", "vnd-microsoft-roaming-contacts"))!.Status);
        Assert.Equal(200, (await bench.Subscribe(connection, "alice", "vnd-microsoft-roaming-contacts"))!.Status);
    }
}
