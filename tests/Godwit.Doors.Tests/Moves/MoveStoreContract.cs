using Godwit.Moves;
using Godwit.Moves.Forecasts;
using Godwit.Moves.Parcels;
using Godwit.Pool.BackEnds;
using Godwit.Pool.Contacts;
using Godwit.Pool.Users;

namespace Godwit.Doors.Tests.Moves;

/// <summary>What every journal must do for the move engine.</summary>
public abstract partial class MoveStoreContract : IAsyncLifetime
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
        await Store.Put(Head("m1") with { FinishedAt = Noon.AddMinutes(1) }, Cancel);
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
        await Save("m1", deliveries: [new Delivery("m1", Alice, "lcs01.godwit.test", DeliveryState.AtSource, Noon), new Delivery("m1", Bob, "lcs01.godwit.test", DeliveryState.AtSource, Noon)]);
        Assert.Equal([Alice, Bob], (await Store.OpenDeliveries(Cancel)).Select(delivery => delivery.User));
        Assert.Null(await Store.Parcel("m1", Alice, Cancel));

        var sealedOne = new Delivery("m1", Alice, "lcs01.godwit.test", DeliveryState.Sealed, Noon);
        for (var time = 0; time < 2; time++) await Save("m1", deliveries: [sealedOne], parcels: [parcel]);
        await Reopen();
        Assert.Equal(sealedOne, (await Store.OpenDeliveries(Cancel))[0]);
        var kept = (await Store.Parcel("m1", Alice, Cancel))!;
        Assert.Equal(parcel.Content.ToArray(), kept.Content.ToArray());
        Assert.Equal(parcel.Digest.ToArray(), kept.Digest.ToArray());

        await Save("m1", deliveries: [sealedOne with { State = DeliveryState.Kept }, new Delivery("m1", Bob, "lcs01.godwit.test", DeliveryState.Dropped, Noon)]);
        Assert.Empty(await Store.OpenDeliveries(Cancel));
        Assert.NotNull(await Store.Parcel("m1", Alice, Cancel));
        await Save("m1", deliveries: [sealedOne with { State = DeliveryState.Delivered }]);
        Assert.Null(await Store.Parcel("m1", Alice, Cancel));
    }

    [Fact]
    public async Task What_both_sides_had_is_kept_with_a_delivery_until_it_is_final()
    {
        var common = UserParcels.Pack(UserData.Empty(Alice));
        var delivery = new Delivery("m1", Alice, "lcs01.godwit.test", DeliveryState.AtSource, Noon) { BaseAsOf = Noon.AddMinutes(-37), IsLater = true };
        await Store.Add(Head("m1"), [Pending(Alice)], [], Cancel);
        for (var time = 0; time < 2; time++) await Store.Save(new JournalWrite("m1", null, [], [delivery], []) { Bases = [common] }, Cancel);
        await Reopen();
        Assert.Equal(delivery, Assert.Single(await Store.OpenDeliveries(Cancel)));
        Assert.Equal(common.Content.ToArray(), (await Store.Base("m1", Alice, Cancel))!.Content.ToArray());
        await Save("m1", deliveries: [delivery with { State = DeliveryState.Sealed }], parcels: [common]);
        Assert.NotNull(await Store.Base("m1", Alice, Cancel));
        await Save("m1", deliveries: [delivery with { State = DeliveryState.Delivered }]);
        Assert.Null(await Store.Base("m1", Alice, Cancel));
    }

    [Fact]
    public async Task What_waits_for_a_home_that_is_down_is_kept_until_it_has_been_given_or_newer_data_is_sealed()
    {
        var (waits, newer) = (UserParcels.Pack(UserData.Empty(Alice)), UserParcels.Pack(UserData.Empty(Alice) with { Contacts = [new Contact("bob@godwit.test", "Bob", [1], true, "", null)] }));
        var delivery = new Delivery("m1", Alice, "lcs01.godwit.test", DeliveryState.AtSource, Noon) { WaitsAsOf = Noon.AddMinutes(-37) };
        await Store.Add(Head("m1"), [Pending(Alice)], [], Cancel);
        for (var time = 0; time < 2; time++) await Save("m1", deliveries: [delivery], parcels: [waits]);
        await Reopen();
        Assert.Equal(delivery, Assert.Single(await Store.OpenDeliveries([Alice], Cancel)));
        Assert.Equal(waits.Content.ToArray(), (await Store.Parcel("m1", Alice, Cancel))!.Content.ToArray());
        Assert.Null(await Store.Base("m1", Alice, Cancel));

        var given = delivery with { WaitsAsOf = null, BaseAsOf = delivery.WaitsAsOf };
        await Store.Save(new JournalWrite("m1", null, [], [given], []) { Bases = [waits] }, Cancel);
        Assert.Equal(given, Assert.Single(await Store.OpenDeliveries(Cancel)));
        Assert.Null(await Store.Parcel("m1", Alice, Cancel));
        Assert.NotNull(await Store.Base("m1", Alice, Cancel));

        await Save("m1", deliveries: [delivery], parcels: [waits]);
        var sealedOne = delivery with { State = DeliveryState.Sealed, WaitsAsOf = null };
        await Save("m1", deliveries: [sealedOne]);
        Assert.Equal(waits.Content.ToArray(), (await Store.Parcel("m1", Alice, Cancel))!.Content.ToArray());
        await Save("m1", deliveries: [sealedOne], parcels: [newer]);
        Assert.Equal(sealedOne, Assert.Single(await Store.OpenDeliveries(Cancel)));
        Assert.Equal(newer.Content.ToArray(), (await Store.Parcel("m1", Alice, Cancel))!.Content.ToArray());
    }

    [Fact]
    public async Task Report_names_every_item_that_waits_in_a_sealed_parcel()
    {
        var parcel = UserParcels.Pack(UserData.Empty(Alice) with { Contacts = [new Contact("bob@godwit.test", "Bob", [1], true, "", null)] });
        await Store.Add(Head("m1"), [Pending(Bob), Pending(Alice)], [], Cancel);
        await Save("m1", deliveries: [new Delivery("m1", Alice, "lcs01.godwit.test", DeliveryState.Sealed, Noon)], parcels: [parcel]);
        var users = (await Store.Report("m1", Cancel))!.Users;
        Assert.Empty(users[0].LostItems);
        Assert.Equal(new LostItem("contact", "bob@godwit.test", "Bob"), Assert.Single(users[1].LostItems));
    }

    [Fact]
    public async Task Items_and_conflicts_of_an_outcome_are_kept()
    {
        var said = Pending(Alice) with { Outcome = MoveOutcome.Moved, LostItems = [new LostItem("contact", "bob@godwit.test", "Bob \"B\"")], Conflicts = ["contact Carol: both"] };
        await Store.Add(Head("m1"), [Pending(Alice)], [], Cancel);
        await Save("m1", outcomes: [said]);
        await Reopen();
        var found = (await Store.Report("m1", Cancel))!.Users[0];
        Assert.Equal(said.LostItems.AsEnumerable(), found.LostItems);
        Assert.Equal(said.Conflicts.AsEnumerable(), found.Conflicts);
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
            await Save(move, deliveries: [.. new[] { Alice, Bob, Carol }.Select(u => new Delivery(move, u, "lcs01.godwit.test", DeliveryState.AtSource, Noon))]);
        }

        await Save("z", deliveries: [new Delivery("z", Alice, "lcs01.godwit.test", DeliveryState.Dropped, Noon)]);
        Assert.Equal([("z", Bob), ("a", Alice), ("a", Bob)], (await Store.OpenDeliveries([Bob, Alice, Bob], Cancel)).Select(d => (d.MoveId, d.User)));
        Assert.Equal([("z", Carol), ("a", Carol)], (await Store.OpenDeliveries([Carol], Cancel)).Select(d => (d.MoveId, d.User)));
        Assert.Empty(await Store.OpenDeliveries([], Cancel));
    }

    private Task Sign(string move, byte content, params SipAddress[] users) =>
        Store.Save(new JournalWrite(move, null, [], [], []) { Receipts = new ReceiptSheet(users, new[] { content }) }, Cancel);

    [Fact]
    public async Task Receipts_are_read_sheet_by_sheet_and_the_latest_of_a_user_counts()
    {
        await Store.Add(Head("m1"), [Pending(Bob), Pending(Alice), Pending(Carol)], [], Cancel);
        await Store.Add(Head("m2"), [Pending(Carol)], [], Cancel);
        Assert.Null(await Store.NextReceipts("m1", 0, Cancel));
        await Sign("m1", 1, Alice, Bob);
        await Sign("m2", 2, Carol);
        for (var time = 0; time < 2; time++) await Sign("m1", 3, Bob);
        await Reopen();

        var first = (await Store.NextReceipts("m1", 0, Cancel))!;
        var second = (await Store.NextReceipts("m1", first.Number, Cancel))!;
        Assert.Equal([1], first.Content.ToArray());
        Assert.Equal([3], second.Content.ToArray());
        Assert.Null(await Store.NextReceipts("m1", second.Number, Cancel));
        Assert.Equal([second.Number, null, first.Number], await Store.ReceiptSheetsOf("m1", [Bob, Carol, Alice], Cancel));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Sign("m2", 4, Alice));
    }

    [Fact]
    public async Task A_draft_of_receipts_stays_until_they_are_signed_or_the_batch_is_finished()
    {
        await Store.Add(Head("m1"), [Pending(Bob), Pending(Alice)], [Batch("m1", 0), Batch("m1", 1)], Cancel);
        for (var batch = 0; batch < 2; batch++)
            foreach (var content in new byte[] { 1, 2 })
                await Store.Save(new JournalWrite("m1", Batch("m1", batch, "switch"), [], [], []) { ReceiptDraft = new[] { content } }, Cancel);
        await Reopen();
        Assert.Equal([2], (await Store.ReceiptDraft("m1", 0, Cancel))!.Value.ToArray());
        Assert.Null(await Store.ReceiptDraft("m2", 0, Cancel));

        await Store.Save(new JournalWrite("m1", Batch("m1", 0, "check"), [], [], []) { Receipts = new ReceiptSheet([Bob], new byte[] { 3 }) }, Cancel);
        await Save("m1", Batch("m1", 1, "done", finished: true));
        Assert.Null(await Store.ReceiptDraft("m1", 0, Cancel));
        Assert.Null(await Store.ReceiptDraft("m1", 1, Cancel));
    }

    [Fact]
    public async Task A_move_is_found_and_its_outcomes_come_page_by_page()
    {
        await Store.Add(Head("m1") with { Force = true }, [Pending(Carol), Pending(Bob), Pending(Alice)], [], Cancel);
        Assert.Equal(Head("m1") with { Force = true }, await Store.Find("m1", Cancel));
        Assert.Null(await Store.Find("m2", Cancel));
        Assert.Equal([Alice, Bob], (await Store.Outcomes("m1", null, 2, Cancel)).Select(o => o.User));
        Assert.Equal([Carol], (await Store.Outcomes("m1", Bob, 2, Cancel)).Select(o => o.User));
        Assert.Empty(await Store.Outcomes("m1", Carol, 2, Cancel));
    }

    [Fact]
    public async Task A_move_that_undoes_another_is_remembered_as_such_and_what_it_took_back_is_undone_there()
    {
        await Moved("m1", Alice, Bob);
        await Undoing("u1", "m1", Alice, Bob);
        Assert.Equal(("m1", ""), ((await Store.Find("u1", Cancel))!.Undoes, (await Store.Find("u1", Cancel))!.ToPool));
        Assert.Null((await Store.Find("m1", Cancel))!.Undoes);
        Assert.Null(await Store.Find("m2", Cancel));
        for (var time = 0; time < 2; time++)
            await Store.Save(new JournalWrite("u1", null, [Pending(Alice) with { Outcome = MoveOutcome.Moved, From = "r2pool.godwit.test", To = "" }], [], []) { Undone = [Alice] }, Cancel);
        await Reopen();

        var undone = (await Store.Report("m1", Cancel))!;
        Assert.Equal([(MoveOutcome.Undone, "u1"), (MoveOutcome.Moved, null)], undone.Users.Select(u => (u.Outcome, u.UndoneBy)));
        Assert.Equal((1, 1, 1), (undone.Progress.Moved, undone.Progress.Undone, (await Store.Progress("m1", Cancel))!.Undone));
        var undo = (await Store.Report("u1", Cancel))!;
        Assert.Equal(("m1", "", "lcs01.godwit.test"), (undo.Undoes, undo.Users[0].To, undo.Users[1].To));

        // What undoes the undo makes it a move again.
        await Undoing("u2", "u1", Alice);
        await Store.Save(new JournalWrite("u2", null, [Pending(Alice) with { Outcome = MoveOutcome.Moved }], [], []) { Undone = [Alice] }, Cancel);
        Assert.Equal((MoveOutcome.Undone, "u2"), (await Outcome("u1", Alice)));
        Assert.Equal((MoveOutcome.Moved, null), (await Outcome("m1", Alice)));
    }

    [Fact]
    public async Task Outcomes_come_by_address_page_by_page()
    {
        await Store.Add(Head("m1"), [Pending(Carol), Pending(Alice), Pending(Bob)], [], Cancel);
        Assert.Equal([Alice, Bob], (await Store.Outcomes("m1", null, 2, Cancel)).Select(o => o.User));
        Assert.Equal([Carol], (await Store.Outcomes("m1", Bob, 2, Cancel)).Select(o => o.User));
        Assert.Empty(await Store.Outcomes("m1", Carol, 2, Cancel));
        Assert.Empty(await Store.Outcomes("m2", null, 2, Cancel));
    }

    [Fact]
    public async Task A_later_move_that_took_a_user_elsewhere_is_known_until_it_is_undone()
    {
        await Moved("m0", Bob);
        await Moved("m1", Alice, Bob, Carol);
        Assert.Empty(await Store.MovedSince("m1", Cancel));

        // The same way again is no other move: one that joined the first, for example.
        await Moved("m2", Carol);
        await Store.Add(Head("m3") with { ToPool = "ocs07.godwit.test" }, [Pending(Alice) with { Outcome = MoveOutcome.Moved, From = "r2pool.godwit.test" }, Pending(Bob) with { Outcome = MoveOutcome.Refused }], [], Cancel);
        Assert.Equal((Alice, new LaterMove("m3", "ocs07.godwit.test")), (await Store.MovedSince("m1", Cancel)).Select(m => (m.Key, m.Value)).Single());

        await Undoing("u3", "m3", Alice);
        await Store.Save(new JournalWrite("u3", null, [Pending(Alice) with { Outcome = MoveOutcome.Moved, From = "ocs07.godwit.test", To = "r2pool.godwit.test" }], [], []) { Undone = [Alice] }, Cancel);
        Assert.Empty(await Store.MovedSince("m1", Cancel));
        Assert.Empty(await Store.MovedSince("m9", Cancel));
    }

    private Task Moved(string id, params SipAddress[] users) => Store.Add(Head(id), users.Select(u => Pending(u) with { Outcome = MoveOutcome.Moved }), [], Cancel);

    private Task Undoing(string id, string undone, params SipAddress[] users) =>
        Store.Add(Head(id) with { ToPool = "", Undoes = undone }, users.Select(u => Pending(u) with { To = "lcs01.godwit.test" }), [], Cancel);

    private async Task<(MoveOutcome, string?)> Outcome(string id, SipAddress user)
    {
        var said = Assert.Single(await Store.Outcomes(id, [user], Cancel));
        return (said.Outcome, said.UndoneBy);
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

    [Fact]
    public async Task Paces_are_added_up_for_each_pair_of_pools_and_old_ones_make_room()
    {
        var there = PaceOf.Move("lcs01.godwit.test", "r2pool.godwit.test");
        Assert.Null(await Store.Pace(there, Cancel));
        await Store.AddPace(PaceOf.Directory, new Pace(7, TimeSpan.FromSeconds(1)), Noon, Cancel);
        await Store.AddPace(there, new Pace(1_000_000, TimeSpan.FromSeconds(1)), Noon, Cancel);
        for (var i = 0; i < 50; i++) await Store.AddPace(there, new Pace(i, TimeSpan.FromSeconds(2)), Noon, Cancel);
        await Reopen();
        Assert.Equal(new Pace(49 * 50 / 2, TimeSpan.FromSeconds(100)), await Store.Pace(there, Cancel));
        Assert.Equal(new Pace(7, TimeSpan.FromSeconds(1)), await Store.Pace(PaceOf.Directory, Cancel));
    }
}
