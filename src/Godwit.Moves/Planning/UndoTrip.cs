using System.Collections.Immutable;

namespace Godwit.Moves.Planning;

/// <summary>What the move to be undone did with a user, and what has been since.</summary>
/// <param name="Was">What that move says of her; null: she was not in it.</param>
/// <param name="To">Where it brought her; null = to Unassigned Users.</param>
/// <param name="Since">A later move that took her elsewhere.</param>
public sealed record UndoTrip(UndoneMove Move, UserOutcome? Was, string? To, LaterMove? Since);

/// <summary>The move to be undone, as it stands now.</summary>
/// <param name="Until">The end of its undo window.</param>
/// <param name="Pools">Those of the directory, to tell a pool that was retired since from a home that somebody changed.</param>
/// <param name="Newer">Pools with enhanced presence, for users who can't go back to one without.</param>
public sealed record UndoneMove(string Id, DateTimeOffset Now, DateTimeOffset Until, ImmutableHashSet<string> Pools, ImmutableArray<string> Newer);
