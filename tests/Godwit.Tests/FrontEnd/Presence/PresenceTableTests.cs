using System.Collections.Immutable;
using System.Xml.Linq;
using Godwit.FrontEnd.Documents;
using Godwit.Pool.Permissions;
using Godwit.Pool.Presence;
using Godwit.Pool.Users;
using Godwit.Tests.Architecture;

namespace Godwit.Tests.FrontEnd.Presence;

/// <summary>The tables of docs/presence-table.md, row by row, from what a client publishes to what the others read.</summary>
public sealed class PresenceTableTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);
    private static readonly SipAddress Alice = SipAddress.Parse("alice@godwit.test");
    private static readonly Access Colleague = new(true, true, false, ContainerIds.Company);
    private static readonly XNamespace Rpid = "urn:ietf:params:xml:ns:pidf:rpid";
    private static readonly XNamespace Pidf = "urn:ietf:params:xml:ns:pidf";

    public static TheoryData<string> States => [.. PresenceTable.Rows.Select(r => r.Name)];

    public static TheoryData<int> Ranges => [.. Enumerable.Range(0, PresenceTable.LegacyRanges.Length)];

    public static TheoryData<string> Readings => [.. PresenceTable.RpidReadings.Select(r => r.Word)];

    public static TheoryData<int> Notes => [.. Enumerable.Range(0, PresenceCases.Notes.Length)];

    public static TheoryData<int> Calendars => [.. Enumerable.Range(0, PresenceCases.Calendars.Length)];

    public static TheoryData<int> Aggregations => [.. Enumerable.Range(0, AggregationCase.All.Length)];

    public static TheoryData<int> Permissions => [.. Enumerable.Range(0, AccessCase.All.Length)];

    [Fact]
    public void The_page_is_made_of_the_tables()
    {
        var file = Path.Combine(Source.Root, "docs", "presence-table.md");
        if (Environment.GetEnvironmentVariable("GODWIT_WRITE_DOCS") is "1") File.WriteAllText(file, PresencePage.Write());
        Assert.True(File.Exists(file) && File.ReadAllText(file) == PresencePage.Write(), "docs/presence-table.md is out of date: run GODWIT_WRITE_DOCS=1 ./test fast, and commit it");
    }

    [Fact]
    public void Every_number_has_one_state_and_every_state_is_found_by_what_is_said_for_it()
    {
        var plain = PresenceTable.Rows.Where(r => r.Token is null).OrderBy(r => r.From).ToList();
        Assert.Equal((0, int.MaxValue), (plain[0].From, plain[^1].To));
        Assert.Equal(plain.Skip(1).Select(r => r.From), plain.SkipLast(1).Select(r => r.To));
        Assert.All(PresenceTable.Rows, row => Assert.Same(row, PresenceTable.Of(row.Number, row.Token)));
        Assert.All(PresenceTable.Rows, row => Assert.Same(row, PresenceTable.Of(row.From, row.Token)));
        Assert.All(PresenceTable.Rows, row => Assert.NotSame(row, PresenceTable.Of(row.To, row.Token)));
    }

    [Theory]
    [MemberData(nameof(States))]
    public void A_state_of_2007_is_read_by_all(string name)
    {
        var row = Row(name);
        var view = Seen(Enhanced(State("machineState", row.Number, row.Token)));
        var state = Category(view, "state")!;
        Assert.Equal((row.Number.ToString(System.Globalization.CultureInfo.InvariantCulture), row.Token), (Child(state, "availability")?.Value, Child(state, "activity")?.Attribute("token")?.Value));
        ReadsAs(row, view);
        Assert.Equal((row.Availability, row.Activity), (view.Legacy.Availability, view.Legacy.Activity));
        var word = view.Legacy.UserInfo is { } info ? XElement.Parse(info).Descendants().Single(e => e.Name.LocalName == "state") : null;
        Assert.Equal(row is { IsOpen: true, Number: >= 6000 } ? row.Word : null, word?.Value);
    }

    [Theory]
    [MemberData(nameof(Ranges))]
    public void A_state_of_2005_is_read_by_all(int index)
    {
        var range = PresenceTable.LegacyRanges[index];
        var view = Seen(Legacy(null, new LegacyEndpoint("e1", range.Availability, range.Activity, null, Now)));
        Assert.Equal((range.Number, range.Token), (view.Summary!.Number, view.Summary.Activity));
        ReadsAs(PresenceTable.Of(range.Number, range.Token), view);
        // Who published in the form of 2005 is read there as she said it.
        Assert.Equal(range.Number < 18000 ? (range.Availability, range.Activity) : (0, 0), (view.Legacy.Availability, view.Legacy.Activity));
    }

    [Theory]
    [MemberData(nameof(States))]
    public void A_state_of_PIDF_is_read_by_all(string name)
    {
        var row = Row(name);
        var written = PidfXml.Write(new PresenceView(Alice, [], new LegacyView(0, 0, "", null, null, null, ""), Summary: new PresenceSummary(row.Number, row.Token, null, false, Now)));
        var view = Seen(Legacy(null, LegacyPresence.Set([], "e1", PidfXml.Read(XElement.Parse(written.ToString()), out _)!, Now)[0]));
        var read = row.IsOpen ? row : Row("offline");
        // What PIDF can say comes back as it was; nobody says "unknown".
        Assert.Equal((read.Number, read.Token), (view.Summary!.Number, view.Summary.Activity));
        ReadsAs(read, view);
        Assert.Equal((read.Availability, read.Activity), (view.Legacy.Availability, view.Legacy.Activity));
    }

    [Theory]
    [MemberData(nameof(Readings))]
    public void An_activity_of_RPID_that_no_state_is_written_with_is_read(string word)
    {
        var reading = PresenceTable.RpidReadings.Single(r => r.Word == word);
        var (row, away) = PresenceTable.OfRpid(true, new HashSet<string> { word }, false);
        Assert.Equal((reading.Row, reading.IsOutOfOffice), (row.Name, away));
        Assert.Equal("offline", PresenceTable.OfRpid(false, new HashSet<string> { word }, false).Row.Name);
    }

    [Theory]
    [MemberData(nameof(Notes))]
    public void A_note_is_read_by_all(int index)
    {
        var note = PresenceCases.Notes[index];
        var view = Seen(note.Model switch
        {
            PresenceCases.Enhanced => Enhanced(State("machineState", 3500, null), new Publication("note", 0, 200, 1, ExpireType.Static, null, Now, note.Published, null)),
            PresenceCases.Legacy => Legacy(note.Published, new LegacyEndpoint("e1", 300, 400, null, Now)),
            _ => Legacy(null, LegacyPresence.Set([], "e1", PidfXml.Read(XElement.Parse(note.Published), out _)!, Now)[0]),
        });
        var published = Category(view, "note");
        if (note.Model != PresenceCases.Enhanced)
            Assert.Equal((note.Note, note.IsOutOfOffice), (published?.Value ?? "", Child(published, "body")?.Attribute("type")?.Value == "OOF"));
        var info = view.Legacy.UserInfo is { } text ? XElement.Parse(text) : null;
        Assert.Equal((note.Note, note.IsOutOfOffice), (Child(info, "note")?.Value ?? "", Child(info, "oof") is not null));
        var pidf = XElement.Parse(PidfXml.Write(view).ToString());
        Assert.Equal(note.Note, pidf.Element(Pidf + "tuple")!.Element(Pidf + "note")?.Value ?? "");
        Assert.Equal(note.IsOutOfOffice, pidf.Descendants(Rpid + "other").Any(o => o.Value == "out-of-office"));
    }

    [Theory]
    [MemberData(nameof(Calendars))]
    public void A_calendar_is_read_in_the_other_model(int index)
    {
        var calendar = PresenceCases.Calendars[index];
        var who = calendar.Model == PresenceCases.Enhanced
            ? Enhanced(State("machineState", 3500, null), new Publication("calendarData", 0, 200, 1, ExpireType.Static, null, Now, calendar.Published, null))
            : Legacy(null, new LegacyEndpoint("e1", 300, 400, calendar.Published, Now));
        var view = Seen(who);
        var there = calendar.Model == PresenceCases.Enhanced
            ? XElement.Parse($"<devices>{view.Legacy.Devices}</devices>").Descendants().SingleOrDefault(e => e.Name.LocalName == "calendarInfo")
            : Child(Category(view, "calendarData"), "freeBusy");
        Assert.Equal(calendar.Slots, there?.Value ?? "");
        if (there is not null) Assert.Equal(("2026-11-23T00:00:00Z", "PT15M"), (there.Attribute("startTime")!.Value, there.Attribute("granularity")!.Value));
        var stranger = PresenceComposer.View(who, Colleague with { Container = ContainerIds.Public });
        Assert.DoesNotContain(stranger.Categories, c => c.Name == "calendarData");
    }

    [Fact]
    public void A_meeting_is_seen_everywhere()
    {
        var view = Seen(Enhanced(State("machineState", 3500, null), State("calendarState", 6500, "in-a-meeting", 2)));
        ReadsAs(Row("in a meeting"), view);
        Assert.Equal((300, 600), (view.Legacy.Availability, view.Legacy.Activity));
    }

    [Theory]
    [MemberData(nameof(Aggregations))]
    public void Several_clients_of_a_user_are_one_to_others(int index)
    {
        var aggregation = AggregationCase.All[index];
        var view = Seen(aggregation.Model == PresenceCases.Enhanced
            ? Enhanced([.. aggregation.Says.Select((says, i) => says.Split(' ') is var words ? State(words[0], int.Parse(words[1], System.Globalization.CultureInfo.InvariantCulture), words.ElementAtOrDefault(2), i) : null!)])
            : new Presentity(Alice, null, false, [], [.. aggregation.Says.Select(Client)], null, "e1", true, null, Now));
        Assert.Equal((aggregation.Number, aggregation.Activity), (view.Summary!.Number, view.Summary.Activity));

        LegacyEndpoint Client(string says, int i)
        {
            if (aggregation.Model == PresenceCases.Legacy && says.Split(' ') is [var availability, var activity])
                return new LegacyEndpoint($"e{i}", int.Parse(availability, System.Globalization.CultureInfo.InvariantCulture), int.Parse(activity, System.Globalization.CultureInfo.InvariantCulture), null, Now);
            var row = Row(says);
            return new LegacyEndpoint($"e{i}", row.Availability, row.Activity, null, Now, new StandardPresence(row.Number, row.Token, null, false));
        }
    }

    [Theory]
    [MemberData(nameof(Permissions))]
    public void A_permission_of_either_model_holds_in_both(int index)
    {
        var permission = AccessCase.All[index];
        var state = permission.Set();
        Assert.Equal(permission.Other, permission.OtherFace(state));
        Assert.Equal((permission.Bob, permission.Sam), (AccessCase.What(state, "bob@godwit.test"), AccessCase.What(state, "sam@else.where")));
        // Nothing is lost or added when both faces are read from the back end again.
        Assert.Equal((state.Aces.Length, state.Members.Length), (PermissionRules.Whole(state).Aces.Length, PermissionRules.Whole(state).Members.Length));
    }

    private static PresenceRow Row(string name) => PresenceTable.Rows.Single(r => r.Name == name);

    private static PresenceView Seen(Presentity who) => PresenceComposer.View(who, Colleague);

    private static Presentity Enhanced(params Publication[] publications) => new(Alice, null, true, [.. publications], [], null, "e1", true, null, Now);

    private static Presentity Legacy(string? userInfo, LegacyEndpoint endpoint) => new(Alice, null, false, [], [endpoint], userInfo, "e1", true, null, Now);

    private static Publication State(string type, int number, string? token, long instance = 1) => new(
        "state", instance, 2, 1, ExpireType.Endpoint, null, Now,
        $"<state xmlns=\"http://schemas.microsoft.com/2006/09/sip/state\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"{type}\"><availability>{number}</availability>"
        + (token is null ? "" : $"<activity token=\"{token}\"/>") + "</state>", "e1");

    private static XElement? Category(PresenceView view, string name) =>
        view.Categories.SingleOrDefault(c => c.Name == name) is { Content.Length: > 0 } category ? XElement.Parse(category.Content) : null;

    private static XElement? Child(XElement? element, string name) => element?.Elements().FirstOrDefault(e => e.Name.LocalName == name);

    /// <summary>The PIDF document says this state.</summary>
    private static void ReadsAs(PresenceRow row, PresenceView view)
    {
        var document = XElement.Parse(PidfXml.Write(view).ToString());
        Assert.Equal(row.IsOpen ? "open" : "closed", document.Descendants(Pidf + "basic").Single().Value);
        var activities = document.Descendants(Rpid + "activities").Elements().Select(a => a.Name.LocalName == "other" ? "other:" + a.Value : a.Name.LocalName);
        Assert.Equal(row.Rpid, activities.ToImmutableArray());
        Assert.Equal(row.IsIdle, document.Descendants(Rpid + "user-input").Any(i => i.Value == "idle"));
    }
}
