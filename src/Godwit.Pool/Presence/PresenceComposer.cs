using System.Collections.Immutable;
using Godwit.Pool.Permissions;

namespace Godwit.Pool.Presence;

/// <summary>One user's presence as people of one access level may see it, in both forms: a publisher of either model is shown to watchers of both.</summary>
public static class PresenceComposer
{
    /// <summary>The aggregateState's instance.</summary>
    private const long AggregateInstance = 1;

    /// <param name="who">The user.</param>
    /// <param name="access">What the watcher may.</param>
    /// <param name="changed">Only these categories, cleared ones included; null = all there are.</param>
    public static PresenceView View(Presentity who, Access access, IReadOnlyCollection<string>? changed = null)
    {
        if (!access.SeesPresence) return Hidden(who, changed, access.Pending);
        var level = access.Container;
        var state = who.State(level);
        var note = who.Note(level);
        var categories = ImmutableArray.CreateBuilder<CategoryView>();
        if (Wants("state")) categories.Add(StateCategory(state, who.ChangedAt));
        if (Wants(ContactCard.Category) && who.User is { } user) categories.Add(new(ContactCard.Category, 0, who.ChangedAt, ContactCard.Of(user, level)));
        if (who.Enhanced) AddPublished(who, level, changed, categories);
        else AddTranslated(who, level, note, Wants, categories);

        // A category that was touched and is not there (any more) is told as empty: clients drop what they knew.
        foreach (var name in changed ?? [])
            if (!Has(categories, name) && name != "state" && name != ContactCard.Category) categories.Add(new(name, 0, who.ChangedAt, ""));
        return new PresenceView(who.Address, categories.ToImmutable(), Legacy(who, level, state, note), who.Version, changed is null, Summary: new PresenceSummary(
            state.Number, state.Activity, note is { Text.Length: > 0 } ? note.Text : null, note?.IsOutOfOffice ?? false, state.LastActive));

        bool Wants(string name) => changed is null || changed.Contains(name);
    }

    /// <summary>The states that the server aggregates for the user herself, in her own containers 2 and 3; none while she has nothing to aggregate.</summary>
    public static ImmutableArray<Publication> Aggregates(Presentity who, int version)
    {
        if (!who.SignedIn || !who.Enhanced || !who.Publications.Any(p => p.Category == "state")) return [];
        return
        [
            Aggregate(who, ContainerIds.ForMost, ContainerIds.Company, version),
            Aggregate(who, ContainerIds.ForTeam, ContainerIds.Team, version),
        ];
    }

    private static Publication Aggregate(Presentity who, int container, int level, int version) =>
        new("state", AggregateInstance, container, version, ExpireType.User, null, who.ChangedAt, who.State(level).ToXml(), null);

    /// <summary>For who is blocked, or waits to be let in: offline, and a name.</summary>
    private static PresenceView Hidden(Presentity who, IReadOnlyCollection<string>? changed, bool isPending)
    {
        var categories = ImmutableArray.Create(StateCategory(PresenceState.Offline, who.ChangedAt));
        if (who.User is { } user) categories = categories.Add(new(ContactCard.Category, 0, who.ChangedAt, ContactCard.Of(user, ContainerIds.Blocked)));
        foreach (var name in changed ?? [])
            if (name != "state" && name != ContactCard.Category) categories = categories.Add(new(name, 0, who.ChangedAt, ""));
        return new PresenceView(who.Address, categories, new LegacyView(0, 0, who.DisplayName, null, null, null, ""), who.Version, changed is null, IsHidden: true,
            new PresenceSummary(Availability.Offline, null, null, false, null), isPending);
    }

    private static void AddPublished(Presentity who, int level, IReadOnlyCollection<string>? changed, ImmutableArray<CategoryView>.Builder categories)
    {
        foreach (var publication in who.Publications)
            if (publication.Container == level && publication.Category != "state" && (changed is null || changed.Contains(publication.Category)))
                categories.Add(new(publication.Category, publication.Instance, publication.PublishedAt, publication.Content));
    }

    /// <summary>What users of 2007 publish as categories, of one who has only said it in the form of 2005. Strangers saw neither there.</summary>
    private static void AddTranslated(Presentity who, int level, PersonalNote? note, Func<string, bool> wants, ImmutableArray<CategoryView>.Builder categories)
    {
        if (note is not null && wants("note")) categories.Add(new("note", 0, who.ChangedAt, note.ToCategory()));
        if (level >= ContainerIds.Company && wants(FreeBusy.Category) && FreeBusy.Of(who.LegacyEndpoints) is { } calendar)
            categories.Add(new(FreeBusy.Category, 0, who.ChangedAt, calendar.ToCategory()));
    }

    private static LegacyView Legacy(Presentity who, int level, PresenceState state, PersonalNote? note)
    {
        var best = state.IsOffline || who.Enhanced ? null : LegacyPresence.MostActive(who.LegacyEndpoints);
        if (who.Enhanced || best?.Standard is not null)
        {
            var (number, activity) = Availability.ToLegacy(state);
            var endpoint = state.IsOffline ? null : best?.Endpoint ?? who.Endpoint;
            var calendar = endpoint is null ? null : FreeBusy.Of(who.Publications, level)?.ToDevice(endpoint);
            return new LegacyView(number, activity, who.DisplayName, who.User?.Mail, endpoint, LegacyPresence.UserInfoOf(state, note, who.ChangedAt), calendar ?? "");
        }

        // Who publishes in the form of 2005 is shown as she said it, userInfo untouched.
        return new LegacyView(
            best?.Availability ?? 0, best?.Activity ?? 0, who.DisplayName, who.User?.Mail, best?.Endpoint, who.UserInfo,
            best is null ? "" : string.Concat(who.LegacyEndpoints.Select(e => e.Device)));
    }

    private static CategoryView StateCategory(PresenceState state, DateTimeOffset at) => new("state", AggregateInstance, at, state.ToXml());

    private static bool Has(ImmutableArray<CategoryView>.Builder categories, string name)
    {
        foreach (var category in categories)
            if (category.Name == name) return true;
        return false;
    }
}
