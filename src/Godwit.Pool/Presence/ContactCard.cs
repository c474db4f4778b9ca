using System.Xml.Linq;
using Godwit.Pool.Permissions;
using Godwit.Pool.Users;

namespace Godwit.Pool.Presence;

/// <summary>The contactCard category as the server makes it of the directory's attributes; how much of it depends on the access level.</summary>
public static class ContactCard
{
    public const string Category = "contactCard";

    public static string Of(DirectoryUser user, int container)
    {
        var card = new XElement(PresenceXml.ContactCard + "contactCard");
        var identity = new XElement(PresenceXml.ContactCard + "identity",
            new XElement(PresenceXml.ContactCard + "name", new XElement(PresenceXml.ContactCard + "displayName", user.DisplayName)));
        card.Add(identity);
        if (container == ContainerIds.Blocked) return PresenceXml.Write(card);

        if (user.Mail is not null) identity.Add(new XElement(PresenceXml.ContactCard + "email", user.Mail));
        Add(card, user, "company", "company");
        if (container == ContainerIds.Public) return PresenceXml.Write(card);

        Add(card, user, "department", "department");
        Add(card, user, "title", "title");
        Add(card, user, "physicalDeliveryOfficeName", "office");
        AddPhone(card, user, "telephoneNumber", "work");
        if (container is ContainerIds.Team or ContainerIds.Personal) AddPhone(card, user, "mobile", "mobile");
        if (container == ContainerIds.Personal) AddPhone(card, user, "homePhone", "home");
        return PresenceXml.Write(card);
    }

    private static void Add(XElement card, DirectoryUser user, string attribute, string element)
    {
        if (user.Card.TryGetValue(attribute, out var value)) card.Add(new XElement(PresenceXml.ContactCard + element, value));
    }

    private static void AddPhone(XElement card, DirectoryUser user, string attribute, string type)
    {
        if (!user.Card.TryGetValue(attribute, out var number)) return;
        // RFC 3966 §3: a tel URI holds digits; how people write the number is for show.
        var digits = string.Concat(number.Where(char.IsAsciiDigit));
        card.Add(new XElement(PresenceXml.ContactCard + "phone", new XAttribute("type", type),
            new XElement(PresenceXml.ContactCard + "uri", "tel:" + (number.TrimStart().StartsWith('+') ? "+" : "") + digits),
            new XElement(PresenceXml.ContactCard + "displayString", number)));
    }
}
