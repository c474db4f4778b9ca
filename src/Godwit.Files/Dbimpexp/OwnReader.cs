using Godwit.Files.Xml;
using Godwit.Pool.BackEnds;
using Godwit.Pool.Permissions;
using static Godwit.Files.Xml.XmlValues;

namespace Godwit.Files.Dbimpexp;

/// <summary>The other way round than <see cref="OwnWriter"/>.</summary>
internal sealed class OwnReader(RecordXml xml, ResourceDraft draft, string space)
{
    /// <summary>The element we are at, to its end; false when it is none of ours.</summary>
    public bool Read()
    {
        switch (xml.Node.LocalName)
        {
            case Names.Account: ReadAccount(); return true;
            case Names.Aces: Rows(DataKinds.Aces, Names.Ace, ReadAce); return true;
            case Names.Containers: Rows(DataKinds.Containers, Names.Container, ReadContainer); return true;
            case Names.Publications: Rows(DataKinds.Publications, Names.Publication, ReadPublication); return true;
            case Names.Subscribers: Rows(DataKinds.Subscribers, Names.Subscriber, ReadSubscriber); return true;
            case Names.Meetings: Rows(DataKinds.Meetings, Names.Meeting, ReadMeeting); return true;
            default: return false;
        }
    }

    private void ReadAccount()
    {
        var (line, depth) = (xml.Line, xml.Node.Depth);
        var (rich, contacts, acl) = (IsSet("RichMode"), NumberOf("ContactsVersion"), NumberOf("PermissionsVersion"));
        string? info = null;
        while (xml.NextChild(depth))
        {
            if (xml.Node.LocalName == Names.UserInfo) info = ReadText(xml);
            else xml.Skip();
        }
        if (contacts is not > 0 || acl is not > 0)
        {
            draft.Skip(line, "account", "ContactsVersion and PermissionsVersion are numbers above 0");
            return;
        }
        draft.Kinds |= DataKinds.Account;
        draft.Account = new UserAccount(rich, contacts.Value, acl.Value, info is null ? null : draft.Keep(info));
    }

    private void ReadAce()
    {
        if (EnumTexts.ToAceType(xml.Node.GetAttribute("Type")) is not { } type) Bad("ace", "Type is all, domain or user");
        else if (Kept("Mask") is { } mask && Kept("Rights") is { } rights) draft.Aces.Add(new Ace(type, mask, rights));
        else Bad("ace", "An ace has Mask and Rights");
        xml.Skip();
    }

    private void ReadContainer()
    {
        var depth = xml.Node.Depth;
        if (NumberOf(Names.Number) is not { } number)
        {
            Bad("container", "A container has a Number");
            xml.SkipTo(depth);
            return;
        }
        if (NumberOf("Version") is { } version) draft.Containers.Add(new ContainerVersion(number, version));
        while (xml.NextChild(depth))
        {
            if (xml.Node.LocalName == Names.Member)
            {
                if (Kept("Type") is { } type) draft.Members.Add(new ContainerMember(number, type, Kept("Value") ?? ""));
                else Bad($"member of container {number}", "A member has a Type");
            }
            xml.Skip();
        }
    }

    private void ReadPublication()
    {
        var line = xml.Line;
        var (category, instance, container, version) = (Kept("Category"), Long(xml.Node.GetAttribute("Instance")), NumberOf("Container"), NumberOf("Version"));
        var (expires, at, published, endpoint) = (EnumTexts.ToExpireType(xml.Node.GetAttribute("Expires")), TimeOf("ExpiresAt"), TimeOf("PublishedAt"), Kept("Endpoint"));
        var content = ReadText(xml);
        if (category is null || instance is null || container is null || version is null || expires is null || published is null || content is null)
            draft.Skip(line, $"publication {category}", "A publication has Category, Instance, Container, Version, Expires and PublishedAt, all of their form");
        else
            draft.Publications.Add(new(category, instance.Value, container.Value, version.Value, expires.Value, at, published.Value, draft.Keep(content), endpoint));
    }

    private void ReadSubscriber()
    {
        if (Kept("Address") is { Length: > 0 } address) draft.Subscribers.Add(new Subscriber(address, Kept("Name") ?? "", IsSet("Acknowledged")));
        else Bad("subscriber", "A subscriber has an Address");
        xml.Skip();
    }

    private void ReadMeeting()
    {
        var line = xml.Line;
        var (id, subject, starts, expires) = (Kept("Id"), Kept("Subject"), TimeOf("Starts"), TimeOf("Expires"));
        var content = ReadText(xml);
        if (id is null || expires is null || content is null) draft.Skip(line, $"meeting {id}", "A meeting has Id and Expires");
        else draft.Meetings.Add(new(id, subject ?? "", starts, expires.Value, draft.Keep(content)));
    }

    private void Rows(DataKinds kind, string name, Action read)
    {
        draft.Kinds |= kind;
        var depth = xml.Node.Depth;
        while (!draft.IsTooLong && xml.NextChild(depth))
        {
            if (xml.Node.LocalName == name && xml.Node.NamespaceURI == space) read();
            else xml.Skip();
        }
    }

    private void Bad(string what, string why) => draft.Skip(xml.Line, what, why);

    private string? Kept(string name) => Attribute(xml.Node, name) is { } value ? draft.Keep(value) : null;

    private int? NumberOf(string name) => XmlValues.Number(xml.Node.GetAttribute(name));

    private DateTimeOffset? TimeOf(string name) => xml.Node.GetAttribute(name) is { } text ? Time(text) : null;

    private bool IsSet(string name) => xml.Node.GetAttribute(name) is "1" or "true";
}
