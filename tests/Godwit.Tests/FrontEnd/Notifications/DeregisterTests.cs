using Godwit.FrontEnd.Connections;
using Godwit.Pool.Homes;
using Godwit.Pool.Users;
using Godwit.Sip.Messages;
using Godwit.Tests.FrontEnd.Authentication;
using Godwit.Tests.FrontEnd.Methods;

namespace Godwit.Tests.FrontEnd.Notifications;

/// <summary>How clients are told that the server signed them out ([MS-SIPREGE], and what SIPE makes of it).</summary>
public sealed class DeregisterTests : IDisposable
{
    private static readonly EndpointKey Alice = new(SipAddress.Parse("alice@godwit.test"), "b34afb6ebb23");

    private readonly MethodBench _bench = new();

    [Theory]
    [InlineData(DeregisterReason.UserMoved, "deregistered;event=deactivated", "4142;", ConnectionEnd.UserMoved)]
    [InlineData(DeregisterReason.UserDisabled, "deregistered;event=rejected", "4141;", ConnectionEnd.UserDisabled)]
    [InlineData(DeregisterReason.QuotaExceeded, "deregistered;event=unregistered", "4140;", ConnectionEnd.Replaced)]
    public async Task Communicator_is_told_why(DeregisterReason reason, string body, string code, ConnectionEnd end)
    {
        var connection = new FakeConnection();
        await _bench.Register(connection, "alice", MethodBench.New, more: "Supported: gruu-10, adhoclist, msrtc-event-categories");
        _bench.Get<IEndpointDoor>().Deregister(Alice, reason);
        var notify = Assert.IsType<SipRequest>(connection.Sent[^1]);
        Assert.Equal("NOTIFY", notify.Method.Name);
        Assert.Equal("registration-notify", notify.Headers.Get("Event"));
        Assert.Equal("terminated;expires=0", notify.Headers.Get("subscription-state"));
        Assert.Equal("text/registration-event", notify.Headers.Get("Content-Type"));
        Assert.StartsWith(code, notify.Headers.Get("ms-diagnostics-public"));
        Assert.Equal("<sip:alice@godwit.test>;epid=b34afb6ebb23", notify.Headers.Get("To"));
        Assert.Equal(body, SubscribeTests.Body(notify));
        Assert.Equal(end, connection.Ended);
    }

    [Theory]
    [InlineData(MethodBench.Sipe)]
    // SIPE that calls itself Communicator still says that it reads both forms of presence.
    [InlineData(MethodBench.New)]
    public async Task Sipe_is_not_told_that_she_moved_but_comes_back_by_herself(string userAgent)
    {
        var connection = await _bench.SignedIn("alice", userAgent);
        _bench.Get<IEndpointDoor>().Deregister(Alice, DeregisterReason.UserMoved);
        Assert.Empty(connection.Sent);
        Assert.Equal(ConnectionEnd.UserMoved, connection.Ended);
    }

    [Fact]
    public async Task Sipe_is_told_that_she_was_disabled()
    {
        var connection = await _bench.SignedIn("alice");
        _bench.Get<IEndpointDoor>().Deregister(Alice, DeregisterReason.UserDisabled);
        Assert.Equal("deregistered;event=rejected", SubscribeTests.Body(Assert.Single(connection.Sent)));
    }

    [Fact]
    public async Task Who_shares_a_connection_keeps_it()
    {
        var connection = await _bench.SignedIn("alice");
        await _bench.Register(connection, "bob", epid: "0b0b");
        _bench.Get<IEndpointDoor>().Deregister(Alice, DeregisterReason.UserMoved);
        Assert.Null(connection.Ended);
        Assert.Null(_bench.Get<EndpointTable>().Find(Alice));
    }

    [Fact]
    public async Task What_nobody_asked_for_is_dropped()
    {
        var connection = await _bench.SignedIn("alice");
        var door = _bench.Get<IEndpointDoor>();
        door.Deliver(Alice, new HomeNotification.AclChanged(new(1, [])));
        door.Deliver(Alice with { Id = "gone" }, new HomeNotification.AclChanged(new(1, [])));
        door.Deregister(Alice with { Id = "gone" }, DeregisterReason.UserMoved);
        Assert.Empty(connection.Sent);
        Assert.Null(connection.Ended);
    }

    public void Dispose() => _bench.Dispose();
}
