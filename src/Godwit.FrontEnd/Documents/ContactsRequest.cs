using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;
using Godwit.Pool.Contacts;

namespace Godwit.FrontEnd.Documents;

/// <summary>The five SOAP operations that change contacts and groups ([MS-SIP] §3.7). Null = something that must be there is missing or no number.</summary>
public static class ContactsRequest
{
    public static ContactsCommand.SetContact? SetContact(XElement operation)
    {
        if (Delta(operation) is not { } delta || Uri(operation) is not { } uri || Groups(Text(operation, "groups")) is not { } groups) return null;
        var subscribed = Text(operation, "subscribed") is not { } text || text.Equals("true", StringComparison.OrdinalIgnoreCase) || text == "1";
        return new ContactsCommand.SetContact(delta, new Contact(
            uri, Text(operation, "displayName") ?? "", groups, subscribed, Text(operation, "externalURI") ?? "", operation.Child("contactExtension")?.Alone()));
    }

    public static ContactsCommand? DeleteContact(XElement operation) =>
        Delta(operation) is { } delta && Uri(operation) is { } uri ? new ContactsCommand.DeleteContact(delta, uri) : null;

    public static ContactsCommand? AddGroup(XElement operation) => Delta(operation) is { } delta && Text(operation, "name") is { Length: > 0 } name
        ? new ContactsCommand.AddGroup(delta, name, Text(operation, "externalURI") ?? "")
        : null;

    public static ContactsCommand? ModifyGroup(XElement operation) =>
        Delta(operation) is { } delta && Number(operation, "groupID") is { } id && Text(operation, "name") is { Length: > 0 } name
            ? new ContactsCommand.ModifyGroup(delta, new ContactGroup(id, name, Text(operation, "externalURI") ?? ""))
            : null;

    public static ContactsCommand? DeleteGroup(XElement operation) =>
        Delta(operation) is { } delta && Number(operation, "groupID") is { } id ? new ContactsCommand.DeleteGroup(delta, id) : null;

    internal static int? Delta(XElement operation) => Number(operation, "deltaNum");

    internal static string? Text(XElement operation, string name) => operation.Child(name)?.Value.Trim();

    private static int? Number(XElement operation, string name) =>
        int.TryParse(Text(operation, name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string? Uri(XElement operation) => Text(operation, "URI") is { Length: > 0 } uri ? WithoutScheme(uri) : null;

    internal static string WithoutScheme(string uri) => uri.StartsWith("sip:", StringComparison.OrdinalIgnoreCase) ? uri[4..] : uri;

    /// <summary>"3 1 " is [1, 3]; nothing at all is [].</summary>
    private static ImmutableArray<int>? Groups(string? text)
    {
        var groups = ImmutableArray.CreateBuilder<int>();
        foreach (var part in (text ?? "").Split((char[])[' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var id)) return null;
            if (!groups.Contains(id)) groups.Add(id);
        }

        groups.Sort();
        return groups.ToImmutable();
    }
}
