using System.Collections.Immutable;
using System.Text;
using System.Xml.Linq;
using Godwit.Pool.Permissions;
using Godwit.Pool.Presence;
using Godwit.Pool.Users;

namespace Godwit.FrontEnd.Documents;

/// <summary>Which parts of roaming-self a client asks for.</summary>
public readonly record struct RoamingParts(bool Categories, bool Containers, bool Subscribers)
{
    public static readonly RoamingParts All = new(true, true, true);
}

/// <summary>A user's own categories, containers and subscribers ([MS-PRES] §2.2). A category that is named carries all its instances.</summary>
public static class RoamingSelfXml
{
    public static RoamingParts ReadParts(XElement list)
    {
        var types = list.Children("roaming").Select(r => r.Attr("type")).ToList();
        return types.Count == 0 ? RoamingParts.All : new(types.Contains("categories"), types.Contains("containers"), types.Contains("subscribers"));
    }

    public static MimeBody Write(SipAddress user, RoamingSelf self, IReadOnlyCollection<string> colleagues)
    {
        var xml = new StringBuilder(1024).Append("<roamingData xmlns=\"http://schemas.microsoft.com/2006/09/sip/roaming-self\">");
        if (self.Categories is { } categories) Append(xml, user, categories);
        if (self.Containers is { } containers) Append(xml, containers);
        if (self.Subscribers is { } subscribers) Append(xml, subscribers, colleagues);
        return MimeBody.Of(MediaTypes.RoamingSelf, xml.Append("</roamingData>").ToString());
    }

    private static void Append(StringBuilder xml, SipAddress user, ImmutableArray<CategoryInstances> categories)
    {
        xml.Append("<categories xmlns=\"http://schemas.microsoft.com/2006/09/sip/categories\"").Attribute("uri", user.Uri).Append('>');
        foreach (var category in categories)
        {
            // Named without an instance: all of it was cleared.
            if (category.Instances.IsEmpty) xml.Append("<category").Attribute("name", category.Name).Append("/>");
            foreach (var instance in category.Instances)
            {
                xml.Append("<category").Attribute("name", category.Name).Attribute("instance", instance.Instance)
                    .Attribute("publishTime", XmlText.Time(instance.PublishedAt)).Attribute("container", instance.Container)
                    .Attribute("version", instance.Version).Attribute("expireType", NameOf(instance.Expires));
                if (instance.Content.Length == 0) xml.Append("/>");
                else xml.Append('>').Append(instance.Content).Append("</category>");
            }
        }

        xml.Append("</categories>");
    }

    private static void Append(StringBuilder xml, ImmutableArray<Container> containers)
    {
        xml.Append("<containers xmlns=\"http://schemas.microsoft.com/2006/09/sip/containers\">");
        foreach (var container in containers)
        {
            xml.Append("<container").Attribute("id", container.Id).Attribute("version", container.Version).Append('>');
            foreach (var member in container.Members)
            {
                xml.Append("<member").Attribute("type", member.Type);
                if (member.Value.Length > 0) xml.Attribute("value", member.Value);
                xml.Append("/>");
            }

            xml.Append("</container>");
        }

        xml.Append("</containers>");
    }

    private static void Append(StringBuilder xml, ImmutableArray<Subscriber> subscribers, IReadOnlyCollection<string> colleagues)
    {
        xml.Append("<subscribers xmlns=\"http://schemas.microsoft.com/2006/09/sip/presence-subscribers\">");
        foreach (var subscriber in subscribers)
        {
            var domain = subscriber.Address[(subscriber.Address.IndexOf('@', StringComparison.Ordinal) + 1)..];
            xml.Append("<subscriber").Attribute("user", subscriber.Address).Attribute("displayName", subscriber.DisplayName)
                .Attribute("acknowledged", subscriber.Acknowledged ? "true" : "false")
                .Attribute("type", colleagues.Contains(domain) ? "sameEnterprise" : "federated").Append("/>");
        }

        xml.Append("</subscribers>");
    }

    private static string NameOf(ExpireType type) => type switch
    {
        ExpireType.Endpoint => "endpoint",
        ExpireType.User => "user",
        ExpireType.Time => "time",
        _ => "static",
    };
}
