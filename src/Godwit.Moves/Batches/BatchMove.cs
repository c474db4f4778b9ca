using System.Collections.Immutable;
using Godwit.Moves.Planning;
using Godwit.Pool.Users;

namespace Godwit.Moves.Batches;

/// <summary>
/// The move as a pure machine: (batch, what happened) → next batch. Before the switch every failure leads to <see cref="MoveStep.Undo"/>; after it
/// only forward. A batch that comes back unchanged is to be tried again, a little later. While nobody is fenced, a batch waits for directory and journal as long as it takes.
/// </summary>
public static class BatchMove
{
    private const int MostRestarts = 3;

    /// <summary>
    /// The steps that begin with a record. The ones in between need none of their own: a process that dies in them finds all that it has to undo or
    /// repeat in the record before (up to the switch everything goes again from the start; after it the directory tells who was switched).
    /// </summary>
    public static bool IsJournalled(MoveStep step) => step is MoveStep.Check or MoveStep.Mark or MoveStep.Switch or MoveStep.Tidy or MoveStep.Done;

    public static Batch Next(Batch batch, BatchEvent happened) => (batch.Step, happened) switch
    {
        (MoveStep.Check, BatchEvent.Checked e) => Check(batch, e),
        (MoveStep.Mark, BatchEvent.Marked e) => Forward(Leave(batch, e.Leaves), batch.SourceUp ? MoveStep.Fence : CopyOf(batch)),
        (MoveStep.Fence, BatchEvent.Fenced e) => Forward(batch with { Users = Each(batch, Standing.Going, u => u with { SignedIn = e.SignedIn.Contains(u.Address) }) }, CopyOf(batch)),
        (MoveStep.Copy, BatchEvent.Copied e) => Copy(batch, e),
        (MoveStep.Verify, BatchEvent.Verified e) => Forward(Leave(batch, e.Leaves), MoveStep.Switch),
        (MoveStep.Switch, BatchEvent.Switched e) => AfterSwitch(SwitchOver(Leave(batch, e.Leaves), _ => true)),
        (MoveStep.Switch, BatchEvent.Recovered e) => AfterSwitch(SwitchOver(batch, e.There.Contains)),
        (MoveStep.Release, BatchEvent.Told e) => Owe(batch, e) with { Step = MoveStep.Clear },
        (MoveStep.Clear, BatchEvent.Told e) => AfterClear(Owe(batch, e)),
        (MoveStep.Undo, BatchEvent.Told e) => AfterUndo(Owe(batch, e)),
        (MoveStep.Tidy, BatchEvent.Told e) => Tidy(batch with { SourceOwed = e.SourceOwed, TargetOwed = e.TargetOwed }),
        ( < MoveStep.Switch, BatchEvent.PoolLost e) => PoolLost(batch, e),
        (MoveStep.Check or MoveStep.Mark, BatchEvent.Hindered) => batch with { Step = MoveStep.Check },
        ( < MoveStep.Switch, BatchEvent.Faulted or BatchEvent.Hindered) => GiveUp(batch, MoveFailure.Fault()),
        (_, BatchEvent.PoolLost or BatchEvent.Faulted or BatchEvent.Hindered) => batch,
        _ => throw new InvalidOperationException($"{happened.GetType().Name} can't follow {batch.Step}"),
    };

    /// <summary>The batch as a new process finds it in the journal. Fences may be gone, so what comes before the switch begins again.</summary>
    public static Batch Resume(Batch batch) => batch.Step < MoveStep.Switch ? batch with { Step = MoveStep.Check } : batch;

    private static Batch Check(Batch batch, BatchEvent.Checked e)
    {
        batch = Leave(batch, e.Leaves) with { SourceUp = e.SourceUp, TargetUp = e.TargetUp, CheckedAt = e.At };
        if (!batch.Force && batch.Source is { } source && !e.SourceUp) return GiveUp(batch, Batches.Leave.Refused(RefusalText.SourceNotAvailable(source)));
        if (!batch.Force && !e.TargetUp) return GiveUp(batch, Batches.Leave.Refused(RefusalText.TargetNotAvailable(batch.Target)));
        return Forward(batch, MoveStep.Mark);
    }

    private static Batch Copy(Batch batch, BatchEvent.Copied e)
    {
        batch = Leave(batch, e.Leaves);
        batch = batch with
        {
            Users = Each(batch, Standing.Going, u => u with { Digest = e.Digests.GetValueOrDefault(u.Address, ""), Lost = [.. e.Lost.GetValueOrDefault(u.Address, [])], Given = e.Given.GetValueOrDefault(u.Address) }),
        };
        return Forward(batch, batch is { SourceUp: true, TargetUp: true } ? MoveStep.Verify : MoveStep.Switch);
    }

    /// <summary>To Unassigned Users goes no data.</summary>
    private static MoveStep CopyOf(Batch batch) => batch.ToUnassigned ? MoveStep.Switch : MoveStep.Copy;

    /// <summary>To the next step, or to the undo when nobody is left to go. The mark's record tells everything that is touched until the next one.</summary>
    private static Batch Forward(Batch batch, MoveStep step) => !batch.Any(Standing.Going) ? batch with { Step = MoveStep.Undo } : batch with
    {
        Step = step,
        Marked = batch.Marked || step == MoveStep.Mark,
        SourceTouched = batch.SourceTouched || (step == MoveStep.Mark && batch.SourceUp),
        TargetTouched = batch.TargetTouched || (step == MoveStep.Mark && batch is { TargetUp: true, ToUnassigned: false }),
        Follows = batch.Follows || (step == MoveStep.Switch && batch.DataFollows),
    };

    private static Batch PoolLost(Batch batch, BatchEvent.PoolLost e) =>
        batch.Force && batch.Restarts < MostRestarts
            ? batch with { Step = MoveStep.Check, Restarts = batch.Restarts + 1 }
            : GiveUp(batch, e.IsFull ? MoveFailure.PoolFull(e.Fqdn, batch.MoveId) : MoveFailure.PoolLost(e.Fqdn));

    private static Batch GiveUp(Batch batch, Leave why) => batch with { Step = MoveStep.Undo, Users = Each(batch, Standing.Going, u => u.Leave(why)) };

    private static Batch Leave(Batch batch, IReadOnlyDictionary<SipAddress, Leave> leaves) => leaves.Count == 0 ? batch : batch with
    {
        Users = Each(batch, Standing.Going, u => leaves.TryGetValue(u.Address, out var why) ? u.Leave(why) : u),
    };

    private static Batch SwitchOver(Batch batch, Func<SipAddress, bool> switched) => batch with
    {
        Users = Each(batch, Standing.Going, u => u with { Standing = switched(u.Address) ? Standing.Switched : Standing.Again }),
    };

    private static Batch AfterSwitch(Batch batch) => batch.Any(Standing.Switched) ? batch with { Step = MoveStep.Release } : AfterClear(batch);

    /// <summary>The switched have arrived; then those who could not go; then those who have to go again.</summary>
    private static Batch AfterClear(Batch batch)
    {
        batch = batch with { Users = Each(batch, Standing.Switched, u => u with { Standing = Standing.Out, Outcome = MoveOutcome.Moved, Reason = MoveFailure.ForcedReason(batch, u) }) };
        if (batch.Any(Standing.Leaving)) return batch with { Step = MoveStep.Undo };
        return batch.Any(Standing.Again) ? GoAgain(batch) : Tidy(batch);
    }

    private static Batch AfterUndo(Batch batch)
    {
        batch = batch with { Users = Each(batch, Standing.Leaving, u => u with { Standing = Standing.Out }) };
        return batch.Any(Standing.Again) ? GoAgain(batch) : Tidy(batch);
    }

    private static Batch GoAgain(Batch batch) => batch with { Step = MoveStep.Check, Users = Each(batch, Standing.Again, u => u with { Standing = Standing.Going, Digest = "", Lost = [], Given = null }) };

    private static Batch Owe(Batch batch, BatchEvent.Told e) => batch with { SourceOwed = batch.SourceOwed || e.SourceOwed, TargetOwed = batch.TargetOwed || e.TargetOwed };

    private static Batch Tidy(Batch batch) => batch with { Step = batch.SourceOwed || batch.TargetOwed ? MoveStep.Tidy : MoveStep.Done };

    private static ImmutableArray<BatchUser> Each(Batch batch, Standing standing, Func<BatchUser, BatchUser> change) =>
        [.. batch.Users.Select(u => u.Standing == standing ? change(u) : u)];
}
