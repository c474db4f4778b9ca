using System.Collections.Immutable;
using Godwit.Pool.Presence;

namespace Godwit.Tests.FrontEnd.Presence;

/// <summary>A note as it is published in one model, and what all of them show of it.</summary>
/// <param name="Published">2007: the content of a note category; 2005: a userInfo; PIDF: a document.</param>
/// <param name="Note">What watchers of any model read; "" = nothing.</param>
public sealed record NoteCase(string What, string Model, string Published, string Note, bool IsOutOfOffice);

/// <summary>A calendar as it is published in one model, and the free/busy slots that the other shows.</summary>
public sealed record CalendarCase(string What, string Model, string Published, string Slots);

/// <summary>
/// What the tests of translation run, beside <see cref="PresenceTable"/>: <see cref="PresencePage"/> prints the same.
/// </summary>
public static class PresenceCases
{
    public const string Enhanced = "2007";
    public const string Legacy = "2005";
    public const string Standard = "PIDF";

    private const string Slots = "AAAAAAAAAKqqAAAA";
    private const string Note = "http://schemas.microsoft.com/2006/09/sip/note";
    private const string Calendar = "http://schemas.microsoft.com/2006/09/sip/calendarData";
    private const string Old = "http://schemas.microsoft.com/2002/09/sip/presence";
    private const string Pidf = "<presence xmlns=\"urn:ietf:params:xml:ns:pidf\" xmlns:dm=\"urn:ietf:params:xml:ns:pidf:data-model\" xmlns:rpid=\"urn:ietf:params:xml:ns:pidf:rpid\" entity=\"sip:a@b\">";

    public static readonly ImmutableArray<NoteCase> Notes =
    [
        new("none", Enhanced, "", "", false),
        new("a personal note", Enhanced, $"<note xmlns=\"{Note}\"><body type=\"personal\" uri=\"\">In a rush</body></note>", "In a rush", false),
        new("an out-of-office note", Enhanced, $"<note xmlns=\"{Note}\"><body type=\"OOF\" uri=\"\">Back on Monday</body></note>", "Back on Monday", true),
        new("both: who visits has to know that she is away", Enhanced,
            $"<note xmlns=\"{Note}\"><body type=\"personal\" uri=\"\">In a rush</body><body type=\"OOF\" uri=\"\">Back on Monday</body></note>", "Back on Monday", true),
        new("none", Legacy, $"<userInfo xmlns=\"{Old}\"><note/></userInfo>", "", false),
        new("a note", Legacy, $"<userInfo xmlns=\"{Old}\"><note>In a rush &amp; late</note></userInfo>", "In a rush & late", false),
        new("a note and oof", Legacy, $"<userInfo xmlns=\"{Old}\"><note>Back on Monday</note><oof/></userInfo>", "Back on Monday", true),
        new("oof alone", Legacy, $"<userInfo xmlns=\"{Old}\"><oof/></userInfo>", "", true),
        new("none", Standard, $"{Pidf}<tuple id=\"t\"><status><basic>open</basic></status></tuple></presence>", "", false),
        new("a note of the tuple", Standard, $"{Pidf}<tuple id=\"t\"><status><basic>open</basic></status><note>In a rush</note></tuple></presence>", "In a rush", false),
        new("a note of the person", Standard,
            $"{Pidf}<tuple id=\"t\"><status><basic>open</basic></status></tuple><dm:person id=\"p\"><dm:note>In a rush</dm:note></dm:person></presence>", "In a rush", false),
        new("vacation, and a note", Standard,
            $"{Pidf}<tuple id=\"t\"><status><basic>open</basic></status><note>Back on Monday</note></tuple><dm:person id=\"p\"><rpid:activities><rpid:vacation/></rpid:activities></dm:person></presence>",
            "Back on Monday", true),
        new("other, out-of-office", Standard,
            $"{Pidf}<tuple id=\"t\"><status><basic>open</basic></status></tuple><dm:person id=\"p\"><rpid:activities><rpid:other>out-of-office</rpid:other></rpid:activities></dm:person></presence>",
            "", true),
    ];

    public static readonly ImmutableArray<CalendarCase> Calendars =
    [
        new("free/busy", Enhanced, $"<calendarData xmlns=\"{Calendar}\" mailboxID=\"a@b\"><freeBusy startTime=\"2026-11-23T00:00:00Z\" granularity=\"PT15M\" encodingVersion=\"1\">{Slots}</freeBusy></calendarData>", Slots),
        new("working hours alone", Enhanced, $"<calendarData xmlns=\"{Calendar}\" mailboxID=\"a@b\"><WorkingHours/></calendarData>", ""),
        new("nothing for this level", Enhanced, $"<calendarData xmlns=\"{Calendar}\"/>", ""),
        new("calendarInfo of a device", Legacy, $"<devicePresence xmlns=\"{Old}\" epid=\"e1\"><calendarInfo mailboxId=\"a@b\" startTime=\"2026-11-23T00:00:00Z\" granularity=\"PT15M\">{Slots}</calendarInfo></devicePresence>", Slots),
        new("a device without one", Legacy, $"<devicePresence xmlns=\"{Old}\" epid=\"e1\"><deviceName name=\"VM\"/></devicePresence>", ""),
    ];
}
