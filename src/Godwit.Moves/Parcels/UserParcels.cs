using System.Collections.Immutable;
using Godwit.Pool.BackEnds;
using Godwit.Pool.Contacts;
using Godwit.Pool.Meetings;
using Godwit.Pool.Permissions;
using Godwit.Pool.Presence;
using Godwit.Pool.Users;
using static Godwit.Moves.Parcels.ParcelTexts;

namespace Godwit.Moves.Parcels;

/// <summary>A user's data as a parcel and back. The same data gives the same bytes, in whatever order it is given.</summary>
public static class UserParcels
{
    public static UserParcel Pack(UserData user)
    {
        var writer = new ParcelWriter();
        Write(writer, user);
        using var digests = new ParcelDigests();
        return digests.Parcel(user.Address, writer) with { Content = writer.Content.ToArray() };
    }

    /// <summary>Takes a parcel from afar: its digest, its form and its order must be right.</summary>
    public static UserData Unpack(UserParcel parcel)
    {
        if (!HasItsDigest(parcel)) throw new ParcelFormatException($"The user parcel of {parcel.User} is damaged: its digest is another");
        var user = Read(parcel.Content.Span);
        if (user.Address != parcel.User) throw new ParcelFormatException($"The user parcel of {parcel.User} holds the data of {user.Address}");
        var writer = new ParcelWriter();
        Write(writer, user);
        return writer.Content.SequenceEqual(parcel.Content.Span) ? user : throw new ParcelFormatException($"The user parcel of {parcel.User} is not in canonical form");
    }

    public static void Write(ParcelWriter writer, UserData user)
    {
        writer.Begin(user.Address.Value);
        writer.Integer(user.Account.RichMode ? 1 : 0);
        writer.Integer(user.Account.ContactsDelta);
        writer.Integer(user.Account.AclDelta);
        writer.OptionalText(user.Account.LegacyUserInfo);
        Section(writer, user.Groups.OrderBy(g => g.Id), RowWriter.Group);
        Section(writer, user.Contacts.OrderBy(c => c.Uri, KeyOrder.Folded), RowWriter.Contact);
        Section(writer, user.Aces.OrderBy(a => Text(a.Type), KeyOrder.Exact).ThenBy(a => a.Mask, KeyOrder.Exact), RowWriter.Ace);
        Section(writer, user.Containers.OrderBy(c => c.Container), RowWriter.Container);
        Section(writer, user.Members.OrderBy(m => m.Container).ThenBy(m => m.Type, KeyOrder.Exact).ThenBy(m => m.Value, KeyOrder.Exact), RowWriter.Member);
        Section(writer, user.Publications.OrderBy(p => p.Category, KeyOrder.Exact).ThenBy(p => p.Instance).ThenBy(p => p.Container), RowWriter.Publication);
        Section(writer, user.Subscribers.OrderBy(s => s.Address, KeyOrder.Exact), RowWriter.Subscriber);
        Section(writer, user.Meetings.OrderBy(m => m.Id, KeyOrder.Exact), RowWriter.Meeting);
    }

    /// <summary>Reads a parcel of which it is known where it comes from; its order is not checked.</summary>
    public static UserData Read(ReadOnlySpan<byte> content)
    {
        var reader = new ParcelReader(content);
        if (!SipAddress.TryParse(reader.String(), out var address)) throw new ParcelFormatException("The user parcel names no valid SIP address");
        var account = new UserAccount(reader.Flag(), RowReader.Int(ref reader), RowReader.Int(ref reader), reader.OptionalString());
        var user = new UserData(address, account,
            Section(ref reader, RowReader.Group), Section(ref reader, RowReader.Contact), Section(ref reader, RowReader.Ace),
            Section(ref reader, RowReader.Container), Section(ref reader, RowReader.Member), Section(ref reader, RowReader.Publication),
            Section(ref reader, RowReader.Subscriber), Section(ref reader, RowReader.Meeting));
        reader.End();
        return user;
    }

    private static bool HasItsDigest(UserParcel parcel)
    {
        try
        {
            return parcel.Digest.Span.SequenceEqual(ParcelDigests.Digest(parcel.Content.Span));
        }
        catch (ParcelFormatException)
        {
            return false;
        }
    }

    private static void Section<T>(ParcelWriter writer, IEnumerable<T> rows, Action<ParcelWriter, T> write)
    {
        writer.BeginSection();
        foreach (var row in rows)
        {
            writer.BeginRow();
            write(writer, row);
        }
    }

    private delegate T ReadRow<T>(ref ParcelReader reader);

    private static ImmutableArray<T> Section<T>(ref ParcelReader reader, ReadRow<T> read)
    {
        var rows = new T[reader.Rows()];
        for (var i = 0; i < rows.Length; i++) rows[i] = read(ref reader);
        return System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsImmutableArray(rows);
    }
}
