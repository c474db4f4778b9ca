using System.Text;
using System.Xml.Linq;
using Godwit.FrontEnd.Documents;
using Godwit.Pool.Contacts;
using Godwit.Pool.Permissions;
using Godwit.Pool.Presence;
using Godwit.Pool.Users;

namespace Godwit.Tests.FrontEnd.Documents;

public class DocumentsTests
{
    private const string Nasty = "<&>\"'\u0001 \ud83d\ude00\n";

    private static readonly SipAddress Alice = SipAddress.Parse("alice@example.test");

    [Fact]
    public void Names_with_everything_in_them_come_out_as_xml()
    {
        var list = XElement.Parse(ContactsXml.Write(new ContactList(3, [new ContactGroup(2, Nasty, Nasty)], [new Contact("bob@example.test", Nasty, [1, 2], false, "", null)])).ToString());
        Assert.Equal("<&>\"' \ud83d\ude00\n", list.Element("group")!.Attribute("name")!.Value);
        Assert.Equal("1 2", list.Element("contact")!.Attribute("groups")!.Value);
        Assert.Equal("false", list.Element("contact")!.Attribute("subscribed")!.Value);
    }

    [Fact]
    public void A_contact_change_has_its_parts_in_order_and_its_addresses_with_scheme()
    {
        var contact = new Contact("bob@example.test", "", [4], true, "", "<contactExtension><a/></contactExtension>");
        var delta = new ContactsDelta(3, 2, [new(4, "New Group", "")], [new(5, "Other", "")], [contact], [contact with { Uri = "tel:+15551234" }], [6], ["erin@example.test"]);
        Assert.Equal(
            "<contactDelta deltaNum=\"3\" prevDeltaNum=\"2\"><addedGroup id=\"4\" name=\"New Group\" externalURI=\"\"/><modifiedGroup id=\"5\" name=\"Other\" externalURI=\"\"/>"
            + "<addedContact uri=\"sip:bob@example.test\" name=\"\" groups=\"4\" subscribed=\"true\" externalURI=\"\"><contactExtension><a/></contactExtension></addedContact>"
            + "<modifiedContact uri=\"tel:+15551234\" name=\"\" groups=\"4\" subscribed=\"true\" externalURI=\"\"><contactExtension><a/></contactExtension></modifiedContact>"
            + "<deletedGroup id=\"6\"/><deletedContact uri=\"sip:erin@example.test\"/></contactDelta>",
            ContactsXml.Write(delta).ToString());
    }

    [Fact]
    public void The_access_list_names_users_with_scheme() => Assert.Equal(
        "<ACLlist deltaNum=\"282\"><userACL><ace type=\"USER\" mask=\"sip:bob@example.test\" rights=\"BD\"/><ace type=\"DOMAIN\" mask=\"example.test\" rights=\"AA\"/><ace type=\"ALL\" mask=\"\" rights=\"PP\"/></userACL></ACLlist>",
        AclXml.Write(new AccessList(282, [new(AceType.User, "bob@example.test", "BD"), new(AceType.Domain, "example.test", "AA"), new(AceType.All, "", "PP")])).ToString());

    [Theory]
    [InlineData("<setACE><type>SOMETHING</type><rights>AA</rights><deltaNum>1</deltaNum></setACE>")]
    [InlineData("<setACE><type>USER</type><mask>sip:bob@x</mask><deltaNum>1</deltaNum></setACE>")]
    [InlineData("<setACE><type>USER</type><mask>sip:bob@x</mask><rights>AA</rights><deltaNum>-1</deltaNum></setACE>")]
    public void An_ace_that_lacks_something_is_none(string xml) => Assert.Null(AclXml.ReadSetAce(XElement.Parse(xml)));

    [Fact]
    public void Publications_of_every_kind_are_read()
    {
        var read = PublishXml.Read(XElement.Parse("""
            <publish xmlns="http://schemas.microsoft.com/2006/09/sip/rich-presence"><publications uri="sip:alice@example.test">
             <publication categoryName="device" instance="3008035694" container="2" version="0" expireType="endpoint"><device xmlns="http://schemas.microsoft.com/2006/09/sip/device" endpointId="{uuid}"><timezone/></device></publication>
             <publication categoryName="state" instance="536870912" container="3" version="4" expireType="static"><state xmlns="s" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="userState"><availability>6500</availability></state></publication>
             <publication categoryName="x" instance="0" container="0" version="1" expireType="time" expires="60"/>
             <publication categoryName="note" instance="0" container="200" version="1" expireType="static" expires="0"/></publications></publish>
            """), out var problem)!.Value;
        Assert.Null(problem);
        Assert.Equal(("device", 3008035694, 2, 0, ExpireType.Endpoint), (read[0].Category, read[0].Instance, read[0].Container, read[0].Version, read[0].Expires));
        Assert.Contains("xsi:type=\"userState\"", read[1].Content);
        Assert.Equal((TimeSpan.FromMinutes(1), ""), (read[2].For, read[2].Content));
        Assert.Null(read[3].Content);
    }

    [Theory]
    [InlineData("<publish><publications/></publish>")]
    [InlineData("<publish><publications><publication categoryName='a' instance='x' container='0' version='0'/></publications></publish>")]
    [InlineData("<publish><publications><publication categoryName='a' instance='0' container='0' version='99999999999'/></publications></publish>")]
    [InlineData("<publish><publications><publication categoryName='a' instance='0' container='0' version='0' expireType='never'/></publications></publish>")]
    public void Publications_that_cannot_be_are_refused(string xml)
    {
        Assert.Null(PublishXml.Read(XElement.Parse(xml), out var problem));
        Assert.NotNull(problem);
    }

    [Fact]
    public void A_client_reads_back_what_it_published()
    {
        var xml = XElement.Parse(RoamingSelfXml.Write(
            Alice,
            new RoamingSelf([new CategoryInstances("note", [new Publication("note", 0, 300, 2, ExpireType.Static, null, DateTimeOffset.UnixEpoch, "<note xmlns=\"n\"><body>x</body></note>", null)])], null, null),
            ["example.test"]).ToString());
        XNamespace categories = "http://schemas.microsoft.com/2006/09/sip/categories";
        var category = Assert.Single(xml.Element(categories + "categories")!.Elements());
        Assert.Equal("1970-01-01T00:00:00Z", category.Attribute("publishTime")!.Value);
        Assert.Equal("300", category.Attribute("container")!.Value);
        Assert.Equal("x", category.Value);
        Assert.Single(xml.Elements());
    }

    [Fact]
    public void Presence_of_2005_holds_what_the_user_said()
    {
        var view = new PresenceView(Alice, [], new LegacyView(300, 400, Nasty, "a@b", null, "<userInfo><note>n</note></userInfo>", "<devicePresence/>"));
        var xml = XElement.Parse(LegacyPresenceXml.Write(view).ToString());
        XNamespace presence = "http://schemas.microsoft.com/2002/09/sip/presence";
        Assert.Equal("alice@example.test", xml.Attribute("uri")!.Value);
        Assert.Equal("a@b", xml.Element(presence + "email")!.Attribute("email")!.Value);
        Assert.Equal("n", xml.Element(presence + "userInfo")!.Value);
        Assert.Single(xml.Element(presence + "devices")!.Elements());
    }

    [Theory]
    [InlineData(300, 400, "open", null)]
    [InlineData(300, 600, "open", "busy")]
    [InlineData(300, 150, "open", "meal")]
    [InlineData(300, 500, "open", "on-the-phone")]
    [InlineData(300, 100, "open", "away")]
    [InlineData(0, 100, "closed", null)]
    public void Plain_clients_see_open_closed_and_activity_and_their_own_come_back(int availability, int activity, string basic, string? name)
    {
        var text = PidfXml.Write(new PresenceView(Alice, [], new LegacyView(availability, activity, "", null, null, "<userInfo xmlns='x'><note>a &lt; b</note></userInfo>", ""))).ToString();
        Assert.Contains($"<basic>{basic}</basic>", text);
        Assert.Equal(name, XElement.Parse(text).Descendants().FirstOrDefault(e => e.Name.LocalName == "activities")?.Elements().Single().Name.LocalName);
        var back = PidfXml.Read(XElement.Parse(text), out _)!;
        Assert.Equal((availability, basic == "open" ? activity : 0), (back.Availability, back.Activity));
        Assert.Equal("a < b", back.Standard!.Note);
    }

    [Fact]
    public void A_list_is_read_in_both_forms()
    {
        var list = WatchList.Read(XElement.Parse("<adhoclist uri='sip:a@x'><create><resource uri='sip:Bob@x'/><resource uri='tel:1'/><resource/></create></adhoclist>"));
        Assert.Equal(["sip:Bob@x", "tel:1"], list.Subscribe.Select(r => r.Uri));
        Assert.Equal("bob@x", list.Subscribe[0].Address!.Value.Value);
        Assert.Null(list.Subscribe[1].Address);
    }

    [Fact]
    public void A_resource_with_an_odd_address_gets_a_content_id_of_its_own()
    {
        var body = ResourceList.Write("sip:a@x", [new ListedResource("sip:\"b\"@x", MimeBody.Of("text/plain", "hi"))]).ToString();
        Assert.Contains("Content-ID: resource0@list\r\n", body);
        Assert.Contains("cid=\"resource0@list\"", body);
    }

    [Fact]
    public void The_registration_event_has_no_line_end() => Assert.Equal(
        "deregistered;event=deactivated", Encoding.UTF8.GetString(RegistrationEvent.Of(Godwit.Pool.Homes.DeregisterReason.UserMoved).ToBody().Bytes.Span));
}
