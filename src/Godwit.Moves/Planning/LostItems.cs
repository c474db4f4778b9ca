using System.Collections.Immutable;

namespace Godwit.Moves.Planning;

/// <summary>What a user does not have after a forced move, in the words of the originals' wizard.</summary>
public static class LostItems
{
    public static ImmutableArray<string> Of(UserSurvey? survey)
    {
        if (survey is null) return [];
        var lost = ImmutableArray.CreateBuilder<string>();
        if (survey.Contacts > 0) lost.Add(Count(survey.Contacts, "contact", "contacts"));
        if (survey.Groups > 0) lost.Add(Count(survey.Groups, "contact group", "contact groups"));
        if (survey.Aces > 0) lost.Add(Count(survey.Aces, "allow/block entry", "allow/block entries"));
        if (survey.Meetings > 0) lost.Add(Count(survey.Meetings, "meeting", "meetings"));
        if (survey.RichMode || survey.Members > 0 || survey.Publications > 0)
            lost.Add($"enhanced presence data ({Count(survey.Publications, "publication", "publications")}, {Count(survey.Members, "container member", "container members")})");
        return lost.ToImmutable();
    }

    public static string EverythingAt(string pool) => $"contacts, allow/block entries, meetings and enhanced presence data that are on {pool}";

    private static string Count(int number, string one, string many) => number == 1 ? $"1 {one}" : $"{number} {many}";
}
