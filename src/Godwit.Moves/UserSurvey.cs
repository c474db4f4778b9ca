namespace Godwit.Moves;

/// <summary>What a back end holds of one user, in numbers. <paramref name="Groups"/> leaves out the one the server makes.</summary>
/// <param name="RichMode">Her enhanced presence mode is set.</param>
public sealed record UserSurvey(bool RichMode, int Contacts, int Groups, int Aces, int Members, int Publications, int Meetings)
{
    public static readonly UserSurvey Nothing = new(false, 0, 0, 0, 0, 0, 0);
}

/// <summary>The most a pool takes of one user.</summary>
public sealed record PoolLimits(int Contacts, int Groups)
{
    /// <summary>Groups: ids run from 1 to 64 ([MS-SIP] §2.2.2); contacts: what one roaming-contacts document of 1 MB holds.</summary>
    public static readonly PoolLimits Default = new(2000, 64);
}
