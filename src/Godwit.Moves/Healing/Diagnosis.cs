using System.Collections.Immutable;
using Godwit.Pool.Users;

namespace Godwit.Moves.Healing;

/// <summary>
/// The rules of what is wrong with a user, as a pure table: facts in, findings out. The directory is right about the home; the data follows it. Nothing is found
/// about who is in a move. Mending is done finding by finding, and judged anew after each: what stands first is mended first.
/// </summary>
public static class Diagnosis
{
    /// <summary>Undo copies are dropped by and by: only what nobody drops is found.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromHours(1);

    public static IEnumerable<Finding> Of(UserCase user, ForestFacts forest)
    {
        if (user.InMove) return [];
        if (user.User is not { } known) return Unknown(user);
        var copies = user with { Copies = [.. user.Copies.Where(c => !user.Owing.Contains(c.Pool, StringComparer.OrdinalIgnoreCase) && !IsAwaited(user, c))] };
        return [.. InDirectory(user, known, forest), .. known.HomePool is { } home ? Homed(copies, home, forest) : Unassigned(copies), .. UndoCopies(copies, known.HomePool, forest), .. Stuck(user, forest)];
    }

    private static IEnumerable<Finding> Unknown(UserCase user)
    {
        if (user.Copies.Length > 0) yield return FindingText.UnknownUser(user.Address, user.Copies);
        foreach (var delivery in user.Deliveries) yield return FindingText.NobodyToDeliverTo(delivery);
    }

    private static IEnumerable<Finding> InDirectory(UserCase user, DirectoryUser known, ForestFacts forest)
    {
        if (known.TargetPool is { } target) yield return FindingText.HalfDoneMove(user.Address, known.HomePool, target);
        if (known is { HomePool: null, DanglingHome: { } dangling } && !forest.Retired.Values.Contains(dangling, StringComparer.OrdinalIgnoreCase))
            yield return FindingText.NoSuchPool(user.Address, dangling, Hers(user.Copies));
    }

    private static IEnumerable<Finding> Homed(UserCase user, string home, ForestFacts forest)
    {
        // What the home has is only known when it can be asked.
        if (forest.Unreachable.Contains(home)) yield break;
        var own = user.Copies.FirstOrDefault(c => Same(c.Pool, home));
        var others = user.Copies.Where(c => !Same(c.Pool, home)).ToList();
        var living = others.Where(c => c.State == UserCopyState.Homed).ToList();
        var arriving = others.Where(c => c.State == UserCopyState.Arriving).ToList();
        if (own is { State: UserCopyState.Homed or UserCopyState.Arriving })
        {
            if (own.State == UserCopyState.Arriving) yield return FindingText.NotSettled(user.Address, home, own);
            foreach (var copy in living) yield return FindingText.DataOnBothSides(user.Address, home, copy.Pool);
            foreach (var copy in arriving) yield return FindingText.StrayArrival(user.Address, copy.Pool, home);
        }
        else if (living.Count > 1 || (living.Count == 0 && arriving.Count > 1)) yield return FindingText.SeveralCopies(user.Address, home, living.Count > 1 ? living : arriving);
        else if ((living.FirstOrDefault() ?? arriving.FirstOrDefault()) is { } only) yield return FindingText.DataElsewhere(user.Address, home, only.Pool);
        else if (user.Deliveries.Length > 0) yield break;
        else if (own is not null) yield return FindingText.NotSettled(user.Address, home, own);
        else if (others.Count > 0) yield return FindingText.DataNowhere(user.Address, home, others.MaxBy(c => c.Until ?? DateTimeOffset.MinValue)!.Pool, forest.Unreachable);
    }

    /// <summary>Who has no home may have her data wherever she was last: once.</summary>
    private static IEnumerable<Finding> Unassigned(UserCase user)
    {
        var living = user.Copies.Where(c => c.State == UserCopyState.Homed).ToList();
        if (living.Count > 1) yield return FindingText.SeveralCopies(user.Address, null, living);
        if (living.Count == 0) yield break;
        foreach (var copy in user.Copies.Where(c => c.State == UserCopyState.Arriving)) yield return FindingText.StrayArrival(user.Address, copy.Pool, living[0].Pool);
    }

    private static IEnumerable<Finding> UndoCopies(UserCase user, string? home, ForestFacts forest)
    {
        // The last of its kind is not thrown away, whatever its time says.
        var safe = user.Copies.Any(c => c.State == UserCopyState.Homed && (home is null || Same(c.Pool, home)));
        foreach (var copy in user.Copies.Where(c => c.State == UserCopyState.Left && !Same(c.Pool, home)))
            if (copy.Until is not { } until) yield return FindingText.UndoWithoutEnd(user.Address, copy.Pool);
            else if (until + Grace < forest.Now && safe) yield return FindingText.UndoExpired(user.Address, copy.Pool, until);
    }

    private static IEnumerable<Finding> Stuck(UserCase user, ForestFacts forest) =>
        from delivery in user.Deliveries
        where delivery.State == DeliveryState.AtSource && !forest.Pools.Contains(delivery.FromPool) && !forest.Retired.ContainsKey(delivery.FromPool)
        select FindingText.DeliveryStuck(delivery);

    /// <summary>A delivery will fetch it, and tell the pool.</summary>
    private static bool IsAwaited(UserCase user, PlacedCopy copy) => user.Deliveries.Any(d => d.State == DeliveryState.AtSource && Same(d.FromPool, copy.Pool));

    private static string? Hers(ImmutableArray<PlacedCopy> copies) => copies.OrderBy(c => c.State switch { UserCopyState.Homed => 0, UserCopyState.Arriving => 1, _ => 2 }).FirstOrDefault()?.Pool;

    private static bool Same(string pool, string? other) => string.Equals(pool, other, StringComparison.OrdinalIgnoreCase);
}
