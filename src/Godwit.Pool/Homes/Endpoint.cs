using Godwit.Pool.Users;
using Orleans;

namespace Godwit.Pool.Homes;

/// <summary>Names an endpoint: one signed-in client of a user. <paramref name="Id"/> is its epid, else its +sip.instance, else its Contact.</summary>
[GenerateSerializer, Immutable, Alias("godwit.EndpointKey")]
public readonly record struct EndpointKey([property: Id(0)] SipAddress User, [property: Id(1)] string Id);

/// <summary>A signed-in client as its user's home knows it.</summary>
/// <param name="Contact">The Contact URI to put into requests for it.</param>
/// <param name="Connection">The front end's name of the connection it signed in over.</param>
/// <param name="Instance">+sip.instance URN, when it gave one.</param>
/// <param name="Gruu">The URI that names this endpoint for good: same user and instance, same GRUU, on every pool.</param>
/// <param name="Path">The proxies between the home and the client, the nearest to the home first, as a list of URIs in brackets; null when there are none.</param>
[GenerateSerializer, Immutable, Alias("godwit.Endpoint")]
public sealed record Endpoint(
    [property: Id(0)] EndpointKey Key,
    [property: Id(1)] string Contact,
    [property: Id(2)] string Connection,
    [property: Id(3)] string? Instance,
    [property: Id(4)] string? Gruu,
    [property: Id(5)] string UserAgent,
    [property: Id(6)] PresenceMode Mode,
    [property: Id(7)] DateTimeOffset ExpiresAt,
    [property: Id(8)] string? Path = null);
