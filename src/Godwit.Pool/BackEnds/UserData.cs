using System.Collections.Immutable;
using Godwit.Pool.Contacts;
using Godwit.Pool.Meetings;
using Godwit.Pool.Permissions;
using Godwit.Pool.Presence;
using Godwit.Pool.Users;
using Orleans;

namespace Godwit.Pool.BackEnds;

/// <summary>The single values of a user in a back end.</summary>
/// <param name="RichMode">Enhanced presence mode: set by the first sign-in of a 2007+ client, for ever.</param>
/// <param name="ContactsDelta">Version of contacts and groups, +1 per change, starts at 1 ([MS-SIP] §3.7).</param>
/// <param name="AclDelta">Version of the ACEs, likewise.</param>
/// <param name="LegacyUserInfo">The userInfo element of the last setPresence, kept over sign-out ([MS-SIP] §2.2.1); at most 1,024 characters.</param>
[GenerateSerializer, Immutable, Alias("godwit.UserAccount")]
public sealed record UserAccount(
    [property: Id(0)] bool RichMode,
    [property: Id(1)] int ContactsDelta,
    [property: Id(2)] int AclDelta,
    [property: Id(3)] string? LegacyUserInfo)
{
    public static readonly UserAccount New = new(false, 1, 1, null);
}

/// <summary>
/// Everything of a user in a back end: what a move carries, Dbimpexp exports and force loses. Publications are the lasting ones
/// (Static, Time); those of an endpoint die with it and are never stored.
/// </summary>
[GenerateSerializer, Immutable, Alias("godwit.UserData")]
public sealed record UserData(
    [property: Id(0)] SipAddress Address,
    [property: Id(1)] UserAccount Account,
    [property: Id(2)] ImmutableArray<ContactGroup> Groups,
    [property: Id(3)] ImmutableArray<Contact> Contacts,
    [property: Id(4)] ImmutableArray<Ace> Aces,
    [property: Id(5)] ImmutableArray<ContainerVersion> Containers,
    [property: Id(6)] ImmutableArray<ContainerMember> Members,
    [property: Id(7)] ImmutableArray<Publication> Publications,
    [property: Id(8)] ImmutableArray<Subscriber> Subscribers,
    [property: Id(9)] ImmutableArray<Meeting> Meetings)
{
    public static UserData Empty(SipAddress address) => new(address, UserAccount.New, [new ContactGroup(1, "~", "")], [], [], [], [], [], [], []);
}
