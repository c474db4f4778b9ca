namespace Godwit.Moves.Planning;

/// <summary>The move that a user is in and that has not ended for her yet.</summary>
/// <param name="From">Her home when it began; null = unassigned.</param>
public sealed record MoveClaim(string MoveId, string Target, string? From);
