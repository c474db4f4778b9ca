using Godwit.Moves.Forecasts;
using Godwit.Pool.Users;

namespace Godwit.Moves.Engine;

/// <summary>What the directory says about homes, and the only way to change it. The last word on where a user lives, always.</summary>
public sealed class HomeTruth(UserReplicator replicator, ForestView view, IHomeSwitch homes, Paces paces)
{
    public ForestView View => view;

    /// <summary>The view holds everything the directory has by now.</summary>
    public async Task CatchUp(CancellationToken cancel)
    {
        try
        {
            await replicator.CatchUp(cancel);
        }
        catch (Exception e) when (!cancel.IsCancellationRequested)
        {
            throw new DirectoryUnavailableException(e);
        }
    }

    public string? HomeOf(SipAddress user) => view.Find(user)?.HomePool;

    public static bool Same(string? pool, string? other) => string.Equals(pool, other, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Makes the changes; returns the users for whom it is not so afterwards. A change that a process made before it died counts: the
    /// compare-and-swap fails then, but the directory says what was wanted.
    /// </summary>
    public async Task<IReadOnlyList<SipAddress>> Apply(IReadOnlyList<HomeChange> changes, CancellationToken cancel)
    {
        if (changes.Count == 0) return [];
        var results = await Measured(changes, cancel);
        var open = changes.Where((_, i) => results[i] != HomeChangeResult.Done).ToList();
        if (open.Count == 0) return [];
        await CatchUp(cancel);
        return [.. open.Where(c => view.Find(c.User) is not { } user || !Same(user.HomePool, c.Home) || !Same(user.TargetPool, c.Target)).Select(c => c.User)];
    }

    private async Task<IReadOnlyList<HomeChangeResult>> Measured(IReadOnlyList<HomeChange> changes, CancellationToken cancel)
    {
        var done = 0;
        paces.Begin(PaceOf.Directory);
        try
        {
            var results = await homes.Apply(changes, cancel);
            done = results.Count(r => r == HomeChangeResult.Done);
            return results;
        }
        catch (Exception e) when (!cancel.IsCancellationRequested)
        {
            throw new DirectoryUnavailableException(e);
        }
        finally
        {
            await paces.End(PaceOf.Directory, done, cancel);
        }
    }
}
