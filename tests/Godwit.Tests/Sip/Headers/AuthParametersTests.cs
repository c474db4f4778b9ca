using Godwit.Sip.Headers;

namespace Godwit.Tests.Sip.Headers;

public sealed class AuthParametersTests
{
    [Fact]
    public void Quoted_and_bare_values_are_read_in_any_order()
    {
        const string Text = "NTLM version=4,crand=\"b831b4f8\", cnum=\"1\" , qop = \"auth\", realm=\"SIP \\\"Communications\\\", Service\", gssapi-data=\"\", response=0100=";
        Assert.True(AuthParameters.TryParse(Text, out var p));
        Assert.Equal("NTLM", p.Scheme);
        Assert.True(p.IsScheme("ntlm"));
        Assert.Equal("4", p["version"]);
        Assert.Equal("b831b4f8", p["crand"]);
        Assert.Equal("auth", p["QOP"]);
        Assert.Equal("SIP \"Communications\", Service", p["realm"]);
        Assert.Equal("", p["gssapi-data"]);
        Assert.Equal("0100=", p["response"]);
        Assert.Null(p["opaque"]);
        Assert.Equal(7, p.Count);
    }

    [Fact]
    public void A_scheme_may_stand_alone()
    {
        Assert.True(AuthParameters.TryParse("Kerberos", out var p));
        Assert.Equal(("Kerberos", 0), (p.Scheme, p.Count));
    }

    [Fact]
    public void Authentication_info_may_have_no_scheme()
    {
        Assert.True(AuthParameters.TryParse("nextnonce=\"47364c23\", qop=auth", out var p));
        Assert.Equal(("", "47364c23", "auth"), (p.Scheme, p["nextnonce"], p["qop"]));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Digest realm")]
    [InlineData("Digest realm=\"open")]
    [InlineData("Digest realm=\"a\" nonce=\"b\"")]
    [InlineData("Digest realm=a, Realm=b")]
    [InlineData("Digest x=1, =a")]
    public void What_is_malformed_is_refused(string? text) => Assert.False(AuthParameters.TryParse(text, out _));
}
