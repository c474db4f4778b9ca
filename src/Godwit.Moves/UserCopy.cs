using Godwit.Pool.Users;

namespace Godwit.Moves;

/// <summary>What a back end's copy of a user's data is: see <see cref="IBackEnd"/>.</summary>
public enum UserCopyState { Homed, Arriving, Left }

/// <summary>That a back end holds a copy of a user's data, and what it is.</summary>
/// <param name="Until">How long an undo copy is kept; null for others, and for one that somebody forgot to give an end.</param>
public sealed record UserCopy(SipAddress User, UserCopyState State, DateTimeOffset? Until);
