using System.Collections.Immutable;
using Godwit.Pool.Users;

namespace Godwit.Moves;

/// <summary>Which of a move's users, by address: those in this state (null = in any), after that one (null = from the first), at most so many.</summary>
public sealed record MovePage(UserState? State, SipAddress? After, int Most);

/// <param name="States">How many stand where. Who was moved with warnings counts as moved, whom the move's end left behind as failed.</param>
/// <param name="More">There are others behind the last.</param>
public sealed record MoveUsersNow(IReadOnlyDictionary<UserState, int> States, ImmutableArray<UserOutcome> Users, bool More);
