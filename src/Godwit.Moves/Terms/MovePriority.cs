namespace Godwit.Moves.Terms;

/// <summary>Whose batches go first when several moves have some to run.</summary>
public enum MovePriority
{
    Low,
    Normal,
    High,
}
