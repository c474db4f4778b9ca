using System.Collections.Immutable;
using System.Xml.Linq;

namespace Godwit.Pool.Presence;

/// <summary>What one endpoint said by setPresence. Numbers of 2005; <paramref name="Device"/> is its devicePresence as XML.</summary>
public sealed record LegacyEndpoint(string Endpoint, int Availability, int Activity, string? Device, DateTimeOffset SetAt);

/// <summary>What a user's endpoints said by setPresence ([MS-SIP] §2.2.1). Lives in memory; only userInfo is kept over sign-out.</summary>
public static class LegacyPresence
{
    /// <summary>Null fields of <paramref name="said"/> keep their value. An endpoint that never said availability is online once it says anything.</summary>
    public static ImmutableArray<LegacyEndpoint> Set(ImmutableArray<LegacyEndpoint> endpoints, string endpoint, LegacyPublish said, DateTimeOffset now)
    {
        for (var i = 0; i < endpoints.Length; i++)
            if (endpoints[i].Endpoint == endpoint)
            {
                var before = endpoints[i];
                return endpoints.SetItem(i, new(endpoint, said.Availability ?? before.Availability, said.Activity ?? before.Activity, said.Device ?? before.Device, now));
            }

        return endpoints.Add(new LegacyEndpoint(endpoint, said.Availability ?? 300, said.Activity ?? 400, said.Device, now));
    }

    public static bool IsUserInfo(string text) => PresenceXml.TryParse(text)?.Name.LocalName == "userInfo";

    /// <summary>The most active endpoint, in the numbers of 2007; null = none said anything.</summary>
    public static LegacyEndpoint? MostActive(ImmutableArray<LegacyEndpoint> endpoints)
    {
        LegacyEndpoint? best = null;
        foreach (var endpoint in endpoints)
            if (best is null || Number(endpoint) < Number(best) || (Number(endpoint) == Number(best) && endpoint.SetAt > best.SetAt)) best = endpoint;
        return best;
    }

    /// <summary>The "worse" of what the endpoints show and of what the user set by hand in userInfo, as clients read it.</summary>
    public static PresenceState StateOf(ImmutableArray<LegacyEndpoint> endpoints, string? userInfo, bool signedIn, DateTimeOffset? offlineSince)
    {
        if (!signedIn || MostActive(endpoints) is not { } best) return PresenceState.Offline with { LastActive = signedIn ? null : offlineSince };
        var (number, activity) = Availability.FromLegacy(best.Availability, best.Activity);
        if (ByHand(userInfo) is { } set && set > number) (number, activity) = (set, null);
        return new PresenceState(number, activity, null, number >= Availability.BeRightBackFrom ? best.SetAt : null);
    }

    /// <summary>The note in userInfo as plain text; null = none.</summary>
    public static string? NoteOf(string? userInfo) => PresenceXml.TryParse(userInfo).Child("note")?.Value is { Length: > 0 } note ? note : null;

    /// <summary>A userInfo for watchers of 2005, made of what a user of 2007 published.</summary>
    public static string? UserInfoOf(PresenceState state, string? note, DateTimeOffset since)
    {
        var says = state is { Number: >= Availability.BusyFrom, IsOffline: false };
        if (note is null && !says) return null;
        var info = new XElement(PresenceXml.Legacy + "userInfo");
        if (note is not null) info.Add(new XElement(PresenceXml.Legacy + "note", note));
        if (says)
        {
            info.Add(new XElement(PresenceXml.Legacy + "states", PresenceXml.Typed(
                PresenceXml.Legacy + "state", "userState",
                new XAttribute("avail", state.Number), new XAttribute("since", PresenceXml.Time(since)),
                new XAttribute("validWith", "any-device"), new XAttribute("set", "manual"),
                Availability.Word(state.Number))));
        }

        return PresenceXml.Write(info);
    }

    private static int Number(LegacyEndpoint endpoint) => Availability.FromLegacy(endpoint.Availability, endpoint.Activity).Number;

    private static int? ByHand(string? userInfo)
    {
        int? found = null;
        foreach (var state in PresenceXml.TryParse(userInfo).Child("states")?.Elements() ?? [])
            if (PresenceXml.TypeOf(state) == "userState" && PresenceXml.Number(state.Attribute("avail")?.Value) is { } number) found = number;
        return found;
    }
}
