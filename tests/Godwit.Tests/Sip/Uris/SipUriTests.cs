using Godwit.Sip.Uris;

namespace Godwit.Tests.Sip.Uris;

public sealed class SipUriTests
{
    [Theory]
    [InlineData("sip:alice@example.test", "sip", "alice", "example.test", null)]
    [InlineData("SIPS:alice@example.test:5061", "sips", "alice", "example.test", 5061)]
    [InlineData("sip:example.test", "sip", null, "example.test", null)]
    [InlineData("sip:bob@[2001:db8::9:1]:5070", "sip", "bob", "[2001:db8::9:1]", 5070)]
    [InlineData("sip:user;par=u%40example.net@example.com", "sip", "user;par=u%40example.net", "example.com", null)]
    public void Its_parts_are_found(string text, string scheme, string? user, string host, int? port)
    {
        Assert.True(SipUri.TryParse(text, out var uri));
        Assert.Equal((scheme, user, host, port), (uri.Scheme, uri.User, uri.Host, uri.Port));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("sip:")]
    [InlineData("tel:+15551234")]
    [InlineData("sip:@example.test")]
    [InlineData("sip:a@b@c")]
    [InlineData("sip:alice@example.test:70000")]
    [InlineData("sip:alice@example.test:")]
    [InlineData("sip:alice@[::1")]
    [InlineData("sip:alice@exa mple.test")]
    [InlineData("sip:alice@example.test;=x")]
    [InlineData("<sip:alice@example.test>")]
    public void What_is_no_sip_uri_is_refused(string? text) => Assert.False(SipUri.TryParse(text, out _));

    [Theory]
    [InlineData("sip:Alice@Example.Test;transport=tcp", "alice@example.test")]
    [InlineData("sip:%61lice@example.test", "alice@example.test")]
    [InlineData("sip:alice:secret@example.test", "alice@example.test")]
    [InlineData("sip:a%40b@example.test", "a%40b@example.test")]
    [InlineData("sip:null-%00-null@example.test", "null-%00-null@example.test")]
    [InlineData("sip:Example.Test", "example.test")]
    public void Its_address_is_what_two_uris_of_one_user_share(string text, string address)
    {
        Assert.True(SipUri.TryParse(text, out var uri));
        Assert.Equal(address, uri.Address);
    }

    [Theory]
    [InlineData("sip:alice@example.test;opaque=user:epid:Yw8Yw-6m;gruu")]
    [InlineData("sip:alice:pw@192.0.2.1:5062;transport=tcp;ms-opaque=d3470f2e1d?subject=x&to=y")]
    [InlineData("sips:example.test;lr")]
    public void It_is_written_as_it_was_read(string text)
    {
        Assert.True(SipUri.TryParse(text, out var uri));
        Assert.Equal(text, uri.ToString());
    }

    [Fact]
    public void Parameters_are_found_in_any_case()
    {
        Assert.True(SipUri.TryParse("sip:10.0.0.1:5060;Transport=TCP;gruu", out var uri));
        Assert.Equal("TCP", uri.Parameter("transport"));
        Assert.True(uri.HasParameter("GRUU"));
        Assert.Null(uri.Parameter("maddr"));
    }
}
