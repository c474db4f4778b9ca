using Godwit.Moves;
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
            var outcomes = journal.Outcomes[write.MoveId];
            foreach (var outcome in write.Outcomes) outcomes[outcomes.FindIndex(o => o.User == outcome.User)] = outcome;
            foreach (var parcel in write.Parcels) journal.Parcels[(write.MoveId, parcel.User)] = parcel;
            foreach (var delivery in write.Deliveries)
            {
                journal.Deliveries[(write.MoveId, delivery.User)] = delivery;
                if (delivery.State is DeliveryState.Delivered or DeliveryState.Dropped) journal.Parcels.Remove((write.MoveId, delivery.User));
            }
        });

        public Task Finish(string moveId, DateTimeOffset at, CancellationToken cancel) => doors.Call("journal finish", () =>
        {
            var i = journal.Moves.FindIndex(m => m.Id == moveId);
            journal.Moves[i] = journal.Moves[i] with { FinishedAt = at };
        });

        public Task<IReadOnlyList<BatchEntry>> Unfinished(CancellationToken cancel) => doors.Call<IReadOnlyList<BatchEntry>>(
            "journal read", () => [.. journal.Batches.Values.Where(b => !b.Finished).OrderBy(b => journal.Moves.FindIndex(m => m.Id == b.MoveId)).ThenBy(b => b.Number)]);

        public Task<IReadOnlyList<MoveHead>> Running(CancellationToken cancel) => doors.Call<IReadOnlyList<MoveHead>>("journal read", () => [.. journal.Moves.Where(m => m.FinishedAt is null)]);

        public Task<MoveReport?> Report(string moveId, CancellationToken cancel) => doors.Call("journal read", () => journal.Report(moveId));

        public Task<MoveProgress?> Progress(string moveId, CancellationToken cancel) => doors.Call("journal read", () => journal.Report(moveId)?.Progress);

        public Task<IReadOnlyList<UserOutcome>> Outcomes(string moveId, IReadOnlyCollection<SipAddress> users, CancellationToken cancel) => doors.Call<IReadOnlyList<UserOutcome>>(
            "journal read", () => [.. journal.Outcomes.GetValueOrDefault(moveId, []).Where(o => users.Contains(o.User))]);

        public Task<IReadOnlyList<MoveProgress>> List(CancellationToken cancel) => throw new NotSupportedException();

        public Task<IReadOnlyList<Delivery>> OpenDeliveries(CancellationToken cancel) => doors.Call<IReadOnlyList<Delivery>>(
            "journal read", () => [.. journal.Deliveries.Values.Where(d => d.State is DeliveryState.AtSource or DeliveryState.Sealed)]);

        public Task<IReadOnlyList<Delivery>> OpenDeliveries(IReadOnlyCollection<SipAddress> users, CancellationToken cancel) => doors.Call<IReadOnlyList<Delivery>>(
            "journal read", () => [.. journal.Deliveries.Values.Where(d => d.State is DeliveryState.AtSource or DeliveryState.Sealed && users.Contains(d.User))]);

        public Task<UserParcel?> Parcel(string moveId, SipAddress user, CancellationToken cancel) =>
            doors.Call("journal read", () => journal.Parcels.GetValueOrDefault((moveId, user)));
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
        ? new MoveReport(id, head.FinishedAt is null ? MoveState.Running : MoveState.Finished, head.ToPool, head.Force, head.RequestedBy, head.StartedAt, head.FinishedAt, [.. Outcomes[id]])
        : null;
}
