using System.Globalization;
using System.Xml.Linq;

namespace Godwit.Demo;

/// <summary>
/// A user's contacts, groups and permissions as her client was told them over SIP, in an order that does not depend on the pool. Version
/// numbers are left out: they may rise.
/// </summary>
internal sealed record Snapshot(string Text)
{
    public static Snapshot Of(string contactList, string accessList)
    {
        var list = XDocument.Parse(contactList).Root!;
        var groups = Named(list, "group").ToDictionary(g => Value(g, "id"), g => Value(g, "name"));
        var lines = groups.Values.Select(name => $"group {name}")
            .Concat(Named(list, "contact").Select(c => $"contact {Value(c, "uri")} '{Value(c, "name")}' in {GroupNames(c, groups)}"))
            .Concat(Named(XDocument.Parse(accessList).Root!, "ace").Select(a => $"ace {Value(a, "type")} {Value(a, "mask")} {Value(a, "rights")}"));
        return new Snapshot(string.Join('\n', lines.Order(StringComparer.Ordinal)));
    }

    public int Contacts => Text.Split('\n').Count(l => l.StartsWith("contact ", StringComparison.Ordinal));

    /// <summary>The first difference in words, or null.</summary>
    public string? Difference(Snapshot other)
    {
        var mine = Text.Split('\n');
        var theirs = other.Text.Split('\n');
        if (mine.Except(theirs).FirstOrDefault() is { } missing) return $"is missing: {missing}";
        return theirs.Except(mine).FirstOrDefault() is { } added ? $"was not there before: {added}" : null;
    }

    private static IEnumerable<XElement> Named(XElement root, string name) => root.Descendants().Where(e => e.Name.LocalName == name);

    private static string Value(XElement element, string attribute) => element.Attribute(attribute)?.Value ?? "";

    private static string GroupNames(XElement contact, Dictionary<string, string> groups) => string.Join(',', Value(contact, "groups")
        .Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(id => groups.GetValueOrDefault(id, id.ToString(CultureInfo.InvariantCulture)))
        .Order(StringComparer.Ordinal));
}
