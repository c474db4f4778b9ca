using System.Xml;
using Godwit.Files.Foreign;
using Godwit.Files.Xml;
using Godwit.Pool.Contacts;
using static Godwit.Files.Xml.XmlValues;

namespace Godwit.Files.Dbimpexp;

/// <summary>A user as HomedResource: the originals' part first, then ours, then what another program had there.</summary>
internal static class HomedResourceWriter
{
    public static void Write(XmlWriter xml, FileUser user)
    {
        xml.WriteStartElement(Names.User, Names.Namespace);
        xml.WriteAttributeString(Names.Address, user.Address.Value);
        Attributes(xml, user, "");
        if (user.Has(DataKinds.Groups)) Groups(xml, user);
        if (user.Has(DataKinds.Contacts)) Contacts(xml, user);
        OwnWriter.Write(xml, user);
        Elements(xml, user, "");
        xml.WriteEndElement();
    }

    private static void Groups(XmlWriter xml, FileUser user)
    {
        xml.WriteStartElement(Names.Groups, Names.Namespace);
        foreach (var group in user.Data.Groups)
        {
            xml.WriteStartElement(Names.Group, Names.Namespace);
            xml.WriteAttributeString(Names.Number, Text(group.Id));
            xml.WriteAttributeString(Names.DisplayName, ToBase64(group.Name));
            xml.WriteAttributeString(Names.ExternalUri, ToBase64(group.ExternalUri));
            Attributes(xml, user, ForeignPart.Of(group));
            Elements(xml, user, ForeignPart.Of(group));
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    private static void Contacts(XmlWriter xml, FileUser user)
    {
        xml.WriteStartElement(Names.Contacts, Names.Namespace);
        foreach (var contact in user.Data.Contacts) Write(xml, user, contact);
        xml.WriteEndElement();
    }

    private static void Write(XmlWriter xml, FileUser user, Contact contact)
    {
        xml.WriteStartElement(Names.Contact, Names.Namespace);
        WriteAttribute(xml, Names.Buddy, contact.Uri);
        xml.WriteAttributeString(Names.Subscribe, contact.Subscribed ? "1" : "0");
        xml.WriteAttributeString(Names.ContactGroups, string.Join(' ', contact.Groups.Select(g => Text(g))));
        xml.WriteAttributeString(Names.DisplayName, ToBase64(contact.Name));
        xml.WriteAttributeString(Names.ExternalUri, ToBase64(contact.ExternalUri));
        Attributes(xml, user, ForeignPart.Of(contact));
        if (contact.Extension is { } extension)
        {
            xml.WriteStartElement(Names.Extension, Names.Namespace);
            WriteText(xml, extension);
        }
        Elements(xml, user, ForeignPart.Of(contact));
        xml.WriteEndElement();
    }

    private static void Attributes(XmlWriter xml, FileUser user, string at)
    {
        foreach (var part in user.Foreign)
        {
            if (!part.IsAttribute || part.At != at) continue;
            var colon = part.Name.IndexOf(':', StringComparison.Ordinal);
            xml.WriteAttributeString(colon < 0 ? null : part.Name[..colon], part.Name[(colon + 1)..], part.Namespace, part.Text);
        }
    }

    private static void Elements(XmlWriter xml, FileUser user, string at)
    {
        foreach (var part in user.Foreign)
            if (!part.IsAttribute && part.At == at) xml.WriteWhole(part.Text);
    }
}
