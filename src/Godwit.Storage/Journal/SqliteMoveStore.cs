using Godwit.Moves;
using Godwit.Moves.Parcels;
using Godwit.Pool.Users;
using Godwit.Storage.Migrations;
using Godwit.Storage.Sqlite;

namespace Godwit.Storage.Journal;

/// <summary>The move engine's journal in a SQLite file of its own.</summary>
public sealed class SqliteMoveStore : IMoveStore, IAsyncDisposable
{
    private readonly SqliteDatabase _file;

    private SqliteMoveStore(SqliteDatabase file) => _file = file;

    /// <summary>Opens or makes the file and brings it up to date.</summary>
    public static SqliteMoveStore Open(string path) => new(SqliteDatabase.Open(path, "the move journal", MigrationSet.Moves));

    public Task Add(MoveHead move, IEnumerable<UserOutcome> users, IEnumerable<BatchEntry> batches, CancellationToken cancel) =>
        _file.Write(session =>
        {
            var key = MoveRows.Put(session, move);
            MoveRows.PutUsers(session, key, users);
            foreach (var batch in batches) MoveRows.Put(session, key, batch);
        }, cancel);

    public Task Save(JournalWrite write, CancellationToken cancel) =>
        _file.Write(session =>
        {
            var key = Key(session, write.MoveId);
            if (write.Batch is { } batch) MoveRows.Put(session, key, batch);
            foreach (var outcome in write.Outcomes) MoveRows.SetOutcome(session, key, outcome);
            foreach (var delivery in write.Deliveries) DeliveryRows.Put(session, key, delivery);
            foreach (var parcel in write.Parcels) DeliveryRows.Put(session, key, parcel);
        }, cancel);

    public Task Finish(string moveId, DateTimeOffset at, CancellationToken cancel) =>
        _file.Write(session => MoveRows.Finish(session, Key(session, moveId), ParcelTexts.Ticks(at)), cancel);

    public Task<IReadOnlyList<BatchEntry>> Unfinished(CancellationToken cancel) => Read(MoveReports.Unfinished, cancel);

    public Task<IReadOnlyList<MoveHead>> Running(CancellationToken cancel) => Read(MoveReports.Running, cancel);

    public Task<MoveReport?> Report(string moveId, CancellationToken cancel) => Read(session => MoveReports.Report(session, moveId), cancel);

    public Task<MoveProgress?> Progress(string moveId, CancellationToken cancel) => Read(session => MoveReports.Progress(session, moveId), cancel);

    public Task<IReadOnlyList<UserOutcome>> Outcomes(string moveId, IReadOnlyCollection<SipAddress> users, CancellationToken cancel) =>
        Read(session => MoveReports.Outcomes(session, moveId, users), cancel);

    public Task<IReadOnlyList<MoveProgress>> List(CancellationToken cancel) => Read(MoveReports.List, cancel);

    public Task<IReadOnlyList<Delivery>> OpenDeliveries(CancellationToken cancel) => Read(DeliveryRows.Open, cancel);

    public Task<IReadOnlyList<Delivery>> OpenDeliveries(IReadOnlyCollection<SipAddress> users, CancellationToken cancel) => Read(session => DeliveryRows.Open(session, users), cancel);

    public Task<UserParcel?> Parcel(string moveId, SipAddress user, CancellationToken cancel) => Read(session => DeliveryRows.Parcel(session, moveId, user), cancel);

    public ValueTask DisposeAsync() => _file.DisposeAsync();

    private Task<T> Read<T>(Func<SqliteSession, T> read, CancellationToken cancel) => Task.Run(() => _file.Read(read), cancel);

    private static long Key(SqliteSession session, string moveId) =>
        MoveRows.Find(session, moveId) ?? throw new InvalidOperationException($"The journal knows no move {moveId}");
}
