using System.Text;
using Godwit.FrontEnd.Documents;

namespace Godwit.Tests.FrontEnd.Documents;

public class SafeXmlTests
{
    [Theory]
    [InlineData("<a>\n<b></a>", "line 2")]
    [InlineData("<a", "not well-formed")]
    [InlineData("plain text", "not well-formed")]
    [InlineData("<a/><b/>", "not well-formed")]
    [InlineData("<a>&nothing;</a>", "not well-formed")]
    [InlineData("<!DOCTYPE a><a/>", "DTD")]
    [InlineData("<!DOCTYPE lolz [<!ENTITY lol \"lol\"><!ENTITY lol2 \"&lol;&lol;\">]><a>&lol2;</a>", "DTD")]
    [InlineData("<!DOCTYPE a SYSTEM \"http://127.0.0.1:1/evil.dtd\"><a/>", "DTD")]
    [InlineData("<?xml version=\"1.0\" encoding=\"nonsense-7\"?><a/>", "")]
    [InlineData("", "no body")]
    public void Broken_or_dangerous_xml_is_refused_with_a_sentence(string text, string says)
    {
        Assert.False(SafeXml.TryRead(Encoding.UTF8.GetBytes(text), out _, out var problem));
        Assert.Contains(says, problem);
        Assert.DoesNotContain('"', problem);
        Assert.DoesNotContain('\n', problem);
    }

    [Fact]
    public void Octets_that_are_no_text_are_refused() => Assert.False(SafeXml.TryRead(new byte[] { (byte)'<', (byte)'a', (byte)'>', 0xff, 0xfe, 0xc0, (byte)'<', (byte)'/', (byte)'a', (byte)'>' }, out _, out _));

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    [InlineData(100_000, false)]
    public void The_depth_of_a_document_is_limited(int depth, bool fits)
    {
        var text = new StringBuilder();
        for (var i = 0; i < depth; i++) text.Append("<a>");
        text.Append("<b/>");
        for (var i = 0; i < depth; i++) text.Append("</a>");
        Assert.Equal(fits, SafeXml.TryRead(Encoding.UTF8.GetBytes(text.ToString()), out _, out _));
    }

    [Fact]
    public void Prefixes_and_case_do_not_matter_and_a_piece_stands_alone()
    {
        Assert.True(SafeXml.TryRead("<s:a xmlns:s='urn:s' xmlns:p='urn:p'><s:Child p:Uri='x' xmlns='urn:d'><p:in q='&amp;'/></s:Child></s:a>"u8.ToArray(), out var root, out _));
        Assert.Equal("x", root.Child("child").Attr("uri"));
        var alone = root.Child("child")!.Alone();
        Assert.True(SafeXml.TryRead(Encoding.UTF8.GetBytes(alone), out var again, out _));
        Assert.Equal("urn:p", again.Elements().Single().Name.NamespaceName);
    }
}
