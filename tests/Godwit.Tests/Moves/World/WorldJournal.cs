using System.Collections.Concurrent;
using Godwit.Moves;
using Godwit.Moves.Forecasts;
using Godwit.Pool.Users;

namespace Godwit.Tests.Moves.World;

/// <summary>A journal in memory; each write is a transaction that is durable once it is done.</summary>
internal sealed class WorldJournal
{
    public List<MoveHead> Moves { get; } = [];

    public Dictionary<string, List<UserOutcome>> Outcomes { get; } = [];

    public Dictionary<(string Move, int Number), BatchEntry> Batches { get; } = [];

    public Dictionary<(string Move, SipAddress User), Delivery> Deliveries { get; } = [];

    public Dictionary<(string Move, SipAddress User), UserParcel> Parcels { get; } = [];

    public Dictionary<(string Move, int Batch), ReadOnlyMemory<byte>> ReceiptDrafts { get; } = [];

    /// <summary>All that were ever signed; a sheet's number is its place, from 1.</summary>
    public List<(string Move, ReceiptSheet Sheet)> Receipts { get; } = [];

    public ConcurrentDictionary<PaceOf, Pace> Paces { get; } = [];

    public Dictionary<(string Move, SipAddress User), UserParcel> Bases { get; } = [];

    public sealed class Door(WorldJournal journal, Doors doors) : IMoveStore
    {
        public Task Add(MoveHead move, IEnumerable<UserOutcome> users, IEnumerable<BatchEntry> batches, CancellationToken cancel) => doors.Call("journal add", () =>
        {
            journal.Moves.Add(move);
            journal.Outcomes[move.Id] = [.. users];
            foreach (var batch in batches) journal.Batches[(batch.MoveId, batch.Number)] = batch;
        });

        public Task Save(JournalWrite write, CancellationToken cancel) => doors.Call($"journal {write.Batch?.Step ?? "delivery"}", () =>
        {
            if (write.Batch is { } batch) journal.Batches[(batch.MoveId, batch.Number)] = batch;
            if (write.Later is { } later) journal.Batches[(later.MoveId, later.Number)] = later;
            foreach (var outcome in write.Outcomes) journal.Put(write.MoveId, outcome);
            journal.Undone(write.MoveId, write.Undone);
            if (write.ReceiptDraft is { } draft) journal.ReceiptDrafts[(write.MoveId, write.Batch!.Number)] = draft;
            else if (write.Batch is { } ended && (ended.Finished || write.Receipts is not null)) journal.ReceiptDrafts.Remove((write.MoveId, ended.Number));
            if (write.Receipts is { } receipts) journal.Receipts.Add((write.MoveId, receipts));
            foreach (var parcel in write.Parcels) journal.Parcels[(write.MoveId, parcel.User)] = parcel;
            foreach (var common in write.Bases) journal.Bases[(write.MoveId, common.User)] = common;
            foreach (var delivery in write.Deliveries)
            {
                journal.Deliveries[(write.MoveId, delivery.User)] = delivery;
                if (delivery is { State: DeliveryState.Delivered or DeliveryState.Dropped } or { State: DeliveryState.AtSource, WaitsAsOf: null }) journal.Parcels.Remove((write.MoveId, delivery.User));
            }
        });

        public Task Again(MoveHead move, IReadOnlyList<UserOutcome> users, IReadOnlyList<BatchEntry> batches, CancellationToken cancel) => doors.Call("journal again", () =>
        {
            journal.Put(move);
            foreach (var user in users) journal.Put(move.Id, user);
            foreach (var batch in batches) journal.Batches[(batch.MoveId, batch.Number)] = batch;
        });

        public Task Put(MoveHead move, CancellationToken cancel) => doors.Call(move.FinishedAt is null ? "journal steer" : "journal finish", () => journal.Put(move));

        public Task AddPace(PaceOf of, Pace pace, DateTimeOffset at, CancellationToken cancel) => Task.FromResult(journal.Paces[of] = journal.Paces.GetValueOrDefault(of) + pace);

        public Task<Pace?> Pace(PaceOf of, CancellationToken cancel) => Task.FromResult(journal.Paces.TryGetValue(of, out var pace) ? pace : (Pace?)null);

        public Task Pace(string moveId, DateTimeOffset until, CancellationToken cancel) => doors.Call("journal pace", () =>
        {
            var i = journal.Moves.FindIndex(m => m.Id == moveId);
            journal.Moves[i] = journal.Moves[i] with { PacedUntil = until };
        });

        public Task<MoveHead?> Find(string moveId, CancellationToken cancel) => doors.Call("journal read", () => journal.Moves.Find(m => m.Id == moveId));

        public Task<int> LastBatch(string moveId, CancellationToken cancel) => doors.Call("journal read", () => journal.Batches.Keys.Where(k => k.Move == moveId).Select(k => k.Number).DefaultIfEmpty().Max());

        public Task<IReadOnlyList<UserOutcome>> NotMoved(string moveId, bool refused, CancellationToken cancel) => doors.Call<IReadOnlyList<UserOutcome>>(
            "journal read", () => [.. journal.Outcomes[moveId].Where(o => o.Outcome == MoveOutcome.Failed || (refused && o.Outcome == MoveOutcome.Refused))]);

        public Task<IReadOnlyList<BatchEntry>> Unfinished(CancellationToken cancel) => doors.Call<IReadOnlyList<BatchEntry>>(
            "journal read", () => [.. journal.Batches.Values.Where(b => !b.Finished).OrderBy(b => journal.Moves.FindIndex(m => m.Id == b.MoveId)).ThenBy(b => b.Number)]);

        public Task<IReadOnlyList<MoveHead>> Running(CancellationToken cancel) => doors.Call<IReadOnlyList<MoveHead>>("journal read", () => [.. journal.Moves.Where(m => m.FinishedAt is null)]);

        public Task<IReadOnlyList<UserOutcome>> Outcomes(string moveId, SipAddress? after, int most, CancellationToken cancel) => doors.Call<IReadOnlyList<UserOutcome>>(
            "journal read", () => [.. journal.Outcomes[moveId].Where(o => after is not { } last || o.User.CompareTo(last) > 0).OrderBy(o => o.User).Take(most)]);

        public Task<IReadOnlyDictionary<SipAddress, LaterMove>> MovedSince(string moveId, CancellationToken cancel) => doors.Call<IReadOnlyDictionary<SipAddress, LaterMove>>("journal read", () => journal.Since(moveId));

        public Task<MoveReport?> Report(string moveId, CancellationToken cancel) => doors.Call("journal read", () => journal.Report(moveId));

        public Task<MoveProgress?> Progress(string moveId, CancellationToken cancel) => doors.Call("journal read", () => journal.Report(moveId)?.Progress);

        public Task<IReadOnlyList<UserOutcome>> Outcomes(string moveId, IReadOnlyCollection<SipAddress> users, CancellationToken cancel) => doors.Call<IReadOnlyList<UserOutcome>>(
            "journal read", () => [.. journal.Outcomes.GetValueOrDefault(moveId, []).Where(o => users.Contains(o.User))]);

        public Task<IReadOnlyDictionary<SipAddress, string>> LeftBehind(IReadOnlyCollection<SipAddress> users, CancellationToken cancel) => doors.Call<IReadOnlyDictionary<SipAddress, string>>(
            "journal read", () => users.Select(u => (User: u, Pool: journal.LeftBehind(u))).Where(u => u.Pool is not null).ToDictionary(u => u.User, u => u.Pool!));

        public Task<IReadOnlyList<MoveProgress>> List(CancellationToken cancel) => throw new NotSupportedException();

        public Task<IReadOnlyList<Delivery>> OpenDeliveries(CancellationToken cancel) => doors.Call<IReadOnlyList<Delivery>>(
            "journal read", () => [.. journal.Deliveries.Values.Where(d => d.State is DeliveryState.AtSource or DeliveryState.Sealed)]);

        public Task<IReadOnlyList<Delivery>> OpenDeliveries(IReadOnlyCollection<SipAddress> users, CancellationToken cancel) => doors.Call<IReadOnlyList<Delivery>>(
            "journal read", () => [.. journal.Deliveries.Values.Where(d => d.State is DeliveryState.AtSource or DeliveryState.Sealed && users.Contains(d.User))]);

        public Task<ReadOnlyMemory<byte>?> ReceiptDraft(string moveId, int batch, CancellationToken cancel) =>
            doors.Call("journal read", () => journal.ReceiptDrafts.TryGetValue((moveId, batch), out var draft) ? draft : (ReadOnlyMemory<byte>?)null);

        public Task<IReadOnlyList<long?>> ReceiptSheetsOf(string moveId, IReadOnlyList<SipAddress> users, CancellationToken cancel) => doors.Call<IReadOnlyList<long?>>(
            "journal read", () => [.. users.Select(u => journal.Receipts.FindLastIndex(s => s.Move == moveId && s.Sheet.Users.Contains(u)) is >= 0 and var at ? at + 1 : (long?)null)]);

        public Task<StoredSheet?> NextReceipts(string moveId, long after, CancellationToken cancel) => doors.Call(
            "journal read", () => journal.Receipts.FindIndex((int)after, s => s.Move == moveId) is >= 0 and var at ? new StoredSheet(at + 1, journal.Receipts[at].Sheet.Content) : null);

        public Task<UserParcel?> Parcel(string moveId, SipAddress user, CancellationToken cancel) =>
            doors.Call("journal read", () => journal.Parcels.GetValueOrDefault((moveId, user)));

        public Task<UserParcel?> Base(string moveId, SipAddress user, CancellationToken cancel) =>
            doors.Call("journal read", () => journal.Bases.GetValueOrDefault((moveId, user)));
    }

    private void Put(MoveHead move)
    {
        var i = Moves.FindIndex(m => m.Id == move.Id);
        Moves[i] = move with { PacedUntil = Moves[i].PacedUntil };
    }

    private void Put(string move, UserOutcome user)
    {
        var outcomes = Outcomes[move];
        outcomes[outcomes.FindIndex(o => o.User == user.User)] = user;
    }

    /// <summary>What is not finished.</summary>
    public override string ToString() => string.Join(
        '\n',
        [
            .. Moves.Where(m => m.FinishedAt is null).Select(m => $"running: {m}"),
            .. Batches.Values.Where(b => !b.Finished).Select(b => $"open batch: {b}"),
            .. Deliveries.Values.Where(d => d.State is DeliveryState.AtSource or DeliveryState.Sealed).Select(d => $"open delivery: {d}"),
        ]);

    public MoveReport? Report(string id) => Moves.Find(m => m.Id == id) is { } head
        ? new MoveReport(id, head.State, head.ToPool, head.Force, head.RequestedBy, head.StartedAt, head.FinishedAt, [.. Outcomes[id]]) { Undoes = head.Undoes }
        : null;

    private void Undone(string by, IReadOnlyList<SipAddress> users)
    {
        var undone = true;
        for (var mover = Moves.Find(m => m.Id == by)!; mover.Undoes is { } earlier; mover = Moves.Find(m => m.Id == earlier)!, undone = !undone)
            foreach (var user in users)
            {
                var i = Outcomes[earlier].FindIndex(o => o.User == user && o.Outcome is MoveOutcome.Moved or MoveOutcome.Undone);
                if (i >= 0) Outcomes[earlier][i] = Outcomes[earlier][i] with { Outcome = undone ? MoveOutcome.Undone : MoveOutcome.Moved, UndoneBy = undone ? mover.Id : null };
            }
    }

    private string? LeftBehind(SipAddress user) =>
        Moves.SelectMany(m => Outcomes[m.Id].Where(o => o.User == user && o.Outcome == MoveOutcome.Moved)).LastOrDefault() is { To: "", From: { } pool } ? pool : null;

    private Dictionary<SipAddress, LaterMove> Since(string id)
    {
        var (at, since) = (Moves.FindIndex(m => m.Id == id), new Dictionary<SipAddress, LaterMove>());
        var mine = Outcomes[id].ToDictionary(o => o.User, o => (o.From, To: o.To ?? Moves[at].ToPool));
        foreach (var later in Moves.Skip(at + 1).Where(m => Moves.FindIndex(u => u.Id == m.Undoes) <= at))
            foreach (var outcome in Outcomes[later.Id].Where(o => o.Outcome == MoveOutcome.Moved && mine.TryGetValue(o.User, out var trip) && trip != (o.From, o.To ?? later.ToPool)))
                since[outcome.User] = new LaterMove(later.Id, outcome.To ?? later.ToPool);
        return since;
    }
}
