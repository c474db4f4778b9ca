using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Godwit.Scenarios.Presence;

/// <summary>What a client speaks of presence.</summary>
public enum Language { Old, New, Standard }

/// <summary>How a watcher sees somebody.</summary>
public sealed record Seen(bool Online, bool Busy, string Note)
{
    public static readonly Seen Nothing = new(false, false, "");
}

/// <summary>Documents of the three languages: as they are published, asked for, and read.</summary>
internal static partial class Languages
{
    private const string Soap = "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body xmlns:m=\"http://schemas.microsoft.com/winrtc/2002/11/sip\">";
    private const string Xsi = "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"";

    private const string Publications = "<publish xmlns=\"http://schemas.microsoft.com/2006/09/sip/rich-presence\"><publications uri=\"sip:";

    public static (string Method, string Type, string Body) Publish(Language language, string user, bool busy, string note, int version) => language switch
    {
        Language.Old => ("SERVICE", "application/SOAP+xml",
            $"{Soap}<m:setPresence><m:presentity m:uri=\"sip:{user}\"><m:availability m:aggregate=\"300\"/><m:activity m:aggregate=\"{(busy ? 600 : 400)}\"/>"
            + $"<userInfo xmlns=\"http://schemas.microsoft.com/2002/09/sip/presence\"><note>{note}</note></userInfo></m:presentity></m:setPresence></s:Body></s:Envelope>"),
        Language.New => ("SERVICE", "application/msrtc-category-publish+xml",
            $"{Publications}{user}\">" + string.Concat(new[] { 2, 3 }.Select(c => State(c, busy, version))) + string.Concat(new[] { 200, 300, 400 }.Select(c => Note(c, note, version)))
            + "</publications></publish>"),
        _ => ("PUBLISH", "application/pidf+xml",
            $"<presence xmlns=\"urn:ietf:params:xml:ns:pidf\" xmlns:dm=\"urn:ietf:params:xml:ns:pidf:data-model\" xmlns:rpid=\"urn:ietf:params:xml:ns:pidf:rpid\" entity=\"sip:{user}\"><tuple id=\"t\">"
            + $"<status><basic>open</basic></status><note>{note}</note></tuple>{(busy ? "<dm:person id=\"p\"><rpid:activities><rpid:busy/></rpid:activities></dm:person>" : "")}</presence>"),
    };

    public static (string Headers, string Body) Watch(Language language, string user, IEnumerable<string> others)
    {
        var resources = string.Concat(others.Select(o => $"<resource uri=\"sip:{o}\"/>"));
        return language switch
        {
            Language.Old => ("Supported: ms-benotify\r\nSupported: ms-piggyback-first-notify\r\nContent-Type: application/adrl+xml\r\n",
                $"<adhoclist xmlns=\"urn:ietf:params:xml:ns:adrl\" uri=\"sip:{user}\" name=\"sip:{user}\"><create xmlns=\"\">{resources}</create></adhoclist>"),
            Language.New => ("Supported: ms-benotify\r\nSupported: ms-piggyback-first-notify\r\nContent-Type: application/msrtc-adrl-categorylist+xml\r\n",
                $"<batchSub xmlns=\"http://schemas.microsoft.com/2006/01/sip/batch-subscribe\" uri=\"sip:{user}\" name=\"\"><action name=\"subscribe\" id=\"1\"><adhocList>{resources}</adhocList></action></batchSub>"),
            _ => ("Supported: eventlist\r\nRequire: recipient-list-subscribe\r\nAccept: application/pidf+xml\r\nContent-Type: application/resource-lists+xml\r\n",
                $"<resource-lists xmlns=\"urn:ietf:params:xml:ns:resource-lists\"><list>{resources.Replace("<resource ", "<entry ", StringComparison.Ordinal)}</list></resource-lists>"),
        };
    }

    /// <summary>Null: the language has no words for it.</summary>
    public static (string Type, string Body)? Block(Language language, string other, bool blocks, int version) => language switch
    {
        Language.Old => ("application/SOAP+xml",
            $"{Soap}<m:setACE><m:type>USER</m:type><m:mask>sip:{other}</m:mask><m:rights>{(blocks ? "BD" : "AA")}</m:rights><m:deltaNum>{version + 1}</m:deltaNum></m:setACE></s:Body></s:Envelope>"),
        Language.New => ("application/msrtc-setcontainermembers+xml",
            Member(32000, version, blocks ? "add" : "remove", other)),
        _ => null,
    };

    /// <summary>Busy to all but those of level 300, and to each level its note.</summary>
    public static string PublishLevels(string user, IEnumerable<(int Level, string Note)> notes) =>
        $"{Publications}{user}\">{State(2, true, 0)}{State(3, false, 0)}{string.Concat(notes.Select(n => Note(n.Level, n.Note, 0)))}</publications></publish>";

    public static string Member(int container, int version, string action, string other) =>
        "<setContainerMembers xmlns=\"http://schemas.microsoft.com/2006/09/sip/container-management\">"
        + $"<container id=\"{container}\" version=\"{version}\"><member action=\"{action}\" type=\"user\" value=\"{other}\"/></container></setContainerMembers>";

    /// <summary>Everybody who is told of in a body, alone or in a list.</summary>
    public static IEnumerable<(string User, Func<Seen, Seen> Change)> Read(string body)
    {
        foreach (Match match in Document().Matches(body))
        {
            var document = XElement.Parse(match.Value);
            yield return match.Groups[1].Value switch
            {
                "presentity" => (document.Attribute("uri")!.Value, _ => ReadOld(document)),
                "categories" => (document.Attribute("uri")!.Value[4..], seen => ReadNew(document, seen)),
                _ => (document.Attribute("entity")!.Value[4..], _ => ReadPidf(document)),
            };
        }
    }

    private static string State(int container, bool busy, int version) =>
        $"<publication categoryName=\"state\" instance=\"1\" container=\"{container}\" version=\"{version}\" expireType=\"endpoint\">"
        + $"<state xmlns=\"http://schemas.microsoft.com/2006/09/sip/state\" {Xsi} xsi:type=\"machineState\"><availability>{(busy ? 6500 : 3500)}</availability></state></publication>";

    private static string Note(int container, string note, int version) =>
        $"<publication categoryName=\"note\" instance=\"0\" container=\"{container}\" version=\"{version}\" expireType=\"static\">"
        + $"<note xmlns=\"http://schemas.microsoft.com/2006/09/sip/note\"><body type=\"personal\" uri=\"\">{note}</body></note></publication>";

    private static Seen ReadOld(XElement document) => new(
        Number(document, "availability", "aggregate") >= 300, Number(document, "activity", "aggregate") is >= 600 and < 700, Text(document, "note"));

    private static Seen ReadNew(XElement document, Seen before)
    {
        foreach (var category in document.Elements())
        {
            var number = category.Attribute("name")!.Value == "state" ? int.Parse(Text(category, "availability"), CultureInfo.InvariantCulture) : 0;
            if (number > 0) before = before with { Online = number < 18000, Busy = number is >= 6000 and < 9000 };
            if (category.Attribute("name")!.Value == "note") before = before with { Note = Text(category, "body") };
        }

        return before;
    }

    private static Seen ReadPidf(XElement document) => new(Text(document, "basic") == "open", document.Descendants().Any(e => e.Name.LocalName == "busy"), Text(document, "note"));

    private static int Number(XElement document, string name, string attribute) =>
        int.Parse(document.Elements().Single(e => e.Name.LocalName == name).Attribute(attribute)!.Value, CultureInfo.InvariantCulture);

    private static string Text(XElement element, string name) => element.Descendants().FirstOrDefault(e => e.Name.LocalName == name)?.Value ?? "";

    [GeneratedRegex(@"<(presentity|categories|presence) .*?</\1>", RegexOptions.Singleline)]
    private static partial Regex Document();
}
