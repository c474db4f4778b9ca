namespace Godwit.Moves.Terms;

/// <summary>What a move does with users who are in a call or conference when their turn comes.</summary>
public enum BusyRule
{
    /// <summary>They are left for later, and tried again.</summary>
    Wait,

    /// <summary>They are moved like everybody.</summary>
    Move,
}
