using System.Xml;
using Godwit.Files.Xml;
using Godwit.Pool.Permissions;
using static Godwit.Files.Xml.XmlValues;

namespace Godwit.Files.Dbimpexp;

/// <summary>The kinds of data for which no name of the originals is known.</summary>
internal static class OwnWriter
{
    public static void Write(XmlWriter xml, FileUser user)
    {
        if (user.Has(DataKinds.Account)) Account(xml, user);
        if (user.Has(DataKinds.Aces)) Section(xml, Names.Aces, user.Data.Aces, Write);
        if (user.Has(DataKinds.Containers)) Containers(xml, user);
        if (user.Has(DataKinds.Publications)) Section(xml, Names.Publications, user.Data.Publications, Write);
        if (user.Has(DataKinds.Subscribers)) Section(xml, Names.Subscribers, user.Data.Subscribers, Write);
        if (user.Has(DataKinds.Meetings)) Section(xml, Names.Meetings, user.Data.Meetings, Write);
    }

    private static void Account(XmlWriter xml, FileUser user)
    {
        var account = user.Data.Account;
        xml.WriteStartElement(Names.Account, Names.Namespace);
        xml.WriteAttributeString("RichMode", Flag(account.RichMode));
        xml.WriteAttributeString("ContactsVersion", Text(account.ContactsDelta));
        xml.WriteAttributeString("PermissionsVersion", Text(account.AclDelta));
        if (account.LegacyUserInfo is { } info)
        {
            xml.WriteStartElement(Names.UserInfo, Names.Namespace);
            WriteText(xml, info);
        }
        xml.WriteEndElement();
    }

    private static void Write(XmlWriter xml, Ace ace)
    {
        xml.WriteStartElement(Names.Ace, Names.Namespace);
        xml.WriteAttributeString("Type", EnumTexts.Of(ace.Type));
        WriteAttribute(xml, "Mask", ace.Mask);
        WriteAttribute(xml, "Rights", ace.Rights);
        xml.WriteEndElement();
    }

    /// <summary>Containers by number, each with its members in their order; a container without version was never touched.</summary>
    private static void Containers(XmlWriter xml, FileUser user)
    {
        xml.WriteStartElement(Names.Containers, Names.Namespace);
        foreach (var number in user.Data.Containers.Select(c => c.Container).Concat(user.Data.Members.Select(m => m.Container)).Distinct().Order())
        {
            xml.WriteStartElement(Names.Container, Names.Namespace);
            xml.WriteAttributeString(Names.Number, Text(number));
            if (user.Data.Containers.FirstOrDefault(c => c.Container == number) is { } version) xml.WriteAttributeString("Version", Text(version.Version));
            foreach (var member in user.Data.Members.Where(m => m.Container == number))
            {
                xml.WriteStartElement(Names.Member, Names.Namespace);
                WriteAttribute(xml, "Type", member.Type);
                WriteAttribute(xml, "Value", member.Value);
                xml.WriteEndElement();
            }
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    private static void Write(XmlWriter xml, Pool.Presence.Publication one)
    {
        xml.WriteStartElement(Names.Publication, Names.Namespace);
        WriteAttribute(xml, "Category", one.Category);
        xml.WriteAttributeString("Instance", Text(one.Instance));
        xml.WriteAttributeString("Container", Text(one.Container));
        xml.WriteAttributeString("Version", Text(one.Version));
        xml.WriteAttributeString("Expires", EnumTexts.Of(one.Expires));
        if (one.ExpiresAt is { } at) xml.WriteAttributeString("ExpiresAt", Text(at));
        xml.WriteAttributeString("PublishedAt", Text(one.PublishedAt));
        if (one.Endpoint is { } endpoint) WriteAttribute(xml, "Endpoint", endpoint);
        WriteText(xml, one.Content);
    }

    private static void Write(XmlWriter xml, Subscriber one)
    {
        xml.WriteStartElement(Names.Subscriber, Names.Namespace);
        WriteAttribute(xml, "Address", one.Address);
        WriteAttribute(xml, "Name", one.DisplayName);
        xml.WriteAttributeString("Acknowledged", Flag(one.Acknowledged));
        xml.WriteEndElement();
    }

    private static void Write(XmlWriter xml, Pool.Meetings.Meeting one)
    {
        xml.WriteStartElement(Names.Meeting, Names.Namespace);
        WriteAttribute(xml, "Id", one.Id);
        WriteAttribute(xml, "Subject", one.Subject);
        if (one.Starts is { } starts) xml.WriteAttributeString("Starts", Text(starts));
        xml.WriteAttributeString("Expires", Text(one.Expires));
        WriteText(xml, one.Content);
    }

    private static void Section<T>(XmlWriter xml, string name, IEnumerable<T> rows, Action<XmlWriter, T> write)
    {
        xml.WriteStartElement(name, Names.Namespace);
        foreach (var row in rows) write(xml, row);
        xml.WriteEndElement();
    }

    private static string Flag(bool value) => value ? "1" : "0";
}
