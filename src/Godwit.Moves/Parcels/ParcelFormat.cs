using System.Collections.Immutable;
using static Godwit.Moves.Parcels.FieldKind;

namespace Godwit.Moves.Parcels;

/// <summary>
/// The canonical form of a user's data, version 1 (docs/architecture/parcel.md): mark, version, address, account, then these sections in this order,
/// each with the number of its rows and the rows in ascending order of their keys. Never change what is here: a new version is added.
/// </summary>
public static class ParcelFormat
{
    public const byte Version = 1;

    public static ReadOnlySpan<byte> Mark => "GWP"u8;

    /// <summary>RichMode, ContactsDelta, AclDelta, LegacyUserInfo</summary>
    public static readonly ImmutableArray<FieldKind> AccountFields = [Integer, Integer, Integer, OptionalText];

    /// <summary>id; name, external URI</summary>
    public static readonly ParcelSection Groups = new("groups", [Integer, Text, Text]);

    /// <summary>URI (ordered with A–Z as a–z); name, group ids ascending with blanks between, subscribed, external URI, extension</summary>
    public static readonly ParcelSection Contacts = new("contacts", [Text, Text, Text, Integer, Text, OptionalText]);

    /// <summary>type (all, domain, user), mask; rights</summary>
    public static readonly ParcelSection Aces = new("aces", [Text, Text, Text]);

    /// <summary>container; version</summary>
    public static readonly ParcelSection Containers = new("containers", [Integer, Integer]);

    /// <summary>container, type, value</summary>
    public static readonly ParcelSection Members = new("members", [Integer, Text, Text]);

    /// <summary>category, instance, container; version, expires (static, endpoint, user, time), expires at, published at, content, endpoint</summary>
    public static readonly ParcelSection Publications = new("publications", [Text, Integer, Integer, Integer, Text, OptionalInteger, Integer, Text, OptionalText]);

    /// <summary>address; display name, acknowledged</summary>
    public static readonly ParcelSection Subscribers = new("subscribers", [Text, Text, Integer]);

    /// <summary>id; subject, starts, expires, content</summary>
    public static readonly ParcelSection Meetings = new("meetings", [Text, Text, OptionalInteger, Integer, Text]);

    public static readonly ImmutableArray<ParcelSection> Sections = [Groups, Contacts, Aces, Containers, Members, Publications, Subscribers, Meetings];
}
