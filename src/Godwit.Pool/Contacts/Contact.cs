using System.Collections.Immutable;
using Orleans;

namespace Godwit.Pool.Contacts;

/// <summary>A line of a contact list ([MS-SIP] §2.2.2).</summary>
/// <param name="Uri">As the client gave it, without <c>sip:</c>; compared without case.</param>
/// <param name="Name">The user's alias for the contact; "" = show the contact's own display name.</param>
/// <param name="Groups">Group ids, ascending.</param>
/// <param name="Extension">contactExtension XML, kept untouched.</param>
[GenerateSerializer, Immutable, Alias("godwit.Contact")]
public sealed record Contact(
    [property: Id(0)] string Uri,
    [property: Id(1)] string Name,
    [property: Id(2)] ImmutableArray<int> Groups,
    [property: Id(3)] bool Subscribed,
    [property: Id(4)] string ExternalUri,
    [property: Id(5)] string? Extension);

/// <summary>A contact group; ids 1–64, 1 is <c>~</c> (Other Contacts), made by the server.</summary>
[GenerateSerializer, Immutable, Alias("godwit.ContactGroup")]
public sealed record ContactGroup([property: Id(0)] int Id, [property: Id(1)] string Name, [property: Id(2)] string ExternalUri);
