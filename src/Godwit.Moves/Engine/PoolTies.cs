using Godwit.Pool.Users;

namespace Godwit.Moves.Engine;

/// <summary>What moves still have to do with a pool. <paramref name="Awaited"/>: users whose data has to follow from there; <paramref name="UndoCopies"/>: users whose moves can be undone only while it is there.</summary>
public sealed record PoolTie(IReadOnlyList<string> Moves, IReadOnlyList<SipAddress> Awaited, IReadOnlyList<SipAddress> UndoCopies);

/// <summary>Looks at what depends on a pool, before it is taken out of the forest.</summary>
public sealed class PoolTies(IMoveStore store, PoolCalls pools, UserClaims claims)
{
    private const int AtATime = 1000;

    public async Task<PoolTie> Of(string pool, CancellationToken cancel)
    {
        var awaited = (await store.OpenDeliveries(cancel)).Where(d => d.State == DeliveryState.AtSource && HomeTruth.Same(d.FromPool, pool)).Select(d => d.User).Distinct().Order().ToList();
        var left = new List<SipAddress>();
        try
        {
            await foreach (var copy in Copies(pool, cancel))
                if (copy.State == UserCopyState.Left) left.Add(copy.User);
        }
        catch (PoolUnavailableException)
        {
            // What it holds stays with it.
        }

        return new PoolTie(claims.MovesOf(pool), awaited, left);
    }

    /// <summary>All copies in the pool's back end, a page at a time.</summary>
    public async IAsyncEnumerable<UserCopy> Copies(string pool, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        SipAddress? after = null;
        while (await pools.Ask(pool, (link, token) => link.BackEnd.Copies(after, AtATime, token), cancel) is { Count: > 0 } page)
        {
            foreach (var copy in page) yield return copy;
            after = page[^1].User;
        }
    }
}
