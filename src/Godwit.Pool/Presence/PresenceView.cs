using System.Collections.Immutable;
using Godwit.Pool.Permissions;
using Godwit.Pool.Users;
using Orleans;

namespace Godwit.Pool.Presence;

/// <summary>A category instance as a watcher may see it; <paramref name="Content"/> is the XML inside the category element, "" = cleared.</summary>
[GenerateSerializer, Immutable, Alias("godwit.CategoryView")]
public sealed record CategoryView([property: Id(0)] string Name, [property: Id(1)] long Instance, [property: Id(2)] DateTimeOffset PublishedAt, [property: Id(3)] string Content);

/// <summary>The 2005 form of a user's presence, as a watcher may see it (protocol: msrtc.pidf).</summary>
/// <param name="Availability">0 offline, 100 maybe, 300 online.</param>
/// <param name="Activity">100 away, 150 lunch, 200 idle, 300 be right back, 400 available, 500 on the phone, 600 busy, 700 away, 800 active.</param>
/// <param name="UserInfo">The userInfo element (note, states) as XML, or null.</param>
/// <param name="Devices">The devicePresence elements as XML, or "".</param>
[GenerateSerializer, Immutable, Alias("godwit.LegacyView")]
public sealed record LegacyView(
    [property: Id(0)] int Availability,
    [property: Id(1)] int Activity,
    [property: Id(2)] string DisplayName,
    [property: Id(3)] string? Email,
    [property: Id(4)] string? Endpoint,
    [property: Id(5)] string? UserInfo,
    [property: Id(6)] string Devices);

/// <summary>One user's presence as one watcher may see it, in both forms: the front end renders the one the watcher's client speaks.</summary>
/// <param name="Version">Of two views for one watcher the newer one has the higher; whoever has seen this one knows all that is not above it.</param>
/// <param name="IsWhole">False: only categories that changed.</param>
/// <param name="IsHidden">The watcher may not see her (or waits to be let in): this is all there is for him.</param>
/// <param name="IsPending">She is to decide about him.</param>
[GenerateSerializer, Immutable, Alias("godwit.PresenceView")]
public sealed record PresenceView(
    [property: Id(0)] SipAddress Presentity,
    [property: Id(1)] ImmutableArray<CategoryView> Categories,
    [property: Id(2)] LegacyView Legacy,
    [property: Id(3)] long Version = 0,
    [property: Id(4)] bool IsWhole = true,
    [property: Id(5)] bool IsHidden = false,
    [property: Id(6)] PresenceSummary? Summary = null,
    [property: Id(7)] bool IsPending = false);

/// <summary>What a user's presence comes to, whatever it was said in: for documents that know neither categories nor the form of 2005.</summary>
/// <param name="Number">Of 2007.</param>
/// <param name="Activity">Its token, if it is more than the number says.</param>
/// <param name="Note">Plain text.</param>
/// <param name="LastActive">Only for those who are not.</param>
[GenerateSerializer, Immutable, Alias("godwit.PresenceSummary")]
public sealed record PresenceSummary(
    [property: Id(0)] int Number,
    [property: Id(1)] string? Activity,
    [property: Id(2)] string? Note,
    [property: Id(3)] bool OutOfOffice,
    [property: Id(4)] DateTimeOffset? LastActive);

/// <summary>The user's own data of roaming-self; a null part was not asked for or did not change.</summary>
[GenerateSerializer, Immutable, Alias("godwit.RoamingSelf")]
public sealed record RoamingSelf(
    [property: Id(0)] ImmutableArray<CategoryInstances>? Categories,
    [property: Id(1)] ImmutableArray<Container>? Containers,
    [property: Id(2)] ImmutableArray<Subscriber>? Subscribers);

/// <summary>All instances of one category, the aggregates that the server made included; none = the category was cleared.</summary>
[GenerateSerializer, Immutable, Alias("godwit.CategoryInstances")]
public sealed record CategoryInstances([property: Id(0)] string Name, [property: Id(1)] ImmutableArray<Publication> Instances);

/// <summary>One publication that a client asks for. <paramref name="Content"/> null = clear it (expires="0").</summary>
[GenerateSerializer, Immutable, Alias("godwit.PublishCommand")]
public sealed record PublishCommand(
    [property: Id(0)] string Category,
    [property: Id(1)] long Instance,
    [property: Id(2)] int Container,
    [property: Id(3)] int Version,
    [property: Id(4)] ExpireType Expires,
    [property: Id(5)] TimeSpan? For,
    [property: Id(6)] string? Content);

/// <summary>A wrong version: index counted from 1 over the publications of the request.</summary>
[GenerateSerializer, Immutable, Alias("godwit.WrongVersion")]
public sealed record WrongVersion([property: Id(0)] int Index, [property: Id(1)] int Version, [property: Id(2)] int CurrentVersion);

/// <summary>A publication that no version can make right.</summary>
public enum PublishRefusal { BadName, BadExpiry, TooLong, TooMany }

/// <summary>Either <see cref="Refusal"/> or <see cref="WrongVersions"/> (nothing was published), or all instances of every touched category.</summary>
[GenerateSerializer, Immutable, Alias("godwit.PublishResult")]
public sealed record PublishResult(
    [property: Id(0)] ImmutableArray<WrongVersion> WrongVersions,
    [property: Id(1)] ImmutableArray<CategoryInstances> Categories,
    [property: Id(2)] PublishRefusal? Refusal = null);

/// <summary>setPresence of the 2005 form. Null fields were not in the document and keep their value.</summary>
/// <param name="Standard">Said in its stead by a client that knows neither form.</param>
[GenerateSerializer, Immutable, Alias("godwit.LegacyPublish")]
public sealed record LegacyPublish(
    [property: Id(0)] int? Availability,
    [property: Id(1)] int? Activity,
    [property: Id(2)] string? UserInfo,
    [property: Id(3)] string? Device,
    [property: Id(4)] StandardPresence? Standard = null);

/// <summary>
/// What a standard client published (RFC 3863, RFC 4480), in the words of 2007. It is soft state: it lives in memory and ends with its publication, note included
/// (RFC 3903 §4).
/// </summary>
[GenerateSerializer, Immutable, Alias("godwit.StandardPresence")]
public sealed record StandardPresence(
    [property: Id(0)] int Number,
    [property: Id(1)] string? Activity,
    [property: Id(2)] string? Note,
    [property: Id(3)] bool OutOfOffice);
