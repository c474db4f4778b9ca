using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Godwit.Pool.Users;

namespace Godwit.FrontEnd.Documents;

/// <summary>What a client looks for: attribute and beginning of its value; all must fit.</summary>
public sealed record DirectorySearchRequest(IReadOnlyList<QueryTerm> Terms, int Most);

/// <summary>Search in the directory over SIP (protocol §14).</summary>
public static class DirectorySearchXml
{
    private const int MostEver = 100;

    /// <summary>Columns of an answer and the LDAP attributes they come from.</summary>
    private static readonly (string Name, string Attribute)[] Columns =
    [
        ("title", "title"), ("office", "physicalDeliveryOfficeName"), ("phone", "telephoneNumber"), ("company", "company"),
        ("city", "l"), ("state", "st"), ("country", "c"),
    ];

    /// <summary>Null when there is nothing to look for, or more than a client can ask. The rows stand beside the operation, in the envelope's body.</summary>
    public static DirectorySearchRequest? Read(XElement operation)
    {
        var rows = (operation.Parent ?? operation).Descendants().Where(e => e.Name.LocalName == "row");
        var terms = rows.Select(row => new QueryTerm(row.Attr("attrib")?.Trim() ?? "", row.Attr("value")?.Trim() ?? ""))
            .Where(term => term is { Attribute.Length: > 0, Value.Length: > 0 }).ToList();
        if (terms.Count is 0 or > DirectoryQuery.MostTerms) return null;
        var most = int.TryParse(operation.Child("maxResults")?.Value.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : MostEver;
        return new DirectorySearchRequest(terms, Math.Clamp(most, 1, MostEver));
    }

    public static MimeBody Write(IReadOnlyList<DirectoryUser> found, bool more)
    {
        var xml = new StringBuilder(256 + found.Count * 256).Append("<m:directorySearch><m:moreAvailable>").Append(more ? "true" : "false")
            .Append("</m:moreAvailable></m:directorySearch><m:Array m:id=\"searchArray\">");
        foreach (var user in found)
        {
            xml.Append("<m:row").Attribute("m:uri", user.Address.Uri).Attribute("m:displayName", user.DisplayName);
            foreach (var (name, attribute) in Columns) xml.Attribute("m:" + name, user.Card.GetValueOrDefault(attribute, ""));
            xml.Attribute("m:email", user.Mail).Append("/>");
        }

        return MimeBody.Of(MediaTypes.Soap, SoapEnvelope.Wrap(xml.Append("</m:Array>").ToString()));
    }
}
