using Godwit.Sip.Headers;

namespace Godwit.Tests.Sip.Headers;

public sealed class NameAddressTests
{
    [Theory]
    [InlineData("<sip:a@b>", null, "sip:a@b", null)]
    [InlineData("sip:a@b;tag=x", null, "sip:a@b", "x")]
    [InlineData("<sip:a@b;tag=no>;tag=yes", null, "sip:a@b;tag=no", "yes")]
    [InlineData("\"Alice \\\"A\\\" \\\\ B\"  <sip:a@b>;tag=1", "Alice \"A\" \\ B", "sip:a@b", "1")]
    [InlineData("Alice Miller <sip:a@b> ; tag = 1 ; epid=00", "Alice Miller", "sip:a@b", "1")]
    [InlineData("\"<sip:fake@b>\" <sip:a@b>;tag=1", "<sip:fake@b>", "sip:a@b", "1")]
    [InlineData("Phone <tel:+15551234;ext=1>", "Phone", "tel:+15551234;ext=1", null)]
    [InlineData("sip:a@b;+sip.instance=\"<urn:uuid:1>\";tag=z", null, "sip:a@b", "z")]
    [InlineData("*", null, "*", null)]
    public void Name_address_and_tag_are_found(string text, string? name, string uri, string? tag)
    {
        Assert.True(NameAddress.TryParse(text, out var value));
        Assert.Equal((name, uri, tag), (value.DisplayName, value.Uri, value.Tag));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("  ")]
    [InlineData("<>")]
    [InlineData("\"open <sip:a@b>")]
    [InlineData("\"name\" sip:a@b")]
    [InlineData("<sip:a@b")]
    [InlineData("<sip:a@b>tag=x")]
    [InlineData("<sip:a@b>;tag=\"x")]
    [InlineData("sip:a@b?Route=c")]
    [InlineData("Bell, Alexander <sip:a@b>")]
    public void What_is_malformed_is_refused(string? text) => Assert.False(NameAddress.TryParse(text, out _));

    [Fact]
    public void A_contact_as_communicator_writes_it_is_read_and_written_again()
    {
        const string Text = "<sip:192.0.2.7:50231;transport=tcp;ms-opaque=d3470f2e1d>;methods=\"INVITE, MESSAGE\";proxy=replace;+sip.instance=\"<urn:uuid:4B5C>\"";
        Assert.True(NameAddress.TryParse(Text, out var value));
        Assert.Equal("sip:192.0.2.7:50231;transport=tcp;ms-opaque=d3470f2e1d", value.Uri);
        Assert.Equal("INVITE, MESSAGE", value.Parameter("methods"));
        Assert.Equal("<urn:uuid:4B5C>", value.Parameter("+SIP.instance"));
        Assert.Equal(Text, value.ToString());
    }

    [Fact]
    public void A_value_that_needs_quotes_gets_them()
    {
        Assert.True(NameAddress.TryParse("<sip:a@b>", out var value));
        Assert.Equal("<sip:a@b>;expires=60;gruu=\"sip:a@b;opaque=x\"", value.With("expires", "60").With("gruu", "sip:a@b;opaque=x").ToString());
        Assert.Equal("<sip:a@b>;tag=2", value.With("tag", "1").With("tag", "2").ToString());
    }

    [Fact]
    public void A_list_is_split_outside_quotes_and_brackets()
    {
        string[] lines = ["\"a, b\" <sip:a,b@c>;x=\",\", sip:d@e", "", "<sip:f@g>,"];
        Assert.Equal(["sip:a,b@c", "sip:d@e", "sip:f@g"], NameAddress.ParseList(lines).Select(v => v.Uri));
        Assert.True(NameAddress.TryParseList(lines, out _));
        Assert.False(NameAddress.TryParseList(["<sip:a@b>, <sip:c"], out var sound));
        Assert.Single(sound);
    }
}
