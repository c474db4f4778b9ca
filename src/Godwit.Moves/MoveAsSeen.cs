namespace Godwit.Moves;

/// <summary>The move that an order is for. With a version (<see cref="MoveVersion"/>) the order is followed only if the move stands as whoever gives it has seen it.</summary>
public readonly record struct MoveAsSeen(string Id, long? Version = null)
{
    public static implicit operator MoveAsSeen(string id) => new(id);

    public bool IsStale(MoveHead now) => Version is { } seen && seen != MoveVersion.Of(now);
}
