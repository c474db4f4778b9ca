using System.Text;
using System.Xml.Linq;
using Godwit.FrontEnd.Documents;
using Godwit.Pool.Users;

namespace Godwit.FrontEnd.Groups;

/// <summary>
/// The SOAP documents of group expansion. Known of the originals are the envelope and the namespace; an answer is named after its question as such services do,
/// and what stands in it is ours.
/// </summary>
internal static class GroupExpansionXml
{
    public const string Namespace = "DistributionListExpander";

    public const string MediaType = "text/xml; charset=utf-8";

    private const string Envelope = "http://schemas.xmlsoap.org/soap/envelope/";

    /// <summary>The operation and the mail address of the group; null when there is none. A mail address may stand as a URI: mailto:, smtp: or sip:.</summary>
    public static (string Operation, string Mail)? Read(XElement root)
    {
        if (SoapEnvelope.BodyOf(root)?.Elements().First() is not { } operation || operation.Name.NamespaceName != Namespace) return null;
        var mail = operation.DescendantsAndSelf().Where(e => !e.HasElements).Select(e => MailOf(e.Value)).FirstOrDefault(m => m is not null);
        return mail is null ? null : (operation.Name.LocalName, mail);
    }

    public static byte[] Write(string operation, DirectoryGroup? group, GroupExpansion? expansion, IEnumerable<DirectoryUser> users)
    {
        var xml = new StringBuilder(1024);
        xml.Element("Status", group is null ? "NotFound" : expansion!.IsTooLarge ? "TooLarge" : "Success");
        if (group is not null) Append(xml, group);
        if (expansion is { IsTooLarge: false })
        {
            xml.Append("<Members>");
            foreach (var user in users)
            {
                xml.Append("<Member>").Element("Uri", user.Address.Uri).Element("DisplayName", user.DisplayName).Element("Mail", user.Mail);
                xml.Element("Title", user.Card.GetValueOrDefault("title")).Append("</Member>");
            }

            xml.Append("</Members><Groups>");
            foreach (var nested in expansion.Groups) Append(xml, nested);
            xml.Append("</Groups>");
        }

        return Wrap($"<{operation}Response xmlns=\"{Namespace}\"><{operation}Result>{xml}</{operation}Result></{operation}Response>");
    }

    /// <summary>SOAP 1.1 §4.4: the caller's fault.</summary>
    public static byte[] Fault(string sentence) =>
        Wrap(new StringBuilder("<s:Fault><faultcode>s:Client</faultcode>").Element("faultstring", sentence).Append("</s:Fault>").ToString());

    private static void Append(StringBuilder xml, DirectoryGroup group) =>
        xml.Append("<Group>").Element("DisplayName", group.DisplayName).Element("Mail", group.Mail).Append("</Group>");

    private static byte[] Wrap(string body) =>
        Encoding.UTF8.GetBytes($"<?xml version=\"1.0\" encoding=\"utf-8\"?><s:Envelope xmlns:s=\"{Envelope}\"><s:Body>{body}</s:Body></s:Envelope>");

    private static string? MailOf(string text)
    {
        var value = text.Trim();
        foreach (var scheme in (string[])["mailto:", "smtp:", "sip:"])
            if (value.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)) value = value[scheme.Length..];
        return value.Length <= 320 && value.Contains('@', StringComparison.Ordinal) ? value : null;
    }
}
