using System.Xml.Linq;
using Godwit.Pool.Permissions;
using Godwit.Pool.Presence;
using Godwit.Pool.Users;

namespace Godwit.Tests.Pool.Presence;

public class PresenceComposerTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);
    private static readonly SipAddress Alice = SipAddress.Parse("alice@godwit.test");

    private static readonly DirectoryUser User = new(1, "CN=Alice", Alice, "alice", "Alice <A> & Co", "alice@godwit.test", true, "pool", null, 256, 1)
    {
        Card = new Dictionary<string, string> { ["title"] = "Pilot", ["physicalDeliveryOfficeName"] = "B 12", ["telephoneNumber"] = "+1 (425) 555-0100", ["mobile"] = "0170 1", ["homePhone"] = "5" },
    };

    private static Presentity Enhanced(params Publication[] publications) => new(Alice, User, true, [.. publications], [], null, "e1", true, null, Now);

    private static Presentity Legacy(string? userInfo, params LegacyEndpoint[] endpoints) => new(Alice, User, false, [], [.. endpoints], userInfo, "e1", endpoints.Length > 0, null, Now);

    private static Publication State(int number, int container = 2) => new("state", 1, container, 1, ExpireType.Endpoint, null, Now,
        $"<state xmlns=\"http://schemas.microsoft.com/2006/09/sip/state\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"userState\"><availability>{number}</availability></state>", "e1");

    private static Publication Note(string text, int container) => new("note", 0, container, 1, ExpireType.Static, null, Now,
        $"<note xmlns=\"http://schemas.microsoft.com/2006/09/sip/note\"><body type=\"personal\" uri=\"\">{text}</body></note>", null);

    private static Access Level(int container) => new(true, true, false, container);

    private static CategoryView Category(PresenceView view, string name) => Assert.Single(view.Categories, c => c.Name == name);

    private static string Availability(PresenceView view) => XElement.Parse(Category(view, "state").Content).Value;

    [Fact]
    public void Each_level_sees_its_own_container()
    {
        var who = Enhanced(State(9500), State(3500, 3), Note("for the company", 200), Note("for the team", 300));
        var (company, team, open) = (PresenceComposer.View(who, Level(200)), PresenceComposer.View(who, Level(300)), PresenceComposer.View(who, Level(100)));
        Assert.Equal(("9500", "3500", "9500"), (Availability(company), Availability(team), Availability(open)));
        Assert.Contains("for the company", Category(company, "note").Content, StringComparison.Ordinal);
        Assert.Contains("for the team", Category(team, "note").Content, StringComparison.Ordinal);
        Assert.DoesNotContain(open.Categories, c => c.Name == "note");
    }

    [Fact]
    public void The_user_s_own_containers_and_other_levels_stay_hidden()
    {
        var device = new Publication("device", 7, 2, 1, ExpireType.Endpoint, null, Now, "<device/>", "e1");
        Assert.Equal(["state", "contactCard"], PresenceComposer.View(Enhanced(State(3500), device, Note("x", 400)), Level(200)).Categories.Select(c => c.Name));
    }

    [Fact]
    public void The_card_grows_with_the_level()
    {
        string Card(int level) => Category(PresenceComposer.View(Enhanced(), Level(level)), "contactCard").Content;
        Assert.Contains("<displayName>Alice &lt;A&gt; &amp; Co</displayName>", Card(100), StringComparison.Ordinal);
        Assert.DoesNotContain("Pilot", Card(100), StringComparison.Ordinal);
        Assert.Contains("<title>Pilot</title><office>B 12</office><phone type=\"work\"><uri>tel:+14255550100</uri><displayString>+1 (425) 555-0100</displayString></phone>", Card(200), StringComparison.Ordinal);
        Assert.DoesNotContain("mobile", Card(200), StringComparison.Ordinal);
        Assert.Contains("type=\"mobile\"", Card(300), StringComparison.Ordinal);
        Assert.Contains("type=\"home\"", Card(400), StringComparison.Ordinal);
    }

    [Fact]
    public void Who_is_blocked_sees_a_name_and_offline()
    {
        var view = PresenceComposer.View(Enhanced(State(3500), Note("secret", 200)), new Access(false, false, false, ContainerIds.Blocked));
        Assert.Equal("18500", Availability(view));
        Assert.Equal((0, 0, null), (view.Legacy.Availability, view.Legacy.Activity, view.Legacy.UserInfo));
        Assert.DoesNotContain("secret", string.Concat(view.Categories.Select(c => c.Content)), StringComparison.Ordinal);
        Assert.DoesNotContain("email", Category(view, "contactCard").Content, StringComparison.Ordinal);
    }

    [Fact]
    public void A_publisher_of_2007_is_shown_in_the_form_of_2005()
    {
        var legacy = PresenceComposer.View(Enhanced(State(9500), Note("in a rush", 200)), Level(200)).Legacy;
        Assert.Equal((300, 600, "e1"), (legacy.Availability, legacy.Activity, legacy.Endpoint));
        var info = XElement.Parse(legacy.UserInfo!);
        Assert.Equal("in a rush", info.Elements().First(e => e.Name.LocalName == "note").Value);
        var state = info.Descendants().First(e => e.Name.LocalName == "state");
        Assert.Equal(("9500", "do-not-disturb"), (state.Attribute("avail")!.Value, state.Value));
        Assert.Null(PresenceComposer.View(Enhanced(State(3500)), Level(200)).Legacy.UserInfo);
    }

    [Fact]
    public void A_publisher_of_2005_is_shown_in_the_form_of_2007()
    {
        const string info = "<userInfo xmlns=\"http://schemas.microsoft.com/2002/09/sip/presence\"><note>gone fishing</note></userInfo>";
        var view = PresenceComposer.View(Legacy(info, new LegacyEndpoint("e1", 300, 500, "<d1/>", Now)), Level(200));
        Assert.Contains("<availability>6500</availability><activity token=\"on-the-phone\"", Category(view, "state").Content, StringComparison.Ordinal);
        Assert.Equal("gone fishing", XElement.Parse(Category(view, "note").Content).Value);
        Assert.Equal((300, 500, info, "<d1/>"), (view.Legacy.Availability, view.Legacy.Activity, view.Legacy.UserInfo, view.Legacy.Devices));
        Assert.DoesNotContain(PresenceComposer.View(Legacy(info), Level(100)).Categories, c => c.Name == "note");
    }

    [Fact]
    public void What_a_user_of_2005_set_by_hand_holds_when_it_is_worse()
    {
        const string info = "<userInfo xmlns=\"http://schemas.microsoft.com/2002/09/sip/presence\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><states><state avail=\"9500\" xsi:type=\"userState\">dnd</state></states></userInfo>";
        Assert.Equal("9500", Availability(PresenceComposer.View(Legacy(info, new LegacyEndpoint("e1", 300, 400, null, Now)), Level(200))));
        Assert.Equal("15500", Availability(PresenceComposer.View(Legacy(info, new LegacyEndpoint("e1", 300, 100, null, Now)), Level(200))));
        Assert.Equal("18500", Availability(PresenceComposer.View(Legacy(info), Level(200))));
    }

    [Fact]
    public void Of_several_old_clients_the_most_active_one_counts()
    {
        var view = PresenceComposer.View(Legacy(null, new("e1", 300, 100, "<a/>", Now), new("e2", 300, 400, "<b/>", Now), new("e3", 0, 0, null, Now)), Level(200));
        Assert.Equal((300, 400, "e2", "<a/><b/>"), (view.Legacy.Availability, view.Legacy.Activity, view.Legacy.Endpoint, view.Legacy.Devices));
    }

    [Fact]
    public void Offline_keeps_its_note()
    {
        const string info = "<userInfo xmlns=\"http://schemas.microsoft.com/2002/09/sip/presence\"><note>back on Monday</note></userInfo>";
        var view = PresenceComposer.View(Legacy(info), Level(200));
        Assert.Equal((0, 0, info), (view.Legacy.Availability, view.Legacy.Activity, view.Legacy.UserInfo));
        Assert.Equal("back on Monday", XElement.Parse(Category(view, "note").Content).Value);
    }

    [Fact]
    public void Of_a_change_only_what_changed_is_told_and_what_is_gone_as_empty()
    {
        var view = PresenceComposer.View(Enhanced(State(3500)), Level(200), ["note"]);
        Assert.Equal(("note", ""), (Assert.Single(view.Categories).Name, view.Categories[0].Content));
        Assert.Equal(["state"], PresenceComposer.View(Enhanced(State(3500), Note("x", 200)), Level(200), ["state"]).Categories.Select(c => c.Name));
    }

    [Fact]
    public void The_user_herself_is_given_both_aggregates()
    {
        Assert.Equal([2, 3], PresenceComposer.Aggregates(Enhanced(State(3500), State(6500, 3)), 4).Select(p => p.Container));
        Assert.All(PresenceComposer.Aggregates(Enhanced(State(3500)), 4), p => Assert.Equal((1L, 4, ExpireType.User), (p.Instance, p.Version, p.Expires)));
        Assert.Empty(PresenceComposer.Aggregates(Enhanced(), 4));
    }
}
