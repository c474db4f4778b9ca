using Orleans;

namespace Godwit.Pool.Presence;

public enum ExpireType { Static, Endpoint, User, Time }

/// <summary>A published category instance of enhanced presence ([MS-PRES]; SERVICE publish).</summary>
/// <param name="Content">The XML inside the category element, kept untouched.</param>
/// <param name="ExpiresAt">Only for <see cref="ExpireType.Time"/>.</param>
/// <param name="Endpoint">The endpoint that published, for <see cref="ExpireType.Endpoint"/>.</param>
[GenerateSerializer, Immutable, Alias("godwit.Publication")]
public sealed record Publication(
    [property: Id(0)] string Category,
    [property: Id(1)] long Instance,
    [property: Id(2)] int Container,
    [property: Id(3)] int Version,
    [property: Id(4)] ExpireType Expires,
    [property: Id(5)] DateTimeOffset? ExpiresAt,
    [property: Id(6)] DateTimeOffset PublishedAt,
    [property: Id(7)] string Content,
    [property: Id(8)] string? Endpoint);
