using Godwit.Moves;
using Godwit.Moves.Parcels;
using Godwit.Pool.BackEnds;
using Godwit.Pool.Users;

namespace Godwit.Doors.Tests.Moves;

/// <summary>What every journal must do for the move engine.</summary>
public abstract class MoveStoreContract : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly SipAddress Alice = SipAddress.Parse("alice@godwit.test");
    private static readonly SipAddress Bob = SipAddress.Parse("bob@godwit.test");
    private static readonly SipAddress Carol = SipAddress.Parse("carol@godwit.test");

    protected abstract IMoveStore Store { get; }

    protected abstract Task Reopen();

    public virtual ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public abstract ValueTask DisposeAsync();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static MoveHead Head(string id) => new(id, "r2pool.godwit.test", false, "admin", Noon, null);

    private static UserOutcome Pending(SipAddress user) => new(user, MoveOutcome.Pending, "lcs01.godwit.test", null, []);

    private static BatchEntry Batch(string move, int number, string step = "mark", bool finished = false) => new(move, number, step, finished, $$"""{"step":"{{step}}"}""");

    private Task Save(string move, BatchEntry? batch = null, UserOutcome[]? outcomes = null, Delivery[]? deliveries = null, UserParcel[]? parcels = null) =>
        Store.Save(new JournalWrite(move, batch, outcomes ?? [], deliveries ?? [], parcels ?? []), Cancel);

    [Fact]
    public async Task A_move_is_remembered_with_its_users_in_order()
    {
        var refused = new UserOutcome(Alice, MoveOutcome.Refused, null, "Alice is not enabled", []);
        await Store.Add(Head("m1") with { Force = true }, [Pending(Bob), refused], [Batch("m1", 0)], Cancel);
        await Reopen();
        var report = (await Store.Report("m1", Cancel))!;
        Assert.Equal(("m1", MoveState.Running, "r2pool.godwit.test", true, "admin", Noon, null),
            (report.Id, report.State, report.ToPool, report.Force, report.RequestedBy, report.StartedAt, report.FinishedAt));
        Assert.Equal([Bob, Alice], report.Users.Select(user => user.User));
        Assert.Equal((MoveOutcome.Refused, null, "Alice is not enabled"), (report.Users[1].Outcome, report.Users[1].From, report.Users[1].Reason));
        Assert.Null(await Store.Report("m2", Cancel));
    }

    [Fact]
    public async Task Adding_twice_is_adding_once()
    {
        await Store.Add(Head("m1"), [Pending(Bob), Pending(Alice)], [Batch("m1", 0)], Cancel);
        await Store.Add(Head("m1"), [Pending(Bob), Pending(Alice)], [Batch("m1", 0)], Cancel);
        Assert.Equal(2, (await Store.Report("m1", Cancel))!.Users.Length);
        Assert.Single(await Store.Running(Cancel));
        Assert.Single(await Store.Unfinished(Cancel));
    }

    [Fact]
    public async Task What_is_added_may_be_made_while_it_is_written()
    {
        await Store.Add(
            Head("m1"), Enumerable.Range(0, 1_000).Select(i => Pending(SipAddress.Parse($"user{i:D4}@godwit.test"))), Enumerable.Range(0, 10).Select(i => Batch("m1", i)), Cancel);
        Assert.Equal(Enumerable.Range(0, 1_000).Select(i => $"user{i:D4}@godwit.test"), (await Store.Report("m1", Cancel))!.Users.Select(u => u.User.Value));
        Assert.Equal(10, (await Store.Unfinished(Cancel)).Count);
    }

    [Fact]
    public async Task A_write_changes_batch_and_outcomes_and_may_be_repeated()
    {
        await Store.Add(Head("m1"), [Pending(Bob), Pending(Alice)], [Batch("m1", 0), Batch("m1", 1)], Cancel);
        var lost = new UserOutcome(Bob, MoveOutcome.Moved, "lcs01.godwit.test", "by force", ["2 contacts", "\"1\" group"]);
        for (var time = 0; time < 2; time++) await Save("m1", Batch("m1", 0, "clear", finished: true), [lost]);
        await Reopen();
        var report = (await Store.Report("m1", Cancel))!;
        Assert.Equal(["2 contacts", "\"1\" group"], report.Users[0].Lost);
        Assert.Equal(MoveOutcome.Moved, report.Users[0].Outcome);
        Assert.Equal(MoveOutcome.Pending, report.Users[1].Outcome);
        Assert.Equal(Batch("m1", 1), Assert.Single(await Store.Unfinished(Cancel)));
    }

    [Fact]
    public async Task Unfinished_batches_come_by_move_and_number_and_lists_newest_first()
    {
        await Store.Add(Head("z"), [Pending(Bob)], [Batch("z", 1), Batch("z", 0), Batch("z", 2, finished: true)], Cancel);
        await Store.Add(Head("a"), [Pending(Alice)], [Batch("a", 0)], Cancel);
        Assert.Equal([("z", 0), ("z", 1), ("a", 0)], (await Store.Unfinished(Cancel)).Select(batch => (batch.MoveId, batch.Number)));
        Assert.Equal(["z", "a"], (await Store.Running(Cancel)).Select(move => move.Id));
        Assert.Equal(["a", "z"], (await Store.List(Cancel)).Select(move => move.Id));
    }

    [Fact]
    public async Task A_finished_move_no_longer_runs_and_its_progress_adds_up()
    {
        await Store.Add(Head("m1"), [Pending(Bob), Pending(Alice) with { Outcome = MoveOutcome.Refused }, Pending(Carol) with { Outcome = MoveOutcome.Unchanged }], [], Cancel);
        Assert.Equal(new MoveProgress("m1", MoveState.Running, 3, 0, 1, 1, 0), Assert.Single(await Store.List(Cancel)));
        await Save("m1", outcomes: [Pending(Bob) with { Outcome = MoveOutcome.Failed, Reason = "gone" }]);
        await Store.Finish("m1", Noon.AddMinutes(1), Cancel);
        Assert.Empty(await Store.Running(Cancel));
        Assert.Equal(new MoveProgress("m1", MoveState.Finished, 3, 0, 1, 1, 1), Assert.Single(await Store.List(Cancel)));
        Assert.Equal(new MoveProgress("m1", MoveState.Finished, 3, 0, 1, 1, 1), await Store.Progress("m1", Cancel));
        Assert.Null(await Store.Progress("m2", Cancel));
        var report = (await Store.Report("m1", Cancel))!;
        Assert.Equal(Noon.AddMinutes(1), report.FinishedAt);
        Assert.Equal(new MoveProgress("m1", MoveState.Finished, 3, 0, 1, 1, 1), report.Progress);
    }

    [Fact]
    public async Task A_move_without_users_is_listed_with_none()
    {
        await Store.Add(Head("m1"), [], [], Cancel);
        Assert.Equal(new MoveProgress("m1", MoveState.Running, 0, 0, 0, 0, 0), Assert.Single(await Store.List(Cancel)));
    }

    [Fact]
    public async Task Deliveries_are_open_until_they_are_final_and_keep_their_parcel_only_as_long()
    {
        var parcel = UserParcels.Pack(UserData.Empty(Alice));
        await Store.Add(Head("m1"), [Pending(Alice), Pending(Bob)], [], Cancel);
        await Save("m1", deliveries: [new Delivery("m1", Alice, "lcs01.godwit.test", DeliveryState.AtSource), new Delivery("m1", Bob, "lcs01.godwit.test", DeliveryState.AtSource)]);
        Assert.Equal([Alice, Bob], (await Store.OpenDeliveries(Cancel)).Select(delivery => delivery.User));
        Assert.Null(await Store.Parcel("m1", Alice, Cancel));

        var sealedOne = new Delivery("m1", Alice, "lcs01.godwit.test", DeliveryState.Sealed);
        for (var time = 0; time < 2; time++) await Save("m1", deliveries: [sealedOne], parcels: [parcel]);
        await Reopen();
        Assert.Equal(sealedOne, (await Store.OpenDeliveries(Cancel))[0]);
        var kept = (await Store.Parcel("m1", Alice, Cancel))!;
        Assert.Equal(parcel.Content.ToArray(), kept.Content.ToArray());
        Assert.Equal(parcel.Digest.ToArray(), kept.Digest.ToArray());

        await Save("m1", deliveries: [sealedOne with { State = DeliveryState.Kept }, new Delivery("m1", Bob, "lcs01.godwit.test", DeliveryState.Dropped)]);
        Assert.Empty(await Store.OpenDeliveries(Cancel));
        Assert.NotNull(await Store.Parcel("m1", Alice, Cancel));
        await Save("m1", deliveries: [sealedOne with { State = DeliveryState.Delivered }]);
        Assert.Null(await Store.Parcel("m1", Alice, Cancel));
    }

    [Fact]
    public async Task What_a_move_says_of_some_users_is_what_its_report_says()
    {
        var lost = new UserOutcome(Bob, MoveOutcome.Moved, "lcs01.godwit.test", "by force", ["2 contacts"]);
        await Store.Add(Head("m1"), [Pending(Bob), Pending(Alice)], [], Cancel);
        await Store.Add(Head("m2"), [Pending(Carol)], [], Cancel);
        await Save("m1", outcomes: [lost]);
        var said = Assert.Single(await Store.Outcomes("m1", [Carol, Bob], Cancel));
        Assert.Equal((lost with { Lost = [] }, "2 contacts"), (said with { Lost = [] }, Assert.Single(said.Lost)));
        Assert.Equal([Alice, Bob], (await Store.Outcomes("m1", [Alice, Bob], Cancel)).Select(o => o.User).Order());
        Assert.Empty(await Store.Outcomes("m3", [Bob], Cancel));
        Assert.Empty(await Store.Outcomes("m1", [], Cancel));
    }

    [Fact]
    public async Task Open_deliveries_of_some_users_are_theirs_of_all_moves_the_oldest_move_first()
    {
        foreach (var move in new[] { "z", "a" })
        {
            await Store.Add(Head(move), [Pending(Alice), Pending(Bob), Pending(Carol)], [], Cancel);
            Assert.Empty(move == "z" ? await Store.OpenDeliveries([Alice, Bob], Cancel) : []);
            await Save(move, deliveries: [.. new[] { Alice, Bob, Carol }.Select(u => new Delivery(move, u, "lcs01.godwit.test", DeliveryState.AtSource))]);
        }

        await Save("z", deliveries: [new Delivery("z", Alice, "lcs01.godwit.test", DeliveryState.Dropped)]);
        Assert.Equal([("z", Bob), ("a", Alice), ("a", Bob)], (await Store.OpenDeliveries([Bob, Alice, Bob], Cancel)).Select(d => (d.MoveId, d.User)));
        Assert.Equal([("z", Carol), ("a", Carol)], (await Store.OpenDeliveries([Carol], Cancel)).Select(d => (d.MoveId, d.User)));
        Assert.Empty(await Store.OpenDeliveries([], Cancel));
    }

    [Fact]
    public async Task A_write_that_fails_leaves_nothing()
    {
        await Store.Add(Head("m1"), [Pending(Bob)], [Batch("m1", 0)], Cancel);
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            Save("m1", Batch("m1", 0, "clear", finished: true), [Pending(Bob) with { Outcome = MoveOutcome.Moved }], parcels: [UserParcels.Pack(UserData.Empty(Alice))]));
        Assert.Equal(MoveOutcome.Pending, (await Store.Report("m1", Cancel))!.Users[0].Outcome);
        Assert.Equal(Batch("m1", 0), Assert.Single(await Store.Unfinished(Cancel)));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Save("unknown"));
    }
}
