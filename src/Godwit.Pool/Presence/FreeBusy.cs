using System.Collections.Immutable;
using System.Xml.Linq;

namespace Godwit.Pool.Presence;

/// <summary>
/// When a user is free and when not, as her calendar says: calendarData of 2007, calendarInfo of 2005. The slots themselves (two bits each, in Base64) are the
/// same in both.
/// </summary>
public sealed record FreeBusy(string? MailboxId, string Start, string Granularity, string Slots)
{
    public const string Category = "calendarData";

    /// <summary>2007: the category's freeBusy; working hours alone are none.</summary>
    public static FreeBusy? Of(ImmutableArray<Publication> publications, int container)
    {
        foreach (var publication in publications)
        {
            if (publication.Category != Category || publication.Container != container || PresenceXml.TryParse(publication.Content) is not { } data) continue;
            if (Read(data.Child("freeBusy"), data.Attribute("mailboxID")?.Value) is { } found) return found;
        }

        return null;
    }

    /// <summary>2005: the calendarInfo of any device, the last that said so first.</summary>
    public static FreeBusy? Of(ImmutableArray<LegacyEndpoint> endpoints)
    {
        foreach (var endpoint in endpoints.OrderByDescending(e => e.SetAt))
            if (PresenceXml.TryParse(endpoint.Device).Child("calendarInfo") is { } info && Read(info, info.Attribute("mailboxId")?.Value) is { } found) return found;
        return null;
    }

    /// <summary>For the calendarData category.</summary>
    public string ToCategory() => PresenceXml.Write(new XElement(
        PresenceXml.Calendar + "calendarData", MailboxId is null ? null : new XAttribute("mailboxID", MailboxId),
        new XElement(PresenceXml.Calendar + "freeBusy", new XAttribute("startTime", Start), new XAttribute("granularity", Granularity), new XAttribute("encodingVersion", 1), Slots)));

    /// <summary>For a devicePresence.</summary>
    public string ToDevice(string endpoint) => PresenceXml.Write(new XElement(
        PresenceXml.Legacy + "devicePresence", new XAttribute("epid", endpoint), new XElement(
            PresenceXml.Legacy + "calendarInfo", MailboxId is null ? null : new XAttribute("mailboxId", MailboxId),
            new XAttribute("startTime", Start), new XAttribute("granularity", Granularity), Slots)));

    private static FreeBusy? Read(XElement? slots, string? mailbox) =>
        slots?.Attribute("startTime")?.Value is { } start && slots.Attribute("granularity")?.Value is { } granularity && slots.Value.Trim() is { Length: > 0 } text
            ? new FreeBusy(mailbox, start, granularity, text) : null;
}
