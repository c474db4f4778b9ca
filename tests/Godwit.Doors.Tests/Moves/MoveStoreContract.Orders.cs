using Godwit.Moves;
using Godwit.Moves.Terms;

namespace Godwit.Doors.Tests.Moves;

/// <summary>What orders to a move write, and who is left for later.</summary>
public abstract partial class MoveStoreContract
{
    [Fact]
    public async Task Where_the_data_of_who_was_unassigned_again_stayed_is_known_until_she_is_moved_on()
    {
        await Store.Add(Head("m1"), [Pending(Alice) with { From = null, Outcome = MoveOutcome.Moved }, Pending(Bob) with { From = null, Outcome = MoveOutcome.Moved }], [], Cancel);
        Assert.Empty(await Store.LeftBehind([Alice, Bob], Cancel));
        await Store.Add(Head("u1") with { ToPool = "", Undoes = "m1" }, [Pending(Alice) with { From = "r2pool.godwit.test", To = "" }, Pending(Bob) with { From = "r2pool.godwit.test", To = "" }], [], Cancel);
        Assert.Empty(await Store.LeftBehind([Alice, Bob], Cancel));
        await Store.Save(new JournalWrite("u1", null, [Pending(Alice) with { Outcome = MoveOutcome.Moved, From = "r2pool.godwit.test", To = "" }], [], []) { Undone = [Alice] }, Cancel);
        await Reopen();
        Assert.Equal([(Alice, "r2pool.godwit.test")], (await Store.LeftBehind([Alice, Bob, Carol], Cancel)).Select(u => (u.Key, u.Value)));
        await Store.Add(Head("m2") with { ToPool = "ocs07.godwit.test" }, [Pending(Alice) with { From = null, Outcome = MoveOutcome.Moved }], [], Cancel);
        Assert.Empty(await Store.LeftBehind([Alice, Bob, Carol], Cancel));
    }

    [Fact]
    public async Task A_retry_replaces_outcomes_adds_batches_and_opens_the_move_again_at_once()
    {
        var failed = Pending(Bob) with { Outcome = MoveOutcome.Failed, Reason = "gone" };
        await Store.Add(Head("m1") with { Terms = new MoveTerms { CompleteBy = Noon } }, [Pending(Alice) with { Outcome = MoveOutcome.Moved }, failed, Pending(Carol) with { Outcome = MoveOutcome.Refused, Reason = "no" }], [Batch("m1", 1, "Done", true)], Cancel);
        await Store.Pace("m1", Noon.AddMinutes(5), Cancel);
        await Store.Put(Head("m1") with { FinishedAt = Noon.AddMinutes(1), Hold = MoveHold.Cancelled }, Cancel);
        Assert.Equal([Bob], (await Store.NotMoved("m1", false, Cancel)).Select(u => u.User));
        Assert.Equal([Bob, Carol], (await Store.NotMoved("m1", true, Cancel)).Select(u => u.User));
        Assert.Equal((MoveOutcome.Failed, "gone"), (await Store.NotMoved("m1", false, Cancel)).Select(u => (u.Outcome, u.Reason)).Single());

        for (var time = 0; time < 2; time++) await Store.Again(Head("m1") with { Terms = new MoveTerms { Rate = 3 } }, [Pending(Bob), Pending(Carol)], [Batch("m1", 2, "Check"), Batch("m1", 3, "Check")], Cancel);
        await Reopen();
        var move = Assert.Single(await Store.Running(Cancel));
        Assert.Equal((null, MoveHold.None, 3, Noon.AddMinutes(5)), (move.FinishedAt, move.Hold, move.Terms.Rate, move.PacedUntil));
        Assert.Equal([MoveOutcome.Moved, MoveOutcome.Pending, MoveOutcome.Pending], (await Store.Report("m1", Cancel))!.Users.Select(u => u.Outcome));
        Assert.Equal([2, 3], (await Store.Unfinished(Cancel)).Select(b => b.Number));
        Assert.Empty(await Store.NotMoved("m1", true, Cancel));
    }

    [Fact]
    public async Task A_change_of_a_move_leaves_its_pace_and_a_pace_leaves_the_move()
    {
        var head = Head("m1") with { Terms = new MoveTerms { Rate = 3, Window = Window.Parse("22:00-06:00 +02:00") }, Hold = MoveHold.Suspended };
        await Store.Add(head, [Pending(Bob)], [], Cancel);
        Assert.Null((await Store.Find("m1", Cancel))!.PacedUntil);
        await Store.Pace("m1", Noon.AddSeconds(20), Cancel);
        Assert.Equal(head with { PacedUntil = Noon.AddSeconds(20) }, await Store.Find("m1", Cancel));
        await Store.Put(head with { Hold = MoveHold.Cancelled }, Cancel);
        await Store.Pace("m1", Noon.AddSeconds(40), Cancel);
        await Reopen();
        Assert.Equal(head with { Hold = MoveHold.Cancelled, PacedUntil = Noon.AddSeconds(40) }, await Store.Find("m1", Cancel));
        Assert.Equal(MoveState.Cancelling, (await Store.Progress("m1", Cancel))!.State);
        Assert.Null(await Store.Find("m2", Cancel));
    }

    [Fact]
    public async Task Who_leaves_a_batch_to_go_later_is_in_another_one_from_the_same_write_on()
    {
        await Store.Add(Head("m1"), [Pending(Bob), Pending(Alice)], [Batch("m1", 1, "Check")], Cancel);
        Assert.Equal((1, 0), (await Store.LastBatch("m1", Cancel), await Store.LastBatch("m2", Cancel)));
        for (var time = 0; time < 2; time++) await Store.Save(new JournalWrite("m1", Batch("m1", 1, "Check"), [], [], []) { Later = Batch("m1", 2, "Check") }, Cancel);
        await Save("m1", Batch("m1", 2, "Done", finished: true));
        await Reopen();
        Assert.Equal([1], (await Store.Unfinished(Cancel)).Select(b => b.Number));
        Assert.Equal(2, await Store.LastBatch("m1", Cancel));
    }
}
