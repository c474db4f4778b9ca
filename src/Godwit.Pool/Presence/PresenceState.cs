using System.Xml.Linq;

namespace Godwit.Pool.Presence;

/// <summary>What a user is now, whichever model her clients speak. Numbers are those of 2007: a state is a range, see <see cref="Availability"/>.</summary>
/// <param name="Number">E.g. 3500 online, 6500 busy, 18500 offline.</param>
/// <param name="Activity">Token of the current activity (<c>on-the-phone</c>), if it is more than the number says.</param>
/// <param name="Custom">The activity element that a client wrote for itself, as XML; it goes out unchanged.</param>
/// <param name="LastActive">When she was last active; only for those who are not.</param>
public sealed record PresenceState(int Number, string? Activity, string? Custom, DateTimeOffset? LastActive)
{
    public static readonly PresenceState Offline = new(Availability.Offline, null, null, null);

    public bool IsOffline => Number >= Availability.OfflineFrom;

    public bool IsCalling => Activity is "on-the-phone" or "in-a-conference";

    /// <summary>The aggregateState of [MS-PRES] as it stands inside a state category.</summary>
    public string ToXml()
    {
        var activity = PresenceXml.TryParse(Custom) ?? (Activity is null ? null : new XElement(PresenceXml.State + "activity", new XAttribute("token", Activity)));
        return PresenceXml.Write(PresenceXml.Typed(
            PresenceXml.State + "state",
            "aggregateState",
            LastActive is { } time ? new XAttribute("lastActive", PresenceXml.Time(time)) : null,
            new XElement(PresenceXml.State + "availability", Number),
            activity));
    }
}
