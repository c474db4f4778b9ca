using System.Collections.Concurrent;
using Godwit.Pool.Users;

namespace Godwit.Moves.Engine;

/// <summary>Who is in a move that has not ended: at most one move has a claim on a user.</summary>
public sealed class UserClaims
{
    private readonly ConcurrentDictionary<SipAddress, string> _moves = new();

    public bool IsClaimed(SipAddress user) => _moves.ContainsKey(user);

    public void Claim(IEnumerable<SipAddress> users, string moveId)
    {
        foreach (var user in users) _moves[user] = moveId;
    }

    public void Release(IEnumerable<SipAddress> users)
    {
        foreach (var user in users) _moves.TryRemove(user, out _);
    }
}
