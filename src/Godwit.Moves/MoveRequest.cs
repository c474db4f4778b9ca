using Godwit.Pool.Users;

namespace Godwit.Moves;

/// <summary>What an administrator asks for. Order of users is kept; a user named twice counts once.</summary>
public sealed record MoveRequest(IReadOnlyList<SipAddress> Users, string ToPool, bool Force, string RequestedBy);
