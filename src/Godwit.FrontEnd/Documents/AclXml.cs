using System.Text;
using System.Xml.Linq;
using Godwit.Pool.Permissions;

namespace Godwit.FrontEnd.Documents;

/// <summary>setACE as a client asks for it. Rights "" = the entry goes away.</summary>
public sealed record SetAceRequest(Ace Ace, int Delta);

/// <summary>Access control of the 2005 model ([MS-SIP] §2.2.3).</summary>
public static class AclXml
{
    public static MimeBody Write(AccessList list)
    {
        var xml = new StringBuilder(128 + list.Aces.Length * 80).Append("<ACLlist").Attribute("deltaNum", list.Delta).Append("><userACL>");
        foreach (var ace in list.Aces)
        {
            var mask = ace.Type == AceType.User ? "sip:" + ace.Mask : ace.Mask;
            xml.Append("<ace").Attribute("type", NameOf(ace.Type)).Attribute("mask", mask).Attribute("rights", ace.Rights).Append("/>");
        }

        return MimeBody.Of(MediaTypes.Acl, xml.Append("</userACL></ACLlist>").ToString());
    }

    /// <summary>Null = type, rights or deltaNum are missing or unknown.</summary>
    public static SetAceRequest? ReadSetAce(XElement operation)
    {
        if (ContactsRequest.Delta(operation) is not { } delta || ContactsRequest.Text(operation, "rights") is not { } rights) return null;
        AceType? type = ContactsRequest.Text(operation, "type")?.ToUpperInvariant() switch
        {
            "USER" => AceType.User,
            "DOMAIN" => AceType.Domain,
            "ALL" => AceType.All,
            _ => null,
        };
        if (type is null) return null;
        var mask = ContactsRequest.WithoutScheme(ContactsRequest.Text(operation, "mask") ?? "").ToLowerInvariant();
        return new SetAceRequest(new Ace(type.Value, type == AceType.All ? "" : mask, rights.ToUpperInvariant()), delta);
    }

    private static string NameOf(AceType type) => type switch { AceType.User => "USER", AceType.Domain => "DOMAIN", _ => "ALL" };
}
