using Godwit.Pool.Permissions;
using Orleans;

namespace Godwit.Pool.Homes;

/// <summary>How it stands with somebody who watches (RFC 3857 §4.7.1). A polite block is active to him and terminated to her.</summary>
public enum WatcherStatus { Active, Pending, Terminated }

/// <summary>Why a watcher came to its status (RFC 3857 §4.7.1).</summary>
public enum WatcherEvent { Subscribe, Approved, Rejected, Timeout }

/// <summary>A person who watches a user, whatever clients he does it with.</summary>
[GenerateSerializer, Immutable, Alias("godwit.WatcherEntry")]
public sealed record WatcherEntry(
    [property: Id(0)] string Address, [property: Id(1)] string DisplayName, [property: Id(2)] WatcherStatus Status, [property: Id(3)] WatcherEvent Why)
{
    public static WatcherStatus StatusOf(Access access) => access.Pending ? WatcherStatus.Pending : access.SeesPresence ? WatcherStatus.Active : WatcherStatus.Terminated;
}
