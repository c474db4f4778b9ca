using Godwit.FrontEnd.Connections;
using Godwit.Pool.Homes;
using Godwit.Pool.Users;
using Godwit.Tests.FrontEnd.Authentication;

namespace Godwit.Tests.FrontEnd.Connections;

public class EndpointTableTests
{
    private readonly EndpointTable _table = new();
    private readonly FakeConnection _first = new();
    private readonly FakeConnection _second = new();

    private static Endpoint Alice(string contact = "sip:127.0.0.1:1;ms-opaque=a", string? gruu = "sip:alice@godwit.test;opaque=user:epid:A;gruu", long expires = 100) => new(
        new EndpointKey(SipAddress.Parse("alice@godwit.test"), "1"), contact, "c", null, gruu, "", PresenceMode.Enhanced, DateTimeOffset.FromUnixTimeSeconds(expires));

    [Fact]
    public void An_endpoint_is_found_by_key_contact_and_gruu_in_any_case()
    {
        _table.Put(new LiveEndpoint(Alice(), _first));
        Assert.Same(_first, _table.Find(Alice().Key)!.Connection);
        Assert.NotNull(_table.FindByUri("SIP:127.0.0.1:1;ms-opaque=a"));
        Assert.NotNull(_table.FindByUri("sip:ALICE@godwit.test;opaque=user:epid:a;gruu"));
        Assert.Single(_table.Over(_first));
    }

    [Fact]
    public void One_that_comes_back_over_another_connection_leaves_the_old_one()
    {
        _table.Put(new LiveEndpoint(Alice(), _first));
        _table.Put(new LiveEndpoint(Alice("sip:127.0.0.1:2"), _second));
        Assert.Empty(_table.Over(_first));
        Assert.Empty(_table.RemoveAll(_first));
        Assert.Null(_table.FindByUri("sip:127.0.0.1:1;ms-opaque=a"));
        Assert.Same(_second, _table.FindByUri("sip:127.0.0.1:2")!.Connection);
        Assert.False(_table.Remove(Alice().Key, _first));
        Assert.True(_table.Remove(Alice().Key, _second));
        Assert.Equal(0, _table.Count);
        Assert.Null(_table.FindByUri(Alice().Gruu!));
    }

    [Fact]
    public void What_has_expired_is_dropped()
    {
        _table.Put(new LiveEndpoint(Alice(), _first));
        _table.RemoveExpired(DateTimeOffset.FromUnixTimeSeconds(100));
        Assert.Equal(1, _table.Count);
        _table.RemoveExpired(DateTimeOffset.FromUnixTimeSeconds(101));
        Assert.Equal(0, _table.Count);
        Assert.Empty(_table.Over(_first));
    }
}
