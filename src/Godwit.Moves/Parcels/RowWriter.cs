using Godwit.Pool.Contacts;
using Godwit.Pool.Meetings;
using Godwit.Pool.Permissions;
using Godwit.Pool.Presence;
using static Godwit.Moves.Parcels.ParcelTexts;

namespace Godwit.Moves.Parcels;

/// <summary>The fields of each kind of row, in the order of <see cref="ParcelFormat"/>.</summary>
internal static class RowWriter
{
    public static void Group(ParcelWriter writer, ContactGroup row)
    {
        writer.Integer(row.Id);
        writer.Text(row.Name);
        writer.Text(row.ExternalUri);
    }

    public static void Contact(ParcelWriter writer, Contact row)
    {
        writer.Text(row.Uri);
        writer.Text(row.Name);
        writer.Text(GroupIds(row.Groups));
        writer.Integer(row.Subscribed ? 1 : 0);
        writer.Text(row.ExternalUri);
        writer.OptionalText(row.Extension);
    }

    public static void Ace(ParcelWriter writer, Ace row)
    {
        writer.Text(ParcelTexts.Text(row.Type));
        writer.Text(row.Mask);
        writer.Text(row.Rights);
    }

    public static void Container(ParcelWriter writer, ContainerVersion row)
    {
        writer.Integer(row.Container);
        writer.Integer(row.Version);
    }

    public static void Member(ParcelWriter writer, ContainerMember row)
    {
        writer.Integer(row.Container);
        writer.Text(row.Type);
        writer.Text(row.Value);
    }

    public static void Publication(ParcelWriter writer, Publication row)
    {
        writer.Text(row.Category);
        writer.Integer(row.Instance);
        writer.Integer(row.Container);
        writer.Integer(row.Version);
        writer.Text(ParcelTexts.Text(row.Expires));
        writer.OptionalInteger(Ticks(row.ExpiresAt));
        writer.Integer(Ticks(row.PublishedAt));
        writer.Text(row.Content);
        writer.OptionalText(row.Endpoint);
    }

    public static void Subscriber(ParcelWriter writer, Subscriber row)
    {
        writer.Text(row.Address);
        writer.Text(row.DisplayName);
        writer.Integer(row.Acknowledged ? 1 : 0);
    }

    public static void Meeting(ParcelWriter writer, Meeting row)
    {
        writer.Text(row.Id);
        writer.Text(row.Subject);
        writer.OptionalInteger(Ticks(row.Starts));
        writer.Integer(Ticks(row.Expires));
        writer.Text(row.Content);
    }
}
