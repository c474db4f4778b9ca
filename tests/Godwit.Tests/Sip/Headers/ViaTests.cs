using Godwit.Sip.Headers;

namespace Godwit.Tests.Sip.Headers;

public sealed class ViaTests
{
    [Theory]
    [InlineData("SIP/2.0/TCP 192.0.2.1:5060;branch=z9hG4bK1", "TCP", "192.0.2.1", 5060, "z9hG4bK1")]
    [InlineData("SIP/2.0/tcp 192.0.2.1:50231", "TCP", "192.0.2.1", 50231, null)]
    [InlineData("SIP/2.0/tls host.example.test;rport", "TLS", "host.example.test", null, null)]
    [InlineData("SIP  / 2.0  / UDP 192.0.2.2;branch=390skdjuw", "UDP", "192.0.2.2", null, "390skdjuw")]
    [InlineData("sip/2.0/SCTP [2001:db8::9] : 5061 ; branch = z9hG4bKx", "SCTP", "[2001:db8::9]", 5061, "z9hG4bKx")]
    [InlineData("SIP/2.0/UDP a;branch=z9hG4bK1, SIP/2.0/UDP b;branch=z9hG4bK2", "UDP", "a", null, "z9hG4bK1")]
    public void Its_parts_are_found(string text, string transport, string host, int? port, string? branch)
    {
        Assert.True(Via.TryParse(text, out var via));
        Assert.Equal((transport, host, port, branch), (via.Transport, via.Host, via.Port, via.Branch));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("SIP/2.0/TCP")]
    [InlineData("SIP/2.0 host")]
    [InlineData("SIP/7.0/UDP host")]
    [InlineData("SIP/2.0/TCP a b")]
    [InlineData("SIP/2.0/UDP host;;,;,,")]
    [InlineData("SIP/2.0/TCP host:99999")]
    public void What_is_malformed_is_refused(string? text) => Assert.Equal(text is "SIP/2.0/UDP host;;,;,,", Via.TryParse(text, out _));

    [Fact]
    public void The_receiver_writes_into_it_where_the_request_came_from()
    {
        Assert.True(Via.TryParse("SIP/2.0/UDP 10.0.0.1;rport;branch=z9hG4bK1", out var via));
        Assert.Equal("SIP/2.0/UDP 10.0.0.1;rport=9999;branch=z9hG4bK1;received=192.0.2.1", via.With("rport", "9999").With("received", "192.0.2.1").ToString());
    }
}
