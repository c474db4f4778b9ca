namespace Godwit.Storage.Tables;

/// <summary>What a pool's copy of a user's data is; the names in column users.state. Dropped: nobody's any more, rows still to be deleted.</summary>
internal static class CopyState
{
    public const string Homed = "homed";
    public const string Arriving = "arriving";
    public const string Left = "left";
}
