using Godwit.Pool.Contacts;
using Godwit.Pool.Meetings;
using Godwit.Pool.Permissions;
using Godwit.Pool.Presence;
using static Godwit.Moves.Parcels.ParcelTexts;

namespace Godwit.Moves.Parcels;

/// <summary>The other way round than <see cref="RowWriter"/>.</summary>
internal static class RowReader
{
    public static ContactGroup Group(ref ParcelReader reader) => new(Int(ref reader), reader.String(), reader.String());

    public static Contact Contact(ref ParcelReader reader) =>
        new(reader.String(), reader.String(), GroupIds(reader.String()), reader.Flag(), reader.String(), reader.OptionalString());

    public static Ace Ace(ref ParcelReader reader) => new(ToAceType(reader.String()), reader.String(), reader.String());

    public static ContainerVersion Container(ref ParcelReader reader) => new(Int(ref reader), Int(ref reader));

    public static ContainerMember Member(ref ParcelReader reader) => new(Int(ref reader), reader.String(), reader.String());

    public static Publication Publication(ref ParcelReader reader) =>
        new(reader.String(), reader.Integer(), Int(ref reader), Int(ref reader), ToExpireType(reader.String()), Time(reader.OptionalInteger()),
            Time(reader.Integer()), reader.String(), reader.OptionalString());

    public static Subscriber Subscriber(ref ParcelReader reader) => new(reader.String(), reader.String(), reader.Flag());

    public static Meeting Meeting(ref ParcelReader reader) =>
        new(reader.String(), reader.String(), Time(reader.OptionalInteger()), Time(reader.Integer()), reader.String());

    public static int Int(ref ParcelReader reader)
    {
        var value = reader.Integer();
        return value is >= int.MinValue and <= int.MaxValue ? (int)value : throw new ParcelFormatException("The user parcel has a number that is too large");
    }
}
