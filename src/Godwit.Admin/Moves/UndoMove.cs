namespace Godwit.Admin.Moves;

/// <summary>To take a move back: for these users, or for all whom it moved.</summary>
public sealed record UndoMove
{
    public IReadOnlyList<string>? Users { get; init; }

    public bool Force { get; init; }

    /// <summary>Only say what would happen.</summary>
    public bool DryRun { get; init; }
}
