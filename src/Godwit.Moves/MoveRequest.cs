using Godwit.Moves.Terms;
using Godwit.Pool.Users;

namespace Godwit.Moves;

/// <summary>What an administrator asks for. Order of users is kept; a user named twice counts once.</summary>
public sealed record MoveRequest(IReadOnlyList<SipAddress> Users, string ToPool, bool Force, string RequestedBy)
{
    /// <summary>Checked (<see cref="MoveTerms.Problem"/>).</summary>
    public MoveTerms Terms { get; init; } = MoveTerms.None;

    /// <summary>The move to take back: each user goes to the home she had before it, whatever <see cref="ToPool"/> says; no users = all who were moved by it.</summary>
    public string? Undoes { get; init; }

    public static MoveRequest Undo(string move, IReadOnlyList<SipAddress> users, bool force, string by) => new(users, "", force, by) { Undoes = move };
}
