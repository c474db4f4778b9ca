using System.Text;
using System.Xml.Linq;
using Godwit.Pool.Presence;

namespace Godwit.FrontEnd.Documents;

/// <summary>Presence of plain SIP clients (RFC 3863, with the activities of RFC 4480) and its 2005 numbers.</summary>
public static class PidfXml
{
    private const int Online = 300;

    /// <summary>RFC 4480 §3.2 activities that the 2005 form has a number for.</summary>
    private static readonly (string Name, int Activity)[] Activities =
    [
        ("away", 100), ("vacation", 100), ("holiday", 100), ("sleeping", 100), ("permanent-absence", 100), ("breakfast", 150), ("dinner", 150), ("meal", 150),
        ("on-the-phone", 500), ("busy", 600), ("meeting", 600), ("appointment", 600), ("presentation", 600), ("performance", 600),
    ];

    public static MimeBody Write(PresenceView view)
    {
        var legacy = view.Legacy;
        var open = legacy.Availability >= Online;
        var xml = new StringBuilder(512).Append("<presence xmlns=\"urn:ietf:params:xml:ns:pidf\" xmlns:dm=\"urn:ietf:params:xml:ns:pidf:data-model\"")
            .Append(" xmlns:rpid=\"urn:ietf:params:xml:ns:pidf:rpid\"").Attribute("entity", view.Presentity.Uri)
            .Append("><tuple id=\"user\"><status><basic>").Append(open ? "open" : "closed").Append("</basic></status>");
        if (NoteOf(legacy.UserInfo) is { Length: > 0 } note) xml.Element("note", note);
        xml.Append("</tuple>");
        if (open && NameOf(legacy.Activity) is { } activity)
            xml.Append("<dm:person id=\"person\"><rpid:activities><rpid:").Append(activity).Append("/></rpid:activities></dm:person>");
        return MimeBody.Of(MediaTypes.Pidf, xml.Append("</presence>").ToString());
    }

    /// <summary>Null with a sentence when it is no presence document.</summary>
    public static LegacyPublish? Read(XElement root, out string? problem)
    {
        problem = null;
        if (root.Name.LocalName != "presence")
        {
            problem = "The body is not a presence document (RFC 3863): its root must be presence";
            return null;
        }

        var tuples = root.Children("tuple").ToList();
        var open = tuples.Any(t => "open".Equals(t.Child("status").Child("basic")?.Value.Trim(), StringComparison.OrdinalIgnoreCase));
        var activities = root.Descendants().Where(e => e.Name.LocalName == "activities").Elements().Select(e => e.Name.LocalName).ToList();
        var activity = Activities.Where(a => activities.Contains(a.Name)).Select(a => a.Activity).DefaultIfEmpty(400).First();
        var note = tuples.Select(t => t.Child("note")).Concat(root.Children("person").Select(p => p.Child("note"))).Append(root.Child("note"))
            .FirstOrDefault(n => n is not null)?.Value.Trim();
        return new LegacyPublish(open ? Online : 0, open ? activity : 100, UserInfo(note ?? ""), null);
    }

    /// <summary>What a publication leaves behind when it ends: nothing is open any more.</summary>
    public static LegacyPublish Closed { get; } = new(0, 100, UserInfo(""), null);

    private static string UserInfo(string note) =>
        new StringBuilder("<userInfo xmlns=\"http://schemas.microsoft.com/2002/09/sip/presence\">").Element("note", note).Append("</userInfo>").ToString();

    private static string? NoteOf(string? userInfo) =>
        userInfo is not null && SafeXml.TryRead(Encoding.UTF8.GetBytes(userInfo), out var root, out _) ? root.Child("note")?.Value.Trim() : null;

    private static string? NameOf(int activity) => activity switch
    {
        >= 700 and < 800 => "away",
        >= 600 and < 700 => "busy",
        >= 500 and < 600 => "on-the-phone",
        >= 400 => null,
        >= 150 and < 200 => "meal",
        _ => "away",
    };
}
