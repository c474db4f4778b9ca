using System.Collections.Concurrent;
using Godwit.Moves.Batches;
using Godwit.Moves.Planning;
using Godwit.Pool.Users;

namespace Godwit.Moves.Engine;

/// <summary>Who is in a move that has not ended: at most one move has a claim on a user.</summary>
public sealed class UserClaims
{
    private readonly ConcurrentDictionary<SipAddress, MoveClaim> _moves = new();

    public bool IsClaimed(SipAddress user) => _moves.ContainsKey(user);

    public MoveClaim? Find(SipAddress user) => _moves.GetValueOrDefault(user);

    /// <summary>The moves under way that take users from this pool or to it.</summary>
    public IReadOnlyList<string> MovesOf(string pool) =>
        [.. _moves.Values.Where(m => HomeTruth.Same(m.Target, pool) || HomeTruth.Same(m.From, pool)).Select(m => m.MoveId).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>For a batch that joins another move the claim stays that move's.</summary>
    public void Claim(Batch batch)
    {
        if (batch.Joins is not null) return;
        var claim = new MoveClaim(batch.MoveId, batch.Target, batch.Home);
        foreach (var user in batch.Users) _moves[user.Address] = claim;
    }

    public void Release(Batch batch)
    {
        if (batch.Joins is not null) return;
        foreach (var user in batch.Users) _moves.TryRemove(user.Address, out _);
    }
}
