using System.Collections.Immutable;
using System.Xml;
using Godwit.Files.Foreign;
using Godwit.Files.Xml;
using Godwit.Pool.Contacts;
using Godwit.Pool.Users;

namespace Godwit.Files.Dbimpexp;

/// <summary>The HomedResource that the reader stands at, to its end. Whatever is wrong with a part of it leaves out that part only.</summary>
internal sealed class HomedResourceReader(RecordXml xml, FileLimits limits)
{
    /// <param name="named">Whose it is where the element does not say.</param>
    public FileRecord Read(string named = "")
    {
        var (line, depth, space) = (xml.Line, xml.Node.Depth, xml.Node.NamespaceURI);
        var text = xml.Node.GetAttribute(Names.Address) ?? named;
        if (!SipAddress.TryParse(text.Trim(), out var owner))
        {
            xml.SkipTo(depth);
            return FileRecord.Skipped(line, text, $"'{text}' is not a SIP address like alice@example.org");
        }

        var draft = new ResourceDraft(line, text, limits);
        KeepAttributes(draft, "", [Names.Address]);
        while (!draft.IsTooLong && xml.NextChild(depth)) Child(draft, space);
        xml.SkipTo(depth);
        return draft.End(owner);
    }

    private void Child(ResourceDraft draft, string space)
    {
        var known = xml.Node.NamespaceURI == space;
        if (known && xml.Node.LocalName == Names.Groups) Rows(draft, DataKinds.Groups, Names.Group, ReadGroup);
        else if (known && xml.Node.LocalName == Names.Contacts) Rows(draft, DataKinds.Contacts, Names.Contact, ReadContact);
        else if (!known || !new OwnReader(xml, draft, space).Read()) draft.KeepElement(xml, "");
    }

    private void Rows(ResourceDraft draft, DataKinds kind, string name, Action<ResourceDraft> read)
    {
        draft.Kinds |= kind;
        var depth = xml.Node.Depth;
        while (!draft.IsTooLong && xml.NextChild(depth))
        {
            if (xml.Node.LocalName == name) read(draft);
            else xml.Skip();
        }
    }

    private void ReadGroup(ResourceDraft draft)
    {
        var (line, depth) = (xml.Line, xml.Node.Depth);
        if (XmlValues.Number(xml.Node.GetAttribute(Names.Number)) is not { } number)
        {
            draft.Skip(line, "group", $"The group's number '{xml.Node.GetAttribute(Names.Number)}' is no number");
            xml.SkipTo(depth);
            return;
        }
        var group = new ContactGroup(number, draft.Keep(xml.Node.GetAttribute(Names.DisplayName) ?? ""), draft.Keep(xml.Node.GetAttribute(Names.ExternalUri) ?? ""));
        draft.Groups.Add(group);
        KeepAttributes(draft, ForeignPart.Of(group), [Names.Number, Names.DisplayName, Names.ExternalUri]);
        while (xml.NextChild(depth)) draft.KeepElement(xml, ForeignPart.Of(group));
    }

    private void ReadContact(ResourceDraft draft)
    {
        var (line, depth) = (xml.Line, xml.Node.Depth);
        var uri = (XmlValues.Attribute(xml.Node, Names.Buddy) ?? "").Trim();
        if (uri.StartsWith("sip:", StringComparison.OrdinalIgnoreCase)) uri = uri[4..];
        var contact = new Contact(
            draft.Keep(uri), draft.Keep(xml.Node.GetAttribute(Names.DisplayName) ?? ""), NumbersOf(draft, line, uri, xml.Node.GetAttribute(Names.ContactGroups) ?? ""),
            xml.Node.GetAttribute(Names.Subscribe) is not ("0" or "false"), draft.Keep(xml.Node.GetAttribute(Names.ExternalUri) ?? ""), null);
        var at = ForeignPart.OfContact(uri);
        if (uri.Length > 0) KeepAttributes(draft, at, [Names.Buddy, Names.Subscribe, Names.ContactGroups, Names.DisplayName, Names.ExternalUri]);
        while (xml.NextChild(depth))
        {
            if (xml.Node.LocalName == Names.Extension) contact = contact with { Extension = ReadExtension(draft, uri) };
            else if (uri.Length > 0) draft.KeepElement(xml, at);
            else xml.Skip();
        }
        if (uri.Length == 0) draft.Skip(line, "contact", "The contact has no address (Buddy)");
        else draft.Contacts.Add(contact);
    }

    private string? ReadExtension(ResourceDraft draft, string uri)
    {
        var line = xml.Line;
        if (XmlValues.ReadText(xml) is { } text) return draft.Keep(text);
        draft.Skip(line, $"extension of contact {uri}", "It says it is base64 and is not");
        return null;
    }

    private static ImmutableArray<int> NumbersOf(ResourceDraft draft, long line, string uri, string text)
    {
        var numbers = ImmutableArray.CreateBuilder<int>();
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (XmlValues.Number(word) is { } number) numbers.Add(number);
            else draft.Skip(line, $"group {word} of contact {uri}", $"'{word}' is not the number of a group");
        }
        return [.. numbers.Distinct().Order()];
    }

    private void KeepAttributes(ResourceDraft draft, string at, string[] known)
    {
        var node = xml.Node;
        if (!node.MoveToFirstAttribute()) return;
        do
        {
            if (node.Prefix == "xmlns" || (node.Prefix.Length == 0 && (node.LocalName == "xmlns" || known.Any(k => XmlValues.IsAttribute(node.LocalName, k))))) continue;
            draft.KeepAttribute(node, at);
        }
        while (node.MoveToNextAttribute());
        node.MoveToElement();
    }
}
