using System.Text;
using System.Xml.Linq;
using Godwit.Pool.Presence;

namespace Godwit.FrontEnd.Documents;

/// <summary>Presence of standard SIP clients: RFC 3863 with the data model of RFC 4479 and the activities of RFC 4480. The words are those of <see cref="PresenceTable"/>.</summary>
public static class PidfXml
{
    private const string Other = "other:";

    public static MimeBody Write(PresenceView view)
    {
        var state = view.Summary ?? SummaryOf(view.Legacy);
        var row = PresenceTable.Of(state.Number, state.Activity);
        var xml = new StringBuilder(512).Append("<presence xmlns=\"urn:ietf:params:xml:ns:pidf\" xmlns:dm=\"urn:ietf:params:xml:ns:pidf:data-model\"")
            .Append(" xmlns:rpid=\"urn:ietf:params:xml:ns:pidf:rpid\"").Attribute("entity", view.Presentity.Uri)
            .Append("><tuple id=\"user\"><status><basic>").Append(row.IsOpen ? "open" : "closed").Append("</basic></status>");
        if (state.Note is { Length: > 0 } note) xml.Element("note", note);
        xml.Append("</tuple>");
        IReadOnlyList<string> activities = state.OutOfOffice && !row.Rpid.Contains(PresenceTable.OutOfOffice) ? [.. row.Rpid, PresenceTable.OutOfOffice] : row.Rpid;
        if (activities.Count > 0 || row.IsIdle) Person(xml, activities, row.IsIdle, state.LastActive);
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
        var activities = root.Descendants().Where(e => e.Name.LocalName == "activities").Elements().SelectMany(WordsOf).ToHashSet(StringComparer.Ordinal);
        var idle = root.Descendants().Any(e => e.Name.LocalName == "user-input" && "idle".Equals(e.Value.Trim(), StringComparison.OrdinalIgnoreCase));
        var note = tuples.Select(t => t.Child("note")).Concat(root.Children("person").Select(p => p.Child("note"))).Append(root.Child("note"))
            .FirstOrDefault(n => n is not null)?.Value.Trim();
        var (row, away) = PresenceTable.OfRpid(open, activities, idle);
        return Of(new StandardPresence(row.Number, row.Token, note is { Length: > 0 } ? note : null, away));
    }

    /// <summary>What a publication leaves behind when it ends: nothing is open any more.</summary>
    public static LegacyPublish Closed { get; } = Of(new StandardPresence(Availability.Offline, null, null, false));

    private static LegacyPublish Of(StandardPresence presence)
    {
        var row = PresenceTable.Of(presence.Number, presence.Activity);
        return new LegacyPublish(row.Availability, row.Activity, null, null, presence);
    }

    private static void Person(StringBuilder xml, IReadOnlyList<string> activities, bool isIdle, DateTimeOffset? lastActive)
    {
        xml.Append("<dm:person id=\"person\">");
        if (activities.Count > 0)
        {
            xml.Append("<rpid:activities>");
            foreach (var activity in activities)
                if (activity.StartsWith(Other, StringComparison.Ordinal)) xml.Element("rpid:other", activity[Other.Length..]);
                else xml.Append("<rpid:").Append(activity).Append("/>");
            xml.Append("</rpid:activities>");
        }

        if (isIdle)
        {
            xml.Append("<rpid:user-input");
            if (lastActive is { } time) xml.Attribute("last-input", XmlText.Time(time));
            xml.Append(">idle</rpid:user-input>");
        }

        xml.Append("</dm:person>");
    }

    /// <summary>RFC 4480 §3.2: <c>other</c> carries words of its own. It is read as both.</summary>
    private static IEnumerable<string> WordsOf(XElement activity)
    {
        yield return activity.Name.LocalName;
        if (activity.Name.LocalName == "other" && activity.Value.Trim() is { Length: > 0 } words) yield return Other + words;
    }

    /// <summary>Of a pool that does not say it yet.</summary>
    private static PresenceSummary SummaryOf(LegacyView view)
    {
        var (number, activity) = Availability.FromLegacy(view.Availability, view.Activity);
        var note = PersonalNote.Of(view.UserInfo);
        return new PresenceSummary(number, activity, note?.Text, note?.IsOutOfOffice ?? false, null);
    }
}
