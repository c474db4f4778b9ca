using System.Collections.Immutable;
using System.Security.Cryptography;
using Godwit.Moves;
using Godwit.Moves.Parcels;
using Godwit.Pool.BackEnds;
using Godwit.Pool.Clients;
using Godwit.Pool.Users;
using Godwit.Storage.Sqlite;
using Godwit.Storage.Tables;

namespace Godwit.Storage.BackEnds;

/// <summary>A pool's SQLite file as a move needs it. Its calls may run at the same time: exports and read-backs beside the one writer.</summary>
public sealed class BackEnd(SqliteDatabase database) : IBackEnd
{
    public Task<IReadOnlyList<UserParcel>> Export(IReadOnlyList<SipAddress> users, CancellationToken cancel) =>
        Task.Run(() => database.Read<IReadOnlyList<UserParcel>>(session =>
        {
            var writer = new ParcelWriter();
            var parcels = new UserParcel[users.Count];
            for (var i = 0; i < parcels.Length; i++)
            {
                cancel.ThrowIfCancellationRequested();
                if (UserTable.Find(session, users[i]) is { } copy) ParcelRows.Export(session, users[i], copy.Id, writer);
                else UserParcels.Write(writer, UserData.Empty(users[i]));
                parcels[i] = new UserParcel(users[i], writer.Content.ToArray(), SHA256.HashData(writer.Content)) { Clients = SeenClientTable.Of(session, users[i]) };
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
                ParcelRows.Import(session, parcel.User, parcel.Content.Span, CopyState.Arriving);
                foreach (var client in parcel.Clients) SeenClientTable.Put(session, parcel.User, client);
            }
        }, cancel);

    public Task<IReadOnlyList<ReadOnlyMemory<byte>?>> ReadBack(IReadOnlyList<SipAddress> users, CancellationToken cancel) =>
        Task.Run(() => database.Read<IReadOnlyList<ReadOnlyMemory<byte>?>>(session =>
        {
            var writer = new ParcelWriter();
            var digests = new ReadOnlyMemory<byte>?[users.Count];
            for (var i = 0; i < digests.Length; i++)
            {
                cancel.ThrowIfCancellationRequested();
                if (UserTable.Find(session, users[i]) is not { } copy) continue;
                ParcelRows.Export(session, users[i], copy.Id, writer);
                digests[i] = SHA256.HashData(writer.Content);
            }
            return digests;
        }), cancel);

    public Task Settle(IReadOnlyList<SipAddress> users, CancellationToken cancel) =>
        database.Write(session =>
        {
            foreach (var user in users) UserTable.Settle(session, user);
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

    public async Task<int> DropExpired(DateTimeOffset now, CancellationToken cancel)
    {
        var expired = await database.Write(session => DroppedCopies.MarkExpired(session, ParcelTexts.Ticks(now)), cancel);
        // A few users a transaction, so that nobody who signs in meanwhile waits for long.
        while (await database.Write(DroppedCopies.Sweep, cancel)) { }
        return expired;
    }

    public Task<IReadOnlyList<bool>> Deliver(IReadOnlyList<UserParcel> parcels, CancellationToken cancel) =>
        database.Write<IReadOnlyList<bool>>(session => [.. parcels.Select(parcel => LateDelivery.Take(session, parcel))], cancel);

    public Task<IReadOnlyList<UserSurvey>> Survey(IReadOnlyList<SipAddress> users, CancellationToken cancel) =>
        Task.Run(() => database.Read<IReadOnlyList<UserSurvey>>(session => [.. users.Select(user => SurveyTable.Of(session, user))]), cancel);

    public Task<IReadOnlyList<ImmutableArray<SeenClient>>> Clients(IReadOnlyList<SipAddress> users, CancellationToken cancel) =>
        Task.Run(() => database.Read<IReadOnlyList<ImmutableArray<SeenClient>>>(session => [.. users.Select(user => SeenClientTable.Of(session, user))]), cancel);
}
