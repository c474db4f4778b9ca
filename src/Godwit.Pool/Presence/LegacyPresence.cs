using System.Collections.Immutable;
using System.Xml.Linq;

namespace Godwit.Pool.Presence;

/// <summary>What one endpoint said by setPresence. Numbers of 2005; <paramref name="Device"/> is its devicePresence as XML.</summary>
/// <param name="Standard">What it said if it is a standard client: then the two numbers are made of it.</param>
public sealed record LegacyEndpoint(string Endpoint, int Availability, int Activity, string? Device, DateTimeOffset SetAt, StandardPresence? Standard = null)
{
    /// <summary>In the words of 2007.</summary>
    public (int Number, string? Activity) State => Standard is { } standard ? (standard.Number, standard.Activity) : Presence.Availability.FromLegacy(Availability, Activity);
}

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
                return endpoints.SetItem(i, new(endpoint, said.Availability ?? before.Availability, said.Activity ?? before.Activity, said.Device ?? before.Device, now, said.Standard));
            }

        return endpoints.Add(new LegacyEndpoint(endpoint, said.Availability ?? 300, said.Activity ?? 400, said.Device, now, said.Standard));
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
        var (number, activity) = best.State;
        if (ByHand(userInfo) is { } set && set.Number > number) (number, activity) = set;
        return new PresenceState(number, activity, null, number >= Availability.BeRightBackFrom ? best.SetAt : null);
    }

    /// <summary>The note in userInfo; else the last one that a standard client published.</summary>
    public static PersonalNote? NoteOf(ImmutableArray<LegacyEndpoint> endpoints, string? userInfo) => PersonalNote.Of(userInfo) ?? endpoints
        .Where(e => e.Standard is { Note.Length: > 0 } or { OutOfOffice: true }).OrderByDescending(e => e.SetAt)
        .Select(e => new PersonalNote(e.Standard!.Note ?? "", e.Standard.OutOfOffice)).FirstOrDefault();

    /// <summary>A userInfo for watchers of 2005, made of what a user of another model published.</summary>
    public static string? UserInfoOf(PresenceState state, PersonalNote? note, DateTimeOffset since)
    {
        var says = state is { Number: >= Availability.BusyFrom, IsOffline: false };
        if (note is null && !says) return null;
        var info = new XElement(PresenceXml.Legacy + "userInfo", note?.ToUserInfo());
        if (says)
        {
            info.Add(new XElement(PresenceXml.Legacy + "states", PresenceXml.Typed(
                PresenceXml.Legacy + "state", "userState",
                new XAttribute("avail", state.Number), new XAttribute("since", PresenceXml.Time(since)),
                new XAttribute("validWith", "any-device"), new XAttribute("set", "manual"),
                PresenceTable.Of(state.Number, state.Activity).Word)));
        }

        return PresenceXml.Write(info);
    }

    private static int Number(LegacyEndpoint endpoint) => endpoint.State.Number;

    private static (int Number, string? Activity)? ByHand(string? userInfo)
    {
        (int, string?)? found = null;
        foreach (var state in PresenceXml.TryParse(userInfo).Child("states")?.Elements() ?? [])
            if (PresenceXml.TypeOf(state) == "userState" && PresenceXml.Number(state.Attribute("avail")?.Value) is { } number)
                found = (number, PresenceTable.IsToken(state.Value) ? state.Value : null);
        return found;
    }
}
