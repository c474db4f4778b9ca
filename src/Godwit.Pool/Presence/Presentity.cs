using System.Collections.Immutable;
using Godwit.Pool.Permissions;
using Godwit.Pool.Users;

namespace Godwit.Pool.Presence;

/// <summary>All that a user's presence is made of, at one moment.</summary>
/// <param name="Enhanced">Her enhanced presence mode is set: what she published counts, not what an old endpoint still says.</param>
/// <param name="ChangedAt">When <see cref="State"/> last changed.</param>
/// <param name="Version">As in <see cref="PresenceView"/>.</param>
public sealed record Presentity(
    SipAddress Address,
    DirectoryUser? User,
    bool Enhanced,
    ImmutableArray<Publication> Publications,
    ImmutableArray<LegacyEndpoint> LegacyEndpoints,
    string? UserInfo,
    string? Endpoint,
    bool SignedIn,
    DateTimeOffset? OfflineSince,
    DateTimeOffset ChangedAt,
    long Version = 0)
{
    public string DisplayName => User?.DisplayName ?? Address.Value;

    /// <summary>What people of this access level are told.</summary>
    public PresenceState State(int level) => Enhanced
        ? PresenceAggregation.Of(Publications, ContainerIds.AggregationOf(level), SignedIn, OfflineSince)
        : LegacyPresence.StateOf(LegacyEndpoints, UserInfo, SignedIn, OfflineSince);

    /// <summary>The note that people of this access level see; null = none.</summary>
    public PersonalNote? Note(int level) => Enhanced
        ? PersonalNote.Of(Publications, level)
        : level >= ContainerIds.Company ? LegacyPresence.NoteOf(LegacyEndpoints, UserInfo) : null;
}
