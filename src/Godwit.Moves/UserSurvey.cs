namespace Godwit.Moves;

/// <summary>What a back end holds of one user, in numbers. <paramref name="Groups"/> leaves out the one the server makes.</summary>
/// <param name="RichMode">Her enhanced presence mode is set.</param>
public sealed record UserSurvey(bool RichMode, int Contacts, int Groups, int Aces, int Members, int Publications, int Meetings)
{
    public static readonly UserSurvey Nothing = new(false, 0, 0, 0, 0, 0, 0);
}
