using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Godwit.Pool.Presence;

namespace Godwit.FrontEnd.Documents;

/// <summary>The 2005 form of presence: what setPresence says, and the msrtc.pidf that watchers read (protocol §8).</summary>
public static class LegacyPresenceXml
{
    private static readonly XNamespace Presence = "http://schemas.microsoft.com/2002/09/sip/presence";

    /// <summary>What stands in a devicePresence of its own; the rest of a presentity is the user's.</summary>
    private static readonly string[] OfDevice = ["deviceName", "devicedata", "calendarInfo", "device"];

    public static MimeBody Write(PresenceView view)
    {
        var legacy = view.Legacy;
        var xml = new StringBuilder(512).Append("<presentity xmlns=\"http://schemas.microsoft.com/2002/09/sip/presence\"").Attribute("uri", view.Presentity.Value).Append('>');
        xml.Append("<availability").Attribute("aggregate", legacy.Availability).Attribute("description", "");
        if (legacy.Endpoint is { } epid) xml.Attribute("epid", epid);
        xml.Append("/><activity").Attribute("aggregate", legacy.Activity).Attribute("description", "").Append("/>");
        if (legacy.DisplayName.Length > 0) xml.Append("<displayName").Attribute("displayName", legacy.DisplayName).Append("/>");
        if (legacy.Email is { Length: > 0 } mail) xml.Append("<email").Attribute("email", mail).Append("/>");
        xml.Append(legacy.UserInfo);
        if (legacy.Devices.Length > 0) xml.Append("<devices>").Append(legacy.Devices).Append("</devices>");
        return MimeBody.Of(MediaTypes.LegacyPresence, xml.Append("</presentity>").ToString());
    }

    /// <summary>Null when the operation carries no presentity. What the document leaves out keeps its value.</summary>
    /// <param name="operation">The setPresence element.</param>
    /// <param name="endpoint">Id of the endpoint that publishes: the epid of its devicePresence.</param>
    public static LegacyPublish? ReadSetPresence(XElement operation, string endpoint)
    {
        if (operation.Child("presentity") is not { } presentity) return null;
        return new LegacyPublish(
            Aggregate(presentity.Child("availability")), Aggregate(presentity.Child("activity")), presentity.Child("userInfo")?.Alone(), Device(presentity, endpoint));
    }

    /// <summary>Who is asked for by getPresence, as the client wrote it.</summary>
    public static string? ReadGetPresence(XElement operation) => operation.Child("presentity").Attr("uri");

    private static string? Device(XElement presentity, string endpoint)
    {
        var parts = presentity.Elements().Where(e => OfDevice.Contains(e.Name.LocalName)).ToList();
        if (parts.Count == 0) return null;
        return new XElement(Presence + "devicePresence", new XAttribute("epid", endpoint), parts.Select(p => new XElement(p))).Alone();
    }

    private static int? Aggregate(XElement? element) =>
        int.TryParse(element.Attr("aggregate"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= 1000 ? number : null;
}
