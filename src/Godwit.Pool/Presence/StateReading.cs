namespace Godwit.Pool.Presence;

/// <summary>What one state publication says.</summary>
/// <param name="Type">userState, machineState, phoneState, calendarState.</param>
internal sealed record StateReading(string Type, int Number, string? Activity, string? Custom, DateTimeOffset LastActive)
{
    /// <summary>Null when it is no state that anybody could aggregate: it is kept and given back all the same.</summary>
    public static StateReading? Of(Publication publication)
    {
        if (PresenceXml.TryParse(publication.Content) is not { } state || PresenceXml.TypeOf(state) is not { } type) return null;
        if (PresenceXml.Number(state.Child("availability")?.Value.Trim()) is not { } number) return null;
        var activity = state.Child("activity");
        return new StateReading(
            type, number, activity?.Attribute("token")?.Value, activity is null ? null : PresenceXml.Write(activity),
            PresenceXml.Time(state.Attribute("lastActive")?.Value) ?? publication.PublishedAt);
    }
}
