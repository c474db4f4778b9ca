using System.Collections.Immutable;
using Godwit.Moves;
using Godwit.Moves.Forecasts;
using Godwit.Pool.Clients;
using Godwit.Pool.Notices;
using Godwit.Pool.Pools;
using Godwit.Pool.Users;

namespace Godwit.Doors.Tests.Crash.Moves;

/// <summary>The engine's doors to files, with a deadly point before and after each call.</summary>
internal sealed class DeadlyHomeSwitch(IHomeSwitch inner, DeadlyPoints points) : IHomeSwitch
{
    public Task<IReadOnlyList<HomeChangeResult>> Apply(IReadOnlyList<HomeChange> changes, CancellationToken cancel) => points.Around(() => inner.Apply(changes, cancel));
}

internal sealed class DeadlyBackEnd(IBackEnd inner, DeadlyPoints points) : IBackEnd
{
    public Task<IReadOnlyList<UserParcel>> Export(IReadOnlyList<SipAddress> users, CancellationToken cancel) => points.Around(() => inner.Export(users, cancel));

    public Task Import(IReadOnlyList<UserParcel> parcels, CancellationToken cancel) => points.Around(() => inner.Import(parcels, cancel));

    public Task<IReadOnlyList<ReadOnlyMemory<byte>?>> ReadBack(IReadOnlyList<SipAddress> users, CancellationToken cancel) => points.Around(() => inner.ReadBack(users, cancel));

    public Task Settle(IReadOnlyList<SipAddress> users, CancellationToken cancel) => points.Around(() => inner.Settle(users, cancel));

    public Task Abandon(IReadOnlyList<SipAddress> users, CancellationToken cancel) => points.Around(() => inner.Abandon(users, cancel));

    public Task Retire(IReadOnlyList<SipAddress> users, DateTimeOffset until, CancellationToken cancel) => points.Around(() => inner.Retire(users, until, cancel));

    public Task Delete(IReadOnlyList<SipAddress> users, CancellationToken cancel) => points.Around(() => inner.Delete(users, cancel));

    public Task<int> DropExpired(DateTimeOffset now, CancellationToken cancel) => inner.DropExpired(now, cancel);

    public Task<IReadOnlyList<LateOutcome>> Deliver(IReadOnlyList<LateParcel> late, PoolLimits limits, CancellationToken cancel) => points.Around(() => inner.Deliver(late, limits, cancel));

    public Task<IReadOnlyList<DateTimeOffset?>> LeftUntil(IReadOnlyList<SipAddress> users, CancellationToken cancel) => inner.LeftUntil(users, cancel);

    public Task<IReadOnlyList<UserParcel>> TakeChanged(int most, CancellationToken cancel) => inner.TakeChanged(most, cancel);

    public Task PostNotices(IReadOnlyList<UserNotice> notices, CancellationToken cancel) => points.Around(() => inner.PostNotices(notices, cancel));

    public Task ChangesTaken(CancellationToken cancel) => points.Around(() => inner.ChangesTaken(cancel));

    public Task Replace(IReadOnlyList<UserParcel> parcels, CancellationToken cancel) => points.Around(() => inner.Replace(parcels, cancel));

    public Task<IReadOnlyList<UserSurvey>> Survey(IReadOnlyList<SipAddress> users, CancellationToken cancel) => inner.Survey(users, cancel);

    public Task<IReadOnlyList<UserCopy>> Copies(SipAddress? after, int most, CancellationToken cancel) => inner.Copies(after, most, cancel);

    public Task<IReadOnlyList<UserCopy>> CopiesOf(IReadOnlyList<SipAddress> users, CancellationToken cancel) => inner.CopiesOf(users, cancel);

    public Task<IReadOnlyList<ImmutableArray<SeenClient>>> Clients(IReadOnlyList<SipAddress> users, CancellationToken cancel) => inner.Clients(users, cancel);

    public Task<IReadOnlyList<ImmutableArray<SipAddress>>> ContactEdges(IReadOnlyList<SipAddress> users, CancellationToken cancel) => inner.ContactEdges(users, cancel);
}

internal sealed class DeadlyMoveStore(IMoveStore inner, DeadlyPoints points) : IMoveStore
{
    public Task Add(MoveHead move, IEnumerable<UserOutcome> users, IEnumerable<BatchEntry> batches, CancellationToken cancel) => points.Around(() => inner.Add(move, users, batches, cancel));

    public Task Save(JournalWrite write, CancellationToken cancel) => points.Around(() => inner.Save(write, cancel));

    public Task Again(MoveHead move, IReadOnlyList<UserOutcome> users, IReadOnlyList<BatchEntry> batches, CancellationToken cancel) => points.Around(() => inner.Again(move, users, batches, cancel));

    public Task Put(MoveHead move, CancellationToken cancel) => points.Around(() => inner.Put(move, cancel));

    public Task Pace(string moveId, DateTimeOffset until, CancellationToken cancel) => points.Around(() => inner.Pace(moveId, until, cancel));

    public Task<MoveHead?> Find(string moveId, CancellationToken cancel) => inner.Find(moveId, cancel);

    public Task<int> LastBatch(string moveId, CancellationToken cancel) => inner.LastBatch(moveId, cancel);

    public Task<IReadOnlyList<UserOutcome>> NotMoved(string moveId, bool refused, CancellationToken cancel) => inner.NotMoved(moveId, refused, cancel);

    public Task<IReadOnlyList<BatchEntry>> Unfinished(CancellationToken cancel) => inner.Unfinished(cancel);

    public Task<IReadOnlyList<MoveHead>> Running(CancellationToken cancel) => inner.Running(cancel);

    public Task<MoveReport?> Report(string moveId, CancellationToken cancel) => inner.Report(moveId, cancel);

    public Task<MoveProgress?> Progress(string moveId, CancellationToken cancel) => inner.Progress(moveId, cancel);

    public Task<IReadOnlyList<UserOutcome>> Outcomes(string moveId, IReadOnlyCollection<SipAddress> users, CancellationToken cancel) => inner.Outcomes(moveId, users, cancel);

    public Task<IReadOnlyList<UserOutcome>> Outcomes(string moveId, SipAddress? after, int most, CancellationToken cancel) => inner.Outcomes(moveId, after, most, cancel);

    public Task<IReadOnlyDictionary<SipAddress, LaterMove>> MovedSince(string moveId, CancellationToken cancel) => inner.MovedSince(moveId, cancel);

    public Task<IReadOnlyDictionary<SipAddress, string>> LeftBehind(IReadOnlyCollection<SipAddress> users, CancellationToken cancel) => inner.LeftBehind(users, cancel);

    public Task<IReadOnlyList<MoveProgress>> List(CancellationToken cancel) => inner.List(cancel);

    public Task<IReadOnlyList<Delivery>> OpenDeliveries(CancellationToken cancel) => inner.OpenDeliveries(cancel);

    public Task<IReadOnlyList<Delivery>> OpenDeliveries(IReadOnlyCollection<SipAddress> users, CancellationToken cancel) => inner.OpenDeliveries(users, cancel);

    public Task<ReadOnlyMemory<byte>?> ReceiptDraft(string moveId, int batch, CancellationToken cancel) => inner.ReceiptDraft(moveId, batch, cancel);

    public Task<IReadOnlyList<long?>> ReceiptSheetsOf(string moveId, IReadOnlyList<SipAddress> users, CancellationToken cancel) => inner.ReceiptSheetsOf(moveId, users, cancel);

    public Task<StoredSheet?> NextReceipts(string moveId, long after, CancellationToken cancel) => inner.NextReceipts(moveId, after, cancel);

    public Task<UserParcel?> Parcel(string moveId, SipAddress user, CancellationToken cancel) => inner.Parcel(moveId, user, cancel);

    public Task AddPace(PaceOf of, Pace pace, DateTimeOffset at, CancellationToken cancel) => inner.AddPace(of, pace, at, cancel);

    public Task<Pace?> Pace(PaceOf of, CancellationToken cancel) => inner.Pace(of, cancel);

    public Task<UserParcel?> Base(string moveId, SipAddress user, CancellationToken cancel) => inner.Base(moveId, user, cancel);
}
