using Orleans;

namespace Godwit.Pool.Meetings;

/// <summary>A scheduled meeting of its organiser ([MS-CONFBAS]). <paramref name="Content"/> is the conference-info XML, kept untouched.</summary>
[GenerateSerializer, Immutable, Alias("godwit.Meeting")]
public sealed record Meeting(
    [property: Id(0)] string Id,
    [property: Id(1)] string Subject,
    [property: Id(2)] DateTimeOffset? Starts,
    [property: Id(3)] DateTimeOffset Expires,
    [property: Id(4)] string Content);
