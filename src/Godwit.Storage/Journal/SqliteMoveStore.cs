using Godwit.Moves;
using Godwit.Moves.Forecasts;
using Godwit.Moves.Notices;
using Godwit.Moves.Parcels;
using Godwit.Moves.Plans;
using Godwit.Pool.Users;
using Godwit.Storage.Migrations;
using Godwit.Storage.Plans;
using Godwit.Storage.Sqlite;

namespace Godwit.Storage.Journal;

/// <summary>The move engine's journal in a SQLite file of its own.</summary>
public sealed class SqliteMoveStore : IMoveStore, IAsyncDisposable
{
    private readonly SqliteDatabase _file;
    private readonly IReadOnlyList<NoticeReceiver> _receivers;
    private readonly TimeProvider _time;

    private SqliteMoveStore(SqliteDatabase file, IReadOnlyList<NoticeReceiver> receivers, TimeProvider time)
    {
        _file = file;
        _receivers = receivers;
        _time = time;
    }

    /// <summary>Notices of what is written here, in the transaction that they tell of.</summary>
    public IOutbox Outbox => new SqliteOutbox(_file);

    /// <summary>Plans lie in the same file.</summary>
    public IPlanStore Plans => new SqlitePlanStore(_file);

    /// <summary>Opens or makes the file and brings it up to date.</summary>
    public static SqliteMoveStore Open(string path) => Open(path, [], TimeProvider.System);

    public static SqliteMoveStore Open(string path, IReadOnlyList<NoticeReceiver> receivers, TimeProvider time) =>
        new(SqliteDatabase.Open(path, "the move journal", MigrationSet.Moves), receivers, time);

    public Task Add(MoveHead move, IEnumerable<UserOutcome> users, IEnumerable<BatchEntry> batches, CancellationToken cancel) =>
        _file.Write(session =>
        {
            var key = MoveRows.Put(session, move);
            MoveRows.PutUsers(session, key, users);
            foreach (var batch in batches) MoveRows.Put(session, key, batch);
            Tell(session, move.Id, MoveNotice.Started);
        }, cancel);

    public Task Save(JournalWrite write, CancellationToken cancel) =>
        _file.Write(session =>
        {
            var key = Key(session, write.MoveId);
            if (write.Batch is { } batch) MoveRows.Put(session, key, batch);
            if (write.Later is { } later) MoveRows.Put(session, key, later);
            if (write.Batch is { } its && write.ReceiptDraft is { } draft) ReceiptRows.PutDraft(session, key, its.Number, draft.Span);
            else if (write.Batch is { } ended && (ended.Finished || write.Receipts is not null)) ReceiptRows.DropDraft(session, key, ended.Number);
            foreach (var outcome in write.Outcomes) MoveRows.SetOutcome(session, key, outcome);
            UndoRows.Undone(session, key, write.Undone);
            foreach (var delivery in write.Deliveries) DeliveryRows.Put(session, key, delivery);
            foreach (var parcel in write.Parcels) DeliveryRows.Put(session, key, parcel);
            if (write.Receipts is { } receipts) ReceiptRows.Put(session, key, receipts);
            foreach (var common in write.Bases) DeliveryRows.PutBase(session, key, common);
            Tell(session, write.MoveId, MoveNotice.Of(write));
        }, cancel);

    public Task Again(MoveHead move, IReadOnlyList<UserOutcome> users, IReadOnlyList<BatchEntry> batches, CancellationToken cancel) =>
        _file.Write(session =>
        {
            var before = Before(session, move);
            var key = MoveRows.Put(session, move);
            foreach (var user in users) MoveRows.SetOutcome(session, key, user);
            foreach (var batch in batches) MoveRows.Put(session, key, batch);
            Tell(session, move.Id, MoveNotice.Of(before, move));
        }, cancel);

    public Task Put(MoveHead move, CancellationToken cancel) =>
        _file.Write(session =>
        {
            var before = Before(session, move);
            MoveRows.Put(session, move);
            Tell(session, move.Id, MoveNotice.Of(before, move));
        }, cancel);

    public Task Pace(string moveId, DateTimeOffset until, CancellationToken cancel) =>
        _file.Write(session => MoveRows.Pace(session, Key(session, moveId), ParcelTexts.Ticks(until)), cancel);

    public Task<IReadOnlyList<BatchEntry>> Unfinished(CancellationToken cancel) => Read(MoveReports.Unfinished, cancel);

    public Task<IReadOnlyList<MoveHead>> Running(CancellationToken cancel) => Read(MoveReports.Running, cancel);

    public Task<MoveHead?> Find(string moveId, CancellationToken cancel) => Read(session => MoveReports.Find(session, moveId), cancel);

    public Task<int> LastBatch(string moveId, CancellationToken cancel) => Read(session => MoveReports.LastBatch(session, moveId), cancel);

    public Task<IReadOnlyList<UserOutcome>> NotMoved(string moveId, bool refused, CancellationToken cancel) => Read(session => MoveReports.NotMoved(session, moveId, refused), cancel);

    public Task<MoveReport?> Report(string moveId, CancellationToken cancel) => Read(session => MoveReports.Report(session, moveId), cancel);

    public Task<MoveProgress?> Progress(string moveId, CancellationToken cancel) => Read(session => MoveReports.Progress(session, moveId), cancel);

    public Task<IReadOnlyList<UserOutcome>> Outcomes(string moveId, IReadOnlyCollection<SipAddress> users, CancellationToken cancel) =>
        Read(session => MoveReports.Outcomes(session, moveId, users), cancel);

    public Task<IReadOnlyList<UserOutcome>> Outcomes(string moveId, SipAddress? after, int most, CancellationToken cancel) =>
        Read(session => MoveReports.Outcomes(session, moveId, after, most), cancel);

    public Task<IReadOnlyDictionary<SipAddress, LaterMove>> MovedSince(string moveId, CancellationToken cancel) => Read(session => UndoRows.Since(session, moveId), cancel);

    public Task<IReadOnlyDictionary<SipAddress, string>> LeftBehind(IReadOnlyCollection<SipAddress> users, CancellationToken cancel) => Read(session => UndoRows.LeftBehind(session, users), cancel);

    public Task<IReadOnlyList<MoveProgress>> List(CancellationToken cancel) => Read(MoveReports.List, cancel);

    public Task<IReadOnlyList<Delivery>> OpenDeliveries(CancellationToken cancel) => Read(DeliveryRows.Open, cancel);

    public Task<IReadOnlyList<Delivery>> OpenDeliveries(IReadOnlyCollection<SipAddress> users, CancellationToken cancel) => Read(session => DeliveryRows.Open(session, users), cancel);

    public Task<UserParcel?> Parcel(string moveId, SipAddress user, CancellationToken cancel) => Read(session => DeliveryRows.Parcel(session, moveId, user), cancel);

    public Task<ReadOnlyMemory<byte>?> ReceiptDraft(string moveId, int batch, CancellationToken cancel) => Read(session => ReceiptRows.Draft(session, moveId, batch), cancel);

    public Task<IReadOnlyList<long?>> ReceiptSheetsOf(string moveId, IReadOnlyList<SipAddress> users, CancellationToken cancel) =>
        Read(session => ReceiptRows.SheetsOf(session, moveId, users), cancel);

    public Task<StoredSheet?> NextReceipts(string moveId, long after, CancellationToken cancel) => Read(session => ReceiptRows.Next(session, moveId, after), cancel);

    public Task AddPace(PaceOf of, Pace pace, DateTimeOffset at, CancellationToken cancel) => _file.Write(session => PaceRows.Add(session, of, pace, ParcelTexts.Ticks(at)), cancel);

    public Task<Pace?> Pace(PaceOf of, CancellationToken cancel) => Read(session => PaceRows.Sum(session, of), cancel);

    public Task<UserParcel?> Base(string moveId, SipAddress user, CancellationToken cancel) => Read(session => DeliveryRows.Base(session, moveId, user), cancel);

    public ValueTask DisposeAsync() => _file.DisposeAsync();

    private Task<T> Read<T>(Func<SqliteSession, T> read, CancellationToken cancel) => Task.Run(() => _file.Read(read), cancel);

    private MoveHead? Before(SqliteSession session, MoveHead move) => _receivers.Count == 0 ? null : MoveReports.Find(session, move.Id);

    private void Tell(SqliteSession session, string moveId, MoveNotice? notice)
    {
        if (notice is not null) OutboxRows.Put(session, moveId, notice, _receivers, _time.GetUtcNow());
    }

    private static long Key(SqliteSession session, string moveId) =>
        MoveRows.Find(session, moveId) ?? throw new InvalidOperationException($"The journal knows no move {moveId}");
}
