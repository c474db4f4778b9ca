using Godwit.Moves.Engine;
using Godwit.Pool.Pools;
using Godwit.Pool.Users;
using Microsoft.Extensions.Logging;

namespace Godwit.Moves.Healing;

/// <summary>What mending does to the world, through the doors that moves use. Every remedy may be repeated, and none takes away the only copy of anything.</summary>
public sealed partial class Remedies(HomeTruth truth, PoolCalls pools, Settlement settlement, MoveOptions options, TimeProvider time, ILogger<Remedies> log)
{
    /// <summary>False: it could not be done now.</summary>
    public async Task<bool> Apply(Remedy remedy, SipAddress user, CancellationToken cancel)
    {
        if (truth.View.Find(user) is not { } known) return false;
        try
        {
            switch (remedy.Act)
            {
                case RemedyAct.ClearMark: return await Change(new HomeChange(user, known.HomePool, known.TargetPool, known.HomePool, null), cancel);
                case RemedyAct.ClearHome: return await Change(new HomeChange(user, null, known.TargetPool, null, null), cancel);
                case RemedyAct.Settle: return await settlement.Settle(remedy.Pool!, [user], cancel);
                case RemedyAct.Bring: return known.HomePool is { } home && await Bring(user, remedy.Pool!, home, cancel);
                case RemedyAct.Abandon: await pools.Tell(remedy.Pool!, (link, token) => link.BackEnd.Abandon([user], token), cancel); return true;
                case RemedyAct.GiveEnd: return await GiveEnd(user, remedy.Pool!, cancel);
                case RemedyAct.Drop: await pools.Tell(remedy.Pool!, (link, token) => link.BackEnd.Delete([user], token), cancel); return true;
                default: throw new InvalidOperationException($"{remedy.Act} is no remedy");
            }
        }
        catch (PoolUnavailableException e)
        {
            NotReached(user, remedy.Act, e.Message);
            return false;
        }
    }

    private async Task<bool> Change(HomeChange change, CancellationToken cancel)
    {
        var open = await truth.Apply([change], cancel);
        await truth.CatchUp(cancel);
        return open.Count == 0;
    }

    /// <summary>As data follows a forced move: fenced at both pools, taken by who has nothing of her own; the other copy is kept as that of any user who left.</summary>
    private async Task<bool> Bring(SipAddress user, string from, string home, CancellationToken cancel)
    {
        var (parcel, survey) = await pools.Ask(from, async (link, token) =>
        {
            await link.Fence([user], token);
            return ((await link.BackEnd.Export([user], token))[0], (await link.BackEnd.Survey([user], token))[0]);
        }, cancel);
        if (survey.RichMode && truth.View.FindPool(home)?.Generation == PoolGeneration.Lcs2005Sp1)
        {
            await pools.Tell(from, (link, token) => link.Unfence([user], token), cancel);
            NotTaken(user, from, home);
            return false;
        }

        await pools.Tell(home, async (link, token) =>
        {
            await link.Fence([user], token);
            await link.BackEnd.Deliver([new LateParcel(parcel, null, IsLater: false)], link.Limits, token);
            await link.Reload([user], token);
            await link.Unfence([user], token);
        }, cancel);
        return await settlement.Settle(from, [user], cancel);
    }

    private async Task<bool> GiveEnd(SipAddress user, string pool, CancellationToken cancel)
    {
        await pools.Tell(pool, async (link, token) =>
        {
            await link.BackEnd.Settle([user], token);
            await link.BackEnd.Retire([user], time.GetUtcNow() + options.UndoWindow, token);
        }, cancel);
        return true;
    }

    [LoggerMessage(LogLevel.Warning, "{User}: {Act} could not be done: {Reason}")]
    private partial void NotReached(SipAddress user, RemedyAct act, string reason);

    [LoggerMessage(LogLevel.Warning, "{User} is in enhanced presence mode on {From}, which her home {Home} does not have: her data stays where it is")]
    private partial void NotTaken(SipAddress user, string from, string home);
}
