using Godwit.Moves.Parcels;
using Godwit.Moves.Plans;
using Godwit.Pool.Users;
using Godwit.Storage.Sqlite;

namespace Godwit.Storage.Plans;

/// <summary>Saved plans in the journal's SQLite file.</summary>
public sealed class SqlitePlanStore(SqliteDatabase file) : IPlanStore
{
    public Task Begin(PlanHead plan, CancellationToken cancel) => file.Write(session => PlanRows.Begin(session, plan), cancel);

    public Task Append(string planId, IReadOnlyList<PlanEntry> entries, CancellationToken cancel) =>
        file.Write(session => PlanUserRows.Append(session, PlanRows.Key(session, planId), entries), cancel);

    public Task Finish(string planId, IReadOnlyList<int> order, Outlook outlook, int batchSize, CancellationToken cancel) =>
        file.Write(session =>
        {
            var key = PlanRows.Key(session, planId);
            PlanOrderRows.Arrange(session, key, order);
            PlanOrderRows.NumberBatches(session, key, batchSize);
            PlanRows.Finish(session, key, outlook);
        }, cancel);

    public Task DropUnfinished(CancellationToken cancel) => file.Write(PlanRows.DropUnfinished, cancel);

    public Task<IReadOnlyList<PlanSummary>> List(CancellationToken cancel) => Read(PlanRows.List, cancel);

    public Task<PlanSummary?> Find(string planId, CancellationToken cancel) => Read(session => PlanRows.Find(session, planId), cancel);

    public Task<IReadOnlyList<PlanEntry>> Read(string planId, PlanPage page, CancellationToken cancel) => Read(session => PlanUserRows.Read(session, planId, page), cancel);

    public Task<IReadOnlyList<SipAddress>> Missing(string planId, IReadOnlyCollection<SipAddress> users, CancellationToken cancel) =>
        Read(session => PlanUserRows.Missing(session, PlanRows.Key(session, planId), users), cancel);

    public Task Exclude(string planId, IReadOnlyCollection<SipAddress> users, bool excluded, int batchSize, DateTimeOffset at, CancellationToken cancel) =>
        Edit(planId, at, (session, key) =>
        {
            PlanUserRows.Exclude(session, key, users, excluded);
            PlanOrderRows.NumberBatches(session, key, batchSize);
        }, cancel);

    public Task PutFirst(string planId, IReadOnlyList<SipAddress> users, int batchSize, DateTimeOffset at, CancellationToken cancel) =>
        Edit(planId, at, (session, key) =>
        {
            PlanOrderRows.PutFirst(session, key, users);
            PlanOrderRows.NumberBatches(session, key, batchSize);
        }, cancel);

    public Task Rename(string planId, string name, DateTimeOffset at, CancellationToken cancel) => Edit(planId, at, (session, key) => PlanRows.Rename(session, key, name), cancel);

    public Task Ran(string planId, string moveId, DateTimeOffset at, CancellationToken cancel) => Edit(planId, at, (session, key) => PlanRows.Ran(session, key, moveId), cancel);

    public Task Delete(string planId, CancellationToken cancel) => file.Write(session => PlanRows.Delete(session, planId), cancel);

    private Task Edit(string planId, DateTimeOffset at, Action<SqliteSession, long> edit, CancellationToken cancel) =>
        file.Write(session =>
        {
            var key = PlanRows.Key(session, planId);
            edit(session, key);
            PlanRows.Changed(session, key, ParcelTexts.Ticks(at));
        }, cancel);

    private Task<T> Read<T>(Func<SqliteSession, T> read, CancellationToken cancel) => Task.Run(() => file.Read(read), cancel);
}
