using Godwit.Moves;
using Godwit.Moves.Merging;
using Godwit.Moves.Parcels;
using Godwit.Pool.BackEnds;
using Godwit.Pool.Pools;
using Godwit.Pool.Users;
using Godwit.Storage.Sqlite;
using Godwit.Storage.Tables;

namespace Godwit.Storage.BackEnds;

/// <summary>Data that follows a user who was moved by force: it comes together with what she has at her home by now.</summary>
internal static class LateDelivery
{
    public static LateOutcome Take(SqliteSession session, LateParcel late, PoolLimits limits)
    {
        var user = late.Parcel.User;
        var parcel = UserParcels.Read(late.Parcel.Content.Span);
        var home = Homed(session, user);
        var merged = home is null ? UserMerge.Fit(parcel, limits)
            : UserMerge.Merge(late.Base is { } common ? UserParcels.Read(common.Content.Span) : UserData.Empty(user), parcel, home, late.IsLater, limits);
        var writer = new ParcelWriter();
        UserParcels.Write(writer, merged.User);
        var isNews = home is null || !writer.Content.SequenceEqual(UserParcels.Pack(home).Content.Span);
        if (isNews)
        {
            // An undo copy, or one that an undone move left behind, is not hers: it makes room.
            UserTable.Drop(session, user);
            ParcelImport.Add(session, [new UserParcel(user, writer.Written, default)], CopyState.Homed);
            ChangedTable.Mark(session, user);
        }

        foreach (var client in late.Parcel.Clients) SeenClientTable.Put(session, user, client);
        return new LateOutcome(merged.Conflicts, merged.NotTaken, isNews);
    }

    private static UserData? Homed(SqliteSession session, SipAddress user)
    {
        if (UserTable.Find(session, user) is not { State: CopyState.Homed } copy) return null;
        var writer = new ParcelWriter();
        ParcelExport.Write(session, user, copy.Id, writer);
        return UserParcels.Read(writer.Content);
    }
}
