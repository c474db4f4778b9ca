using Godwit.Moves;
using Godwit.Moves.Batches;
using Godwit.Pool.Users;
using Godwit.Receipts;

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

    /// <summary>After every write of the journal: who has no outcome yet is in one batch that will bring it, and nobody else is in any.</summary>
    public static void CheckBatches(this MoveWorld world, string where)
    {
        var open = world.Journal.Batches.Values.Where(b => !b.Finished).Select(BatchJson.Read).ToLookup(b => b.MoveId);
        foreach (var (move, outcomes) in world.Journal.Outcomes)
        {
            var waiting = open[move].SelectMany(b => b.Users).Where(u => u.Standing != Standing.Out).Select(u => u.Address).ToList();
            Assert.True(waiting.Count == waiting.Distinct().Count(), $"{where}: move {move} has a user in two batches");
            var pending = outcomes.Where(o => o.Outcome == MoveOutcome.Pending).Select(o => o.User).ToHashSet();
            Assert.True(pending.SetEquals(waiting), $"{where}: move {move} waits for [{string.Join(' ', pending)}], but its batches have [{string.Join(' ', waiting)}]");
        }
    }

    /// <summary>Once the engine has run: each user in one place, with all data, with a final outcome, and nothing left in between.</summary>
    public static void CheckEnd(this MoveWorld world, string moveId, string where)
    {
        foreach (var outcome in world.Journal.Report(moveId)!.Users)
        {
            var home = world.Directory.Users[outcome.User].HomePool;
            Assert.True(outcome.Outcome != MoveOutcome.Pending, $"{where}: {outcome.User} has no outcome");
            var to = outcome.To ?? world.Journal.Report(moveId)!.ToPool;
            var right = outcome.Outcome is not (MoveOutcome.Moved or MoveOutcome.Unchanged) ? world.HomeBefore[outcome.User] : to.Length == 0 ? null : to;
            Assert.True(home == right, $"{where}: {outcome.User} is {outcome.Outcome} but lives at {home}");
            Assert.True(outcome.Outcome == MoveOutcome.Moved || outcome.Reason is { Length: > 20 }, $"{where}: {outcome.User} is not told why");
        }

        world.CheckPlaces(where);
    }

    public static void CheckPlaces(this MoveWorld world, string where)
    {
        foreach (var user in world.Acknowledged.Keys) CheckPlace(world, user, where);
        Assert.True(world.Journal.Batches.Values.All(b => b.Finished), $"{where}: unfinished batches");
        foreach (var move in world.Journal.Moves) CheckReceipts(world, move, where);
        Assert.True(world.Journal.ReceiptDrafts.Count == 0, $"{where}: a batch that is finished left its draft of receipts");
        Assert.True(world.Journal.Moves.All(m => m.FinishedAt is not null), $"{where}: unfinished moves");
    }

    /// <summary>Whoever was moved, taken back since or not, has a receipt as it was signed, which says what became of her data; nobody else has one.</summary>
    private static void CheckReceipts(MoveWorld world, MoveHead move, string where)
    {
        var lines = new Dictionary<string, ReceiptLine>();
        foreach (var (_, sheet) in world.Journal.Receipts.Where(r => r.Move == move.Id))
            foreach (var line in SignedReceipts.Of(sheet.Content.Span).Lines()) lines[line.Receipt.User.Address] = line;
        var joined = world.Journal.Batches.Values.Where(b => b.MoveId == move.Id).Select(BatchJson.Read).Where(b => b.Joins is not null).SelectMany(b => b.Users).Select(u => u.Address).ToHashSet();
        foreach (var outcome in world.Journal.Outcomes[move.Id].Where(o => !joined.Contains(o.User)))
        {
            var line = lines.GetValueOrDefault(outcome.User.Value);
            Assert.True(line is not null == (outcome.Outcome is MoveOutcome.Moved or MoveOutcome.Undone), $"{where}: {outcome.User} is {outcome.Outcome}, with{(line is null ? "out" : "")} a receipt\n{world.Story(outcome.User)}");
            if (line is null) continue;
            Assert.True(ReceiptCheck.Check(line.ToJson(), MoveWorld.ReceiptKey.Public).Verdict == ReceiptVerdict.Valid, $"{where}: the receipt of {outcome.User} is not valid");
            var (receipt, delivery) = (line.Receipt, world.Journal.Deliveries.GetValueOrDefault((move.Id, outcome.User))?.State);
            Assert.True(receipt.Times.Switched is not null && receipt.User.To == (outcome.To ?? move.ToPool) && receipt.Move.AskedBy == move.RequestedBy, $"{where}: the receipt of {outcome.User} lacks something: {receipt}");
            var right = delivery switch
            {
                DeliveryState.Delivered => ReceiptOutcome.Followed,
                DeliveryState.Kept => ReceiptOutcome.Kept,
                null or DeliveryState.Dropped => receipt.User.From.Length == 0 || receipt.User.To.Length == 0 ? ReceiptOutcome.None : ReceiptOutcome.Complete,
                _ => ReceiptOutcome.Follows,
            };
            // Data that came between the switch and the outcome came before there was a receipt to complete.
            Assert.True(receipt.Outcome.Data == right || (delivery is not null && receipt.Outcome.Data == ReceiptOutcome.Follows), $"{where}: the receipt of {outcome.User} says {receipt.Outcome.Data}, not {right}\n{world.Story(outcome.User)}");
            if (right == ReceiptOutcome.Complete) Assert.True(receipt.Source is not null && receipt.Source.Digest == receipt.Target?.Digest, $"{where}: the receipt of {outcome.User} does not say what arrived");
        }
    }

    private static void CheckPlace(MoveWorld world, SipAddress user, string where)
    {
        var entry = world.Directory.Users[user];
        Assert.True(entry.TargetPool is null, $"{where}: {user} is still marked\n{world.Story(user)}");
        if (entry.HomePool is null && world.Acknowledged[user] is { Count: > 0 } items)
            Assert.True(world.Pools.Values.Count(p => p.Copies.GetValueOrDefault(user) is { State: CopyState.Homed } c && c.Items.SetEquals(items)) == 1, $"{where}: {user} has no home, and not one copy of her data\n{world.Story(user)}");
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
                Assert.True(copy is null || copy.State == CopyState.Left || entry.HomePool is null || world.Retired.Contains(fqdn), $"{where}: {user} has another {copy?.State} copy at {fqdn}\n{world.Story(user)}");
        }
    }
}
