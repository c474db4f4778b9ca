using CsCheck;
using Godwit.Pool.Homes;
using Godwit.Pool.Users;

namespace Godwit.Tests.Pool.Homes;

public class EndpointSetTests
{
    private static readonly SipAddress Alice = SipAddress.Parse("alice@godwit.test");
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    private static SignInRequest Request(string id, string connection = "c", int seconds = 60, string? instance = null) =>
        new(new EndpointKey(Alice, id), "sip:127.0.0.1", connection, instance, "Test", ClientGeneration.Old, false, TimeSpan.FromSeconds(seconds));

    private static EndpointChange Register(EndpointSet set, SignInRequest request, DateTimeOffset? at = null, int quota = 8) =>
        set.Register(request, PresenceMode.Legacy, at ?? Now, quota);

    [Fact]
    public void A_second_register_over_the_same_connection_is_a_refresh()
    {
        var first = Register(default, Request("a"));
        var second = Register(first.After, Request("a"), Now.AddSeconds(30));
        Assert.False(first.IsRefresh);
        Assert.True(second.IsRefresh);
        Assert.Null(second.ReplacedConnection);
        Assert.Equal(Now.AddSeconds(90), Assert.Single(second.After.All).ExpiresAt);
    }

    [Fact]
    public void The_same_endpoint_over_a_new_connection_replaces_the_old_binding()
    {
        var first = Register(default, Request("a", "old"));
        var second = Register(first.After, Request("a", "new"));
        Assert.Equal("old", second.ReplacedConnection);
        Assert.Equal("new", Assert.Single(second.After.All).Connection);
        Assert.Equal(1, second.After.Remove("a", "old", out var removed).Count);
        Assert.Null(removed);
    }

    [Fact]
    public void The_oldest_makes_room_when_there_are_too_many()
    {
        var set = default(EndpointSet);
        foreach (var id in new[] { "a", "b", "c" }) set = Register(set, Request(id), quota: 3).After;
        var change = Register(set, Request("d"), quota: 3);
        Assert.Equal("a", Assert.Single(change.Removed).Key.Id);
        Assert.Equal(["b", "c", "d"], change.After.All.Select(e => e.Key.Id));
        Assert.Empty(Register(change.After, Request("b"), quota: 3).Removed);
    }

    [Fact]
    public void A_binding_ends_when_its_time_is_up()
    {
        var set = Register(Register(default, Request("a", seconds: 10)).After, Request("b", seconds: 20)).After;
        Assert.Equal(Now.AddSeconds(10), set.NextExpiry);
        var after = set.Expire(Now.AddSeconds(10), out var expired);
        Assert.Equal("a", Assert.Single(expired).Key.Id);
        Assert.Equal("b", Assert.Single(after.All).Key.Id);
    }

    [Fact]
    public void A_gruu_is_the_same_wherever_and_whenever_the_endpoint_signs_in()
    {
        const string instance = "<urn:uuid:085e0bd8-0000-0000-0000-000000000001>";
        var here = Register(default, Request("a", instance: instance)).Endpoint.Gruu!;
        Assert.Equal(here, Register(default, Request("b", "other", instance: instance), Now.AddDays(1)).Endpoint.Gruu);
        Assert.Matches("^sip:alice@godwit\\.test;opaque=user:epid:[A-Za-z0-9_-]{22};gruu$", here);
        Assert.NotEqual(here, Gruu.Of(SipAddress.Parse("bob@godwit.test"), instance));
        Assert.NotEqual(here, Gruu.Of(Alice, instance + "2"));
        Assert.Null(Register(default, Request("a")).Endpoint.Gruu);
    }

    /// <summary>Any sequence of registers, removals and expiries leaves what a plain list would.</summary>
    [Fact]
    public void It_does_what_a_plain_list_would() => Gen.Select(Gen.Int[0, 2], Gen.Int[0, 5], Gen.Int[0, 2], Gen.Int[1, 100]).Array[0, 60].Sample(steps =>
    {
        const int quota = 4;
        var set = default(EndpointSet);
        var model = new List<(string Id, string Connection, DateTimeOffset ExpiresAt)>();
        var now = Now;
        foreach (var (what, who, connection, seconds) in steps)
        {
            var (id, over) = ("e" + who, "c" + connection);
            switch (what)
            {
                case 0:
                    set = Register(set, Request(id, over, seconds), now, quota).After;
                    var at = model.FindIndex(m => m.Id == id);
                    if (at >= 0) model[at] = (id, over, now.AddSeconds(seconds));
                    else
                    {
                        model.Add((id, over, now.AddSeconds(seconds)));
                        if (model.Count > quota) model.RemoveAt(0);
                    }

                    break;
                case 1:
                    set = set.Remove(id, over, out _);
                    model.RemoveAll(m => m.Id == id && m.Connection == over);
                    break;
                default:
                    now = now.AddSeconds(seconds);
                    set = set.Expire(now, out _);
                    model.RemoveAll(m => m.ExpiresAt <= now);
                    break;
            }

            Assert.Equal(model, set.All.Select(e => (e.Key.Id, e.Connection, e.ExpiresAt)));
        }
    });
}
