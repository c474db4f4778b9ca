using System.Text;
using Godwit.FrontEnd.PageMode;

namespace Godwit.Tests.FrontEnd.PageMode;

/// <summary>What plain clients get to read of what clients of the family write.</summary>
public class SessionMessageTests
{
    [Theory]
    [InlineData("text/plain", "Hello", "Hello")]
    [InlineData("text/plain; charset=UTF-8;msgr=WAAtAE0ATQBTAC0ASQBNAC0ARgBvAHIAbQBhAHQAOgA=", "Grüße <b>", "Grüße <b>")]
    [InlineData("TEXT/PLAIN;charset=\"utf-8\"", "", "")]
    [InlineData("text/html; charset=UTF-8", "<html><head><title>No</title><style>p {}</style></head><body><p>One\r\n two</p><p>three<br/>four</p></body></html>", "One two\nthree\nfour")]
    [InlineData("text/html", "<DIV style=\"x: '>'\"><FONT face='Segoe UI' color=#000000>1 &lt; 2 &amp;&nbsp;&#8364;</FONT></DIV>", "1 < 2 & €")]
    [InlineData("text/html", "a < b and <!-- <p> not this --> c", "a < b and c")]
    [InlineData("text/html", "cut off <b", "cut off")]
    [InlineData("text/html", "<script>alert(1)</script >seen", "seen")]
    [InlineData("text/html", "ends with <", "ends with <")]
    [InlineData("text/rtf", @"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fnil\fcharset0 Segoe UI;}}{\colortbl ;\red0\green0\blue0;}\viewkind4\uc1\pard\cf1\f0\fs20 Hello \b world\b0\par second \u8364? \'e4\'92 \{x\}\par}", "Hello world\nsecond € ä’ {x}")]
    [InlineData("text/rtf", @"{\rtf1{\*\generator Riched20;}\uc2 \u228\'3f\'3fb}", "äb")]
    [InlineData("text/rtf", @"{\rtf1 open {group \", "open group ")]
    public void Text_stays_and_markup_becomes_text(string contentType, string body, string text) =>
        Assert.Equal(text, Assert.IsType<SessionMessage.Words>(Read(contentType, body)).Text);

    [Fact]
    public void Of_alternatives_the_plainest_is_taken()
    {
        const string Parts = "--b1\r\nContent-Type: text/rtf\r\n\r\n{\\rtf1 rich}\r\n--b1\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: 8bit\r\n\r\n<b>bold</b>\r\n--b1--\r\n";
        Assert.Equal(new SessionMessage.Words("bold"), Read("multipart/alternative; boundary=\"b1\"", Parts));
        Assert.Equal(new SessionMessage.Words("plain"), Read("multipart/alternative;boundary=b1", "--b1\r\nContent-Type: text/plain\r\n\r\nplain\r\n" + Parts));
    }

    [Theory]
    [InlineData("multipart/alternative", "--b1\r\n\r\nx\r\n--b1--")]
    [InlineData("multipart/alternative;boundary=b1", "--b1\r\nContent-Type: text/plain\r\n\r\nnever ends")]
    [InlineData("multipart/alternative;boundary=b1", "--b1\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\nQQ==\r\n--b1--")]
    [InlineData("text/x-msmsgsinvite", "Invitation-Command: INVITE")]
    [InlineData("text/plain; charset=klingon", "nuqneH")]
    [InlineData("application/x-ms-ink", "base64:")]
    [InlineData(null, "")]
    public void What_is_no_text_is_not_taken(string? contentType, string body) => Assert.IsType<SessionMessage.Other>(Read(contentType, body));

    [Theory]
    [InlineData("application/im-iscomposing+xml")]
    [InlineData("application/ms-imdn+xml; charset=UTF-8")]
    public void Signs_between_programs_are_neither_read_nor_missed(string contentType) => Assert.IsType<SessionMessage.Sign>(Read(contentType, "<x/>"));

    [Fact]
    public void Other_alphabets_become_UTF_8()
    {
        Assert.Equal(new SessionMessage.Words("né"), SessionMessage.Read("text/plain;charset=ISO-8859-1", Encoding.Latin1.GetBytes("né")));
        Assert.Equal(new SessionMessage.Words("né"), SessionMessage.Read("text/plain;charset=UTF-16", Encoding.Unicode.GetBytes("né")));
        var body = new SessionMessage.Words("né").ToBody();
        Assert.Equal(("text/plain;charset=UTF-8", "né"), (body.ContentType, Encoding.UTF8.GetString(body.Bytes.Span)));
    }

    [Fact]
    public void Whatever_comes_is_read_without_a_fault()
    {
        var random = new Random(20_051);
        const string Pieces = "<>/&;\\{}'*\"-u8364?= abpr\r\n\u00e9";
        for (var i = 0; i < 20_000; i++)
        {
            var text = string.Create(random.Next(40), random, static (span, r) =>
            {
                foreach (ref var c in span) c = Pieces[r.Next(Pieces.Length)];
            });
            foreach (var type in (string[])["text/html", "text/rtf", "multipart/alternative;boundary=-"]) Assert.NotNull(Read(type, text));
        }
    }

    private static SessionMessage Read(string? contentType, string body) => SessionMessage.Read(contentType, Encoding.UTF8.GetBytes(body));
}
