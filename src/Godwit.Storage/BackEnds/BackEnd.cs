using System.Collections.Immutable;
using Godwit.Moves;
using Godwit.Moves.Parcels;
using Godwit.Pool.BackEnds;
using Godwit.Pool.Clients;
using Godwit.Pool.Notices;
using Godwit.Pool.Pools;
using Godwit.Pool.Users;
using Godwit.Storage.Notices;
using Godwit.Storage.Sqlite;
using Godwit.Storage.Tables;

namespace Godwit.Storage.BackEnds;

/// <summary>A pool's SQLite file as a move needs it. Its calls may run at the same time: exports and read-backs beside the one writer.</summary>
public sealed class BackEnd(SqliteDatabase database) : IBackEnd
{
    public Task<IReadOnlyList<UserParcel>> Export(IReadOnlyList<SipAddress> users, CancellationToken cancel) =>
        Task.Run(() => database.Read<IReadOnlyList<UserParcel>>(session =>
        {
            using var digests = new ParcelDigests();
            var writer = new ParcelWriter();
            var parcels = new ParcelBatch(users.Count);
            foreach (var user in users)
            {
                cancel.ThrowIfCancellationRequested();
                if (UserTable.Find(session, user) is { } copy) ParcelExport.Write(session, user, copy.Id, writer);
                else UserParcels.Write(writer, UserData.Empty(user));
                parcels.Add(digests.Parcel(user, writer) with { Clients = SeenClientTable.Of(session, user) });
            }
            return parcels;
        }), cancel);

    public Task Import(IReadOnlyList<UserParcel> parcels, CancellationToken cancel) =>
        database.Write(session =>
        {
            foreach (var parcel in parcels)
            {
                if (UserTable.Find(session, parcel.User) is { } copy)
                {
                    if (copy.State == CopyState.Homed) throw new InvalidOperationException($"{parcel.User} is homed here: her data is not replaced");
                    UserTable.Drop(session, parcel.User);
                }
                foreach (var client in parcel.Clients) SeenClientTable.Put(session, parcel.User, client);
            }
            ParcelImport.Add(session, parcels, CopyState.Arriving);
        }, cancel);

    public Task<IReadOnlyList<ReadOnlyMemory<byte>?>> ReadBack(IReadOnlyList<SipAddress> users, CancellationToken cancel) =>
        Task.Run(() => database.Read<IReadOnlyList<ReadOnlyMemory<byte>?>>(session =>
        {
            using var digests = new ParcelDigests();
            var writer = new ParcelWriter();
            var found = new ReadOnlyMemory<byte>?[users.Count];
            for (var i = 0; i < found.Length; i++)
            {
                cancel.ThrowIfCancellationRequested();
                if (UserTable.Find(session, users[i]) is not { } copy) continue;
                ParcelExport.Write(session, users[i], copy.Id, writer);
                found[i] = digests.Digest(writer);
            }
            return found;
        }), cancel);

    public Task Settle(IReadOnlyList<SipAddress> users, CancellationToken cancel) =>
        database.Write(session =>
        {
            foreach (var user in users)
            {
                UserTable.Settle(session, user);
                ChangedTable.Mark(session, user);
            }
        }, cancel);

    public Task Abandon(IReadOnlyList<SipAddress> users, CancellationToken cancel) =>
        database.Write(session =>
        {
            foreach (var user in users) UserTable.Abandon(session, user);
        }, cancel);

    public Task Retire(IReadOnlyList<SipAddress> users, DateTimeOffset until, CancellationToken cancel) =>
        database.Write(session =>
        {
            foreach (var user in users)
            {
                UserTable.Retire(session, user, ParcelTexts.Ticks(until));
                SeenClientTable.ForgetWithoutCopy(session, user);
            }
        }, cancel);

    public async Task Delete(IReadOnlyList<SipAddress> users, CancellationToken cancel)
    {
        await database.Write(session =>
        {
            foreach (var user in users)
            {
                UserTable.Drop(session, user);
                SeenClientTable.ForgetWithoutCopy(session, user);
            }
        }, cancel);
        while (await database.Write(DroppedCopies.Sweep, cancel)) { }
    }

    public async Task<int> DropExpired(DateTimeOffset now, CancellationToken cancel)
    {
        var expired = await database.Write(session =>
        {
            NoticeTable.Forget(session, now);
            return DroppedCopies.MarkExpired(session, ParcelTexts.Ticks(now));
        }, cancel);
        // A few users a transaction, so that nobody who signs in meanwhile waits for long.
        while (await database.Write(DroppedCopies.Sweep, cancel)) { }
        return expired;
    }

    public Task<IReadOnlyList<LateOutcome>> Deliver(IReadOnlyList<LateParcel> late, PoolLimits limits, CancellationToken cancel) =>
        database.Write<IReadOnlyList<LateOutcome>>(session => [.. late.Select(parcel => LateDelivery.Take(session, parcel, limits))], cancel);

    public Task<IReadOnlyList<DateTimeOffset?>> LeftUntil(IReadOnlyList<SipAddress> users, CancellationToken cancel) =>
        Task.Run(() => database.Read<IReadOnlyList<DateTimeOffset?>>(session => [.. users.Select(user => UserTable.LeftUntil(session, user))]), cancel);

    public async Task<IReadOnlyList<UserParcel>> TakeChanged(int most, CancellationToken cancel)
    {
        var users = await database.Write(session => ChangedTable.Take(session, most), cancel);
        return users.Count == 0 ? [] : await Export(users, cancel);
    }

    public Task PostNotices(IReadOnlyList<UserNotice> notices, CancellationToken cancel) =>
        database.Write(session =>
        {
            foreach (var notice in notices) NoticeTable.Post(session, notice);
        }, cancel);

    public Task ChangesTaken(CancellationToken cancel) => database.Write(ChangedTable.Taken, cancel);

    public Task Replace(IReadOnlyList<UserParcel> parcels, CancellationToken cancel) =>
        database.Write(session =>
        {
            foreach (var parcel in parcels) UserTable.Drop(session, parcel.User);
            ParcelImport.Add(session, parcels, CopyState.Homed);
        }, cancel);

    public Task<IReadOnlyList<UserSurvey>> Survey(IReadOnlyList<SipAddress> users, CancellationToken cancel) =>
        Task.Run(() => database.Read<IReadOnlyList<UserSurvey>>(session => [.. users.Select(user => SurveyTable.Of(session, user))]), cancel);

    public Task<IReadOnlyList<UserCopy>> Copies(SipAddress? after, int most, CancellationToken cancel) => Task.Run(() => database.Read(session => CopyTable.Page(session, after, most)), cancel);

    public Task<IReadOnlyList<UserCopy>> CopiesOf(IReadOnlyList<SipAddress> users, CancellationToken cancel) => Task.Run(() => database.Read(session => CopyTable.Of(session, users)), cancel);

    public Task<IReadOnlyList<ImmutableArray<SeenClient>>> Clients(IReadOnlyList<SipAddress> users, CancellationToken cancel) =>
        Task.Run(() => database.Read<IReadOnlyList<ImmutableArray<SeenClient>>>(session => [.. users.Select(user => SeenClientTable.Of(session, user))]), cancel);

    public Task<IReadOnlyList<ImmutableArray<SipAddress>>> ContactEdges(IReadOnlyList<SipAddress> users, CancellationToken cancel) =>
        Task.Run(() => database.Read<IReadOnlyList<ImmutableArray<SipAddress>>>(session => ContactEdgeTable.Of(session, users, cancel)), cancel);
}
