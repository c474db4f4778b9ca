using System.Xml;
using Godwit.Files.Xml;
using Godwit.Pool.Contacts;
using Godwit.Pool.Permissions;
using Godwit.Pool.Users;

namespace Godwit.Files.Xep0227;

/// <summary>One file for XMPP servers: roster with groups, subscriptions and block list of each user. Contacts that are no addresses of people are left out.</summary>
public sealed class Xep0227Writer : IUserFileWriter
{
    private readonly XmlWriter _xml;
    private string? _host;

    public Xep0227Writer(Stream file)
    {
        _xml = XmlStyle.Write(file, XmlStyle.Utf8);
        _xml.WriteStartElement("server-data", XmppNames.Portable);
    }

    public void Write(FileUser user)
    {
        if (user.Address.Domain != _host)
        {
            if (_host is not null) _xml.WriteEndElement();
            _host = user.Address.Domain;
            _xml.WriteStartElement("host", XmppNames.Portable);
            _xml.WriteAttributeString("jid", _host);
        }
        _xml.WriteStartElement("user", XmppNames.Portable);
        _xml.WriteAttributeString("name", user.Address.User);
        Roster(user);
        Blocks(user);
        _xml.WriteEndElement();
        _xml.Flush();
    }

    public void End()
    {
        if (_host is not null) _xml.WriteEndElement();
        _xml.WriteFullEndElement();
        _xml.Flush();
    }

    public void Dispose() => _xml.Dispose();

    private void Roster(FileUser user)
    {
        var names = user.Data.Groups.Where(g => g.Id != ContactRules.OtherContacts.Id).ToDictionary(g => g.Id, g => g.Name);
        var seenBy = user.Data.Subscribers.Select(s => s.Address).ToHashSet(StringComparer.OrdinalIgnoreCase);
        _xml.WriteStartElement("query", XmppNames.Roster);
        foreach (var contact in user.Data.Contacts.Where(c => SipAddress.TryParse(c.Uri, out _)))
        {
            _xml.WriteStartElement("item", XmppNames.Roster);
            _xml.WriteAttributeString("jid", contact.Uri.ToLowerInvariant());
            if (Legal(contact.Name) is { Length: > 0 } name) _xml.WriteAttributeString("name", name);
            _xml.WriteAttributeString("subscription", (contact.Subscribed, seenBy.Contains(contact.Uri)) switch
            {
                (true, true) => "both",
                (true, false) => "to",
                (false, true) => "from",
                _ => "none",
            });
            foreach (var group in contact.Groups)
                if (names.TryGetValue(group, out var text) && Legal(text).Trim() is { Length: > 0 } legal) _xml.WriteElementString("group", XmppNames.Roster, legal);
            _xml.WriteEndElement();
        }
        _xml.WriteEndElement();
    }

    private void Blocks(FileUser user)
    {
        var blocked = user.Data.Aces.Where(a => a.Type != AceType.All && PermissionRules.Blocks(a.Rights)).Select(a => a.Mask)
            .Concat(user.Data.Members.Where(m => m.Container == ContainerIds.Blocked && m.Type is MemberTypes.User or MemberTypes.Domain).Select(m => m.Value)).Distinct().Order(StringComparer.Ordinal).ToList();
        if (blocked.Count == 0) return;
        _xml.WriteStartElement("blocklist", XmppNames.Blocking);
        foreach (var one in blocked)
        {
            _xml.WriteStartElement("item", XmppNames.Blocking);
            _xml.WriteAttributeString("jid", Legal(one));
            _xml.WriteEndElement();
        }
        _xml.WriteEndElement();
    }

    private static string Legal(string text) => string.Concat(text.Where(c => XmlConvert.IsXmlChar(c) || char.IsSurrogate(c)));
}
