using System.Collections.Immutable;
using Godwit.Moves.Merging;
using Godwit.Pool.BackEnds;

namespace Godwit.Moves.Planning;

/// <summary>What a user does not have after a forced move, in the words of the originals' wizard.</summary>
public static class LostItems
{
    /// <summary>A line names so many of its items; all of them are in <see cref="UserOutcome.LostItems"/>.</summary>
    private const int MostNamed = 10;

    public static ImmutableArray<string> Of(UserSurvey? survey) => survey is null ? [] : Of(survey, _ => "");

    /// <summary>Likewise, with names.</summary>
    public static ImmutableArray<string> Of(UserData user)
    {
        var items = Items.Of(user).ToLookup(i => i.Kind);
        return Of(Survey(user), kind => ": " + Named([.. items[kind]]));
    }

    /// <summary>Items that did not fit, a line for each kind.</summary>
    public static ImmutableArray<string> NotTaken(IReadOnlyList<LostItem> items, string pool) =>
        [.. items.GroupBy(i => i.Kind).Select(g => $"{Count(g.Count(), g.Key, Plural(g.Key))} that {pool} has no room for: {Named([.. g])}")];

    public static string EverythingAt(string pool) => $"contacts, allow/block entries, meetings and enhanced presence data that are on {pool}";

    public static string ChangedAt(string pool, DateTimeOffset after) => $"changes of contacts, allow/block entries, meetings and enhanced presence data that were made on {pool} after {TimeWords.Time(after)}";

    /// <summary>What she has, in one phrase.</summary>
    public static string Phrase(UserData user) => Of(Survey(user)) is { IsEmpty: false } has ? string.Join(", ", has) : "nothing yet";

    public static UserSurvey Survey(UserData user) =>
        new(user.Account.RichMode, user.Contacts.Length, user.Groups.Count(g => g.Id != 1), user.Aces.Length, user.Members.Length, user.Publications.Length, user.Meetings.Length);

    private static ImmutableArray<string> Of(UserSurvey survey, Func<string, string> names)
    {
        var lost = ImmutableArray.CreateBuilder<string>();
        if (survey.Contacts > 0) lost.Add(Count(survey.Contacts, "contact", "contacts") + names("contact"));
        if (survey.Groups > 0) lost.Add(Count(survey.Groups, "contact group", "contact groups") + names("contact group"));
        if (survey.Aces > 0) lost.Add(Count(survey.Aces, "allow/block entry", "allow/block entries") + names("allow/block entry"));
        if (survey.Meetings > 0) lost.Add(Count(survey.Meetings, "meeting", "meetings") + names("meeting"));
        if (survey.RichMode || survey.Members > 0 || survey.Publications > 0)
            lost.Add($"enhanced presence data ({Count(survey.Publications, "publication", "publications")}, {Count(survey.Members, "container member", "container members")})");
        return lost.ToImmutable();
    }

    private static string Named(IReadOnlyList<LostItem> items) =>
        string.Join(", ", items.Take(MostNamed).Select(i => i.Name)) + (items.Count > MostNamed ? $" and {items.Count - MostNamed} more" : "");

    private static string Plural(string kind) => kind.EndsWith('y') ? kind[..^1] + "ies" : kind + "s";

    private static string Count(int number, string one, string many) => number == 1 ? $"1 {one}" : $"{number} {many}";
}
