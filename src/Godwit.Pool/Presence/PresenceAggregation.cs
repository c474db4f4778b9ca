using System.Collections.Immutable;

namespace Godwit.Pool.Presence;

/// <summary>
/// Many states of one user → one. The originals did this with a script that is not public; the rule here: what the user set herself
/// (userState) holds; else, of her endpoints' machineStates, the most active one, made busier by a call (phoneState)
/// and, while she is at her machine, by a meeting (calendarState).
/// </summary>
public static class PresenceAggregation
{
    /// <param name="publications">All of the user's, unexpired.</param>
    /// <param name="container">2 or 3.</param>
    /// <param name="signedIn">Without an endpoint she is offline whatever was published.</param>
    /// <param name="offlineSince">When the last endpoint went, if it is known.</param>
    public static PresenceState Of(ImmutableArray<Publication> publications, int container, bool signedIn, DateTimeOffset? offlineSince)
    {
        if (!signedIn) return PresenceState.Offline with { LastActive = offlineSince };
        StateReading? user = null, machine = null, phone = null, calendar = null;
        foreach (var publication in publications)
        {
            if (publication.Category != "state" || publication.Container != container || StateReading.Of(publication) is not { } reading) continue;
            switch (reading.Type)
            {
                // A number below all states is what clients write who set nothing.
                case "userState" when reading.Number >= Availability.OnlineFrom: user = Later(user, reading); break;
                case "machineState": machine = MoreActive(machine, reading); break;
                case "phoneState": phone = Later(phone, reading); break;
                case "calendarState": calendar = Later(calendar, reading); break;
            }
        }

        var decides = user ?? Current(machine, phone, calendar);
        if (decides is null) return PresenceState.Offline;
        var inactiveSince = decides.Number >= Availability.BeRightBackFrom ? machine?.LastActive ?? decides.LastActive : (DateTimeOffset?)null;
        return new PresenceState(decides.Number, decides.Activity, decides.Custom, inactiveSince);
    }

    private static StateReading? Current(StateReading? machine, StateReading? phone, StateReading? calendar)
    {
        // In a call one is there, even when the machine was left alone.
        if (phone is { Number: >= Availability.BusyFrom } && machine is not { Number: >= Availability.OfflineFrom }) return phone;
        return machine is { Number: < Availability.BusyFrom } && calendar is { Number: >= Availability.BusyFrom and < Availability.BeRightBackFrom } ? calendar : machine;
    }

    private static StateReading Later(StateReading? one, StateReading other) => one is null || other.LastActive >= one.LastActive ? other : one;

    private static StateReading MoreActive(StateReading? one, StateReading other) =>
        one is null || RankOf(other).CompareTo(RankOf(one)) < 0 || (RankOf(other) == RankOf(one) && other.LastActive > one.LastActive) ? other : one;

    /// <summary>Active, inactive, unknown, away, off: in this order, and by number within.</summary>
    private static (int Group, int Number) RankOf(StateReading reading) => reading.Number switch
    {
        < Availability.OnlineFrom => (1, 0),
        < Availability.BusyFrom => (0, reading.Number),
        < Availability.OfflineFrom => (2, reading.Number),
        _ => (3, 0),
    };
}
