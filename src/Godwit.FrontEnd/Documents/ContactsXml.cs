using System.Globalization;
using System.Text;
using Godwit.Pool.Contacts;

namespace Godwit.FrontEnd.Documents;

/// <summary>
/// Contact list and changes as clients read them ([MS-SIP] §9.1). COMPAT: SIPE wants <c>uri</c> without <c>sip:</c> in the list and with it in a
/// change (protocol traps 6).
/// </summary>
public static class ContactsXml
{
    public static MimeBody Write(ContactList list)
    {
        var xml = new StringBuilder(256 + list.Contacts.Length * 128).Append("<contactList").Attribute("deltaNum", list.Delta).Append('>');
        foreach (var group in list.Groups) Append(xml, "group", group);
        foreach (var contact in list.Contacts) Append(xml, "contact", contact.Uri, contact);
        return MimeBody.Of(MediaTypes.Contacts, xml.Append("</contactList>").ToString());
    }

    public static MimeBody Write(ContactsDelta delta)
    {
        var xml = new StringBuilder(512).Append("<contactDelta").Attribute("deltaNum", delta.Delta).Attribute("prevDeltaNum", delta.PreviousDelta).Append('>');
        foreach (var group in delta.AddedGroups) Append(xml, "addedGroup", group);
        foreach (var group in delta.ModifiedGroups) Append(xml, "modifiedGroup", group);
        foreach (var contact in delta.AddedContacts) Append(xml, "addedContact", WithScheme(contact.Uri), contact);
        foreach (var contact in delta.ModifiedContacts) Append(xml, "modifiedContact", WithScheme(contact.Uri), contact);
        foreach (var id in delta.DeletedGroups) xml.Append("<deletedGroup").Attribute("id", id).Append("/>");
        foreach (var uri in delta.DeletedContacts) xml.Append("<deletedContact").Attribute("uri", WithScheme(uri)).Append("/>");
        return MimeBody.Of(MediaTypes.Contacts, xml.Append("</contactDelta>").ToString());
    }

    /// <summary>What addGroup is answered: the client needs the id for its next setContact.</summary>
    public static MimeBody WriteGroupId(int id) =>
        MimeBody.Of(MediaTypes.Soap, SoapEnvelope.Wrap(string.Create(CultureInfo.InvariantCulture, $"<m:addGroup><m:groupID>{id}</m:groupID></m:addGroup>")));

    private static void Append(StringBuilder xml, string name, ContactGroup group) => xml.Append('<').Append(name)
        .Attribute("id", group.Id).Attribute("name", group.Name).Attribute("externalURI", group.ExternalUri).Append("/>");

    private static void Append(StringBuilder xml, string name, string uri, Contact contact)
    {
        xml.Append('<').Append(name).Attribute("uri", uri).Attribute("name", contact.Name).Append(" groups=\"");
        for (var i = 0; i < contact.Groups.Length; i++)
        {
            if (i > 0) xml.Append(' ');
            xml.Append(contact.Groups[i]);
        }

        xml.Append('"').Attribute("subscribed", contact.Subscribed ? "true" : "false").Attribute("externalURI", contact.ExternalUri);
        if (contact.Extension is null) xml.Append("/>");
        else xml.Append('>').Append(contact.Extension).Append("</").Append(name).Append('>');
    }

    private static string WithScheme(string uri) => uri.Contains(':', StringComparison.Ordinal) ? uri : "sip:" + uri;
}
