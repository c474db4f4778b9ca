using Godwit.Sip.Headers;

namespace Godwit.Tests.Sip.Headers;

/// <summary>The way without text reads what the other one reads.</summary>
public sealed class NameAddressValuesTests
{
    [Theory]
    [InlineData("<sip:a@b>")]
    [InlineData("\"A, \\\"B\\\"\" <sip:a@b;x=1>;expires=60;methods=\"INVITE, BYE\" , sip:c@d;expires=7")]
    [InlineData("<sip:a@b>;+sip.instance=\"<urn:uuid:1>\";EXPIRES=\"5\";proxy=replace, , <sip:c@d>")]
    [InlineData("*")]
    [InlineData("")]
    [InlineData("<sip:a@b>, <sip:c")]
    [InlineData("<sip:a@b>;expires=\"60")]
    [InlineData("sip:a@b?x=y")]
    [InlineData("<>")]
    public void ReadsAsTheOtherDoes(string line)
    {
        var isSound = NameAddress.TryParseList([line], out var expected);
        var values = new NameAddressValues(line);
        var at = 0;
        while (values.Next())
        {
            Assert.Equal(expected[at].Uri, values.Uri.ToString());
            foreach (var name in (string[])["expires", "methods", "+sip.instance", "proxy", "none"]) Assert.Equal(expected[at].Parameter(name), values.Parameter(name));
            at++;
        }

        Assert.Equal(isSound, values.IsSound);
        if (isSound) Assert.Equal(expected.Count, at);
    }
}
