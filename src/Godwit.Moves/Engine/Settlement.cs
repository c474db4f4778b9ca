using Godwit.Pool.Users;
using Microsoft.Extensions.Logging;

namespace Godwit.Moves.Engine;

/// <summary>
/// Makes a pool agree with the directory about some users: those who live there go on there, those who live elsewhere leave. The one way to
/// undo a move, and to tell a pool later what it missed.
/// </summary>
public sealed partial class Settlement(IMoveStore store, HomeTruth truth, PoolCalls pools, MoveOptions options, TimeProvider time, ILogger<Settlement> log)
{
    /// <summary>False: the pool could not be told (all of it).</summary>
    public async Task<bool> Settle(string pool, IReadOnlyList<SipAddress> users, CancellationToken cancel)
    {
        if (users.Count == 0) return true;
        await truth.CatchUp(cancel);
        // Data of a user who was moved by force may still lie here: its delivery fetches it, and tells the pool.
        var lying = (await store.OpenDeliveries(users, cancel)).Where(d => d.State == DeliveryState.AtSource && HomeTruth.Same(d.FromPool, pool)).Select(d => d.User).ToHashSet();

        // Whoever has no home keeps what she has here: it may be her only copy. Where it is known to lie, it is hers; what was arriving elsewhere is no more
        // than a copy of it.
        var stay = users.Where(u => truth.HomeOf(u) is not { } home || HomeTruth.Same(home, pool)).ToList();
        var here = stay.Where(u => truth.HomeOf(u) is not null).ToList();
        var nowhere = stay.Except(here).ToList();
        var left = nowhere.Count == 0 ? null : await store.LeftBehind(nowhere, cancel);
        List<SipAddress> hers = [.. nowhere.Where(u => HomeTruth.Same(left!.GetValueOrDefault(u), pool))];
        List<SipAddress> elsewhere = [.. nowhere.Where(u => left!.TryGetValue(u, out var at) ? !HomeTruth.Same(at, pool) : LiesElsewhere(u, pool))];
        var gone = users.Except(stay).Where(u => !lying.Contains(u)).GroupBy(truth.HomeOf).ToList();
        return await Try(pool, async (link, token) =>
        {
            if (here.Count > 0) await link.BackEnd.Settle(here, token);
            if (here.Count > 0) await link.Unfence(here, token);
            if (hers.Count > 0) await link.BackEnd.Settle(hers, token);
            if (elsewhere.Count > 0) await link.BackEnd.Abandon(elsewhere, token);
            if (nowhere.Count > 0) await link.Release(nowhere, null, token);
            foreach (var group in gone)
            {
                List<SipAddress> left = [.. group];
                await link.BackEnd.Abandon(left, token);
                await link.Release(left, group.Key, token);
                await link.BackEnd.Retire(left, time.GetUtcNow() + options.UndoWindow, token);
            }
        }, cancel);
    }

    /// <summary>The directory still names the pool of her data, which was retired.</summary>
    private bool LiesElsewhere(SipAddress user, string pool) =>
        truth.View.Find(user)?.DanglingHome is { } dangling && pools.Find(pool) is { } here && !HomeTruth.Same(dangling, DistinguishedName.Parse(here.Pool.Dn).Key);

    /// <summary>Runs the order; false when the pool does not answer or fails: it will have to be told again.</summary>
    public async Task<bool> Try(string pool, Func<IPoolLink, CancellationToken, Task> order, CancellationToken cancel)
    {
        try
        {
            await pools.Tell(pool, order, cancel);
            return true;
        }
        catch (PoolUnavailableException e)
        {
            NotReached(pool, e.Message);
            return false;
        }
        catch (Exception e) when (!cancel.IsCancellationRequested)
        {
            Failed(e, pool);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Pool} could not be told how its users stand, trying again later: {Reason}")]
    private partial void NotReached(string pool, string reason);

    [LoggerMessage(LogLevel.Error, "{Pool} failed when it was told how its users stand, trying again later")]
    private partial void Failed(Exception fault, string pool);
}
