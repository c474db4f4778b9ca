using Godwit.Moves;
using Godwit.Moves.Parcels;
using Godwit.Storage.Sqlite;
using Godwit.Storage.Tables;

namespace Godwit.Storage.BackEnds;

/// <summary>Data that follows a user who was moved by force: it becomes hers unless she has begun anew meanwhile.</summary>
internal static class LateDelivery
{
    /// <summary>True when what she has here is the parcel's data.</summary>
    public static bool Take(SqliteSession session, UserParcel parcel)
    {
        var content = parcel.Content.Span;
        if (UserTable.Find(session, parcel.User) is { } copy)
        {
            // An undo copy, or one that an undone move left behind, is not hers: it makes room.
            var now = copy.State == CopyState.Homed ? SurveyTable.Of(session, parcel.User) : UserSurvey.Nothing;
            // RichMode is one-way: what a new client has set here meanwhile stays set.
            if (now.RichMode) content = WithRichMode(content);
            if (now with { RichMode = false } != UserSurvey.Nothing) return Holds(session, parcel, copy.Id, content);
            UserTable.Drop(session, parcel.User);
        }
        ParcelRows.Import(session, parcel.User, content, CopyState.Homed);
        return true;
    }

    private static bool Holds(SqliteSession session, UserParcel parcel, long id, ReadOnlySpan<byte> content)
    {
        var writer = new ParcelWriter();
        ParcelRows.Export(session, parcel.User, id, writer);
        return writer.Content.SequenceEqual(content);
    }

    private static ReadOnlySpan<byte> WithRichMode(ReadOnlySpan<byte> content)
    {
        var user = UserParcels.Read(content);
        var writer = new ParcelWriter();
        UserParcels.Write(writer, user with { Account = user.Account with { RichMode = true } });
        return writer.Content;
    }
}
