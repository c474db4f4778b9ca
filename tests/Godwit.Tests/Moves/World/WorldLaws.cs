using Godwit.Moves;
using Godwit.Pool.Users;

namespace Godwit.Tests.Moves.World;

/// <summary>What must hold in a world, whatever died whenever (design: the move).</summary>
internal static class WorldLaws
{
    /// <summary>At every instant of ordinary moves: what was acknowledged is at the home, whole.</summary>
    public static void CheckNow(this MoveWorld world, string where)
    {
        foreach (var (user, items) in world.Acknowledged)
        {
            if (world.Directory.Users[user].HomePool is not { } home) continue;
            var copy = world.Pools[home].Copies.GetValueOrDefault(user);
            Assert.True(copy is null ? items.Count == 0 : copy.State != CopyState.Left && copy.Items.SetEquals(items), $"{where}: {user} at {home} lacks data");
        }
    }

    /// <summary>Once the engine has run: each user in one place, with all data, with a final outcome, and nothing left in between.</summary>
    public static void CheckEnd(this MoveWorld world, string moveId, string where)
    {
        foreach (var outcome in world.Journal.Report(moveId)!.Users)
        {
            var home = world.Directory.Users[outcome.User].HomePool;
            Assert.True(outcome.Outcome != MoveOutcome.Pending, $"{where}: {outcome.User} has no outcome");
            var right = outcome.Outcome == MoveOutcome.Moved ? world.Journal.Report(moveId)!.ToPool : world.HomeBefore[outcome.User];
            Assert.True(home == right, $"{where}: {outcome.User} is {outcome.Outcome} but lives at {home}");
            Assert.True(outcome.Outcome == MoveOutcome.Moved || outcome.Reason is { Length: > 20 }, $"{where}: {outcome.User} is not told why");
        }

        world.CheckPlaces(where);
    }

    public static void CheckPlaces(this MoveWorld world, string where)
    {
        foreach (var user in world.Acknowledged.Keys) CheckPlace(world, user, where);
        Assert.True(world.Journal.Batches.Values.All(b => b.Finished), $"{where}: unfinished batches");
        Assert.True(world.Journal.Moves.All(m => m.FinishedAt is not null), $"{where}: unfinished moves");
    }

    private static void CheckPlace(MoveWorld world, SipAddress user, string where)
    {
        var entry = world.Directory.Users[user];
        Assert.True(entry.TargetPool is null, $"{where}: {user} is still marked\n{world.Story(user)}");
        foreach (var (fqdn, pool) in world.Pools)
        {
            Assert.True(!pool.Fenced.Contains(user), $"{where}: {user} is still fenced at {fqdn}\n{world.Story(user)}");
            var copy = pool.Copies.GetValueOrDefault(user);
            if (fqdn == entry.HomePool)
            {
                // Late data that met data of her own is kept in the journal: not at her home, but not lost.
                var kept = world.Journal.Deliveries.Values.Where(d => d.User == user && d.State == DeliveryState.Kept).SelectMany(d => WorldCopy.Of(world.Journal.Parcels[(d.MoveId, user)], CopyState.Left).Items);
                SortedSet<string> has = [.. copy?.Items ?? [], .. kept];
                Assert.True(copy is null or { State: CopyState.Homed }, $"{where}: {user} at {fqdn} has a copy that is {copy?.State}\n{world.Story(user)}");
                Assert.True(has.SetEquals(world.Acknowledged[user]), $"{where}: {user} at {fqdn} has [{string.Join(' ', has)}], not [{string.Join(' ', world.Acknowledged[user])}]\n{world.Story(user)}");
            }
            else
                Assert.True(copy is null || copy.State == CopyState.Left || world.Retired.Contains(fqdn), $"{where}: {user} has another {copy?.State} copy at {fqdn}\n{world.Story(user)}");
        }
    }
}
