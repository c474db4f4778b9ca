namespace Godwit.Admin.Forest;

/// <summary>What the forest did since this process started, and in the last hour minute by minute.</summary>
/// <param name="Moves">Users who were moved.</param>
/// <param name="MovesFailed">Users whose move failed.</param>
/// <param name="Minutes">Oldest first, at most 60; the last one is still running.</param>
public sealed record FiguresView(DateTimeOffset Since, DateTimeOffset Now, long Moves, long MovesFailed, IReadOnlyList<PoolFiguresView> Pools, IReadOnlyList<MinuteView> Minutes);

/// <summary>Of one pool. Of a pool that runs on another host only <paramref name="SignedIn"/> is known here, and <paramref name="Counted"/> is false.</summary>
/// <param name="Messages">Instant messages handed to clients.</param>
/// <param name="PresenceChanges">Changes of presence told to watchers, each watcher counted.</param>
/// <param name="Errors">Answers of 500 and more, and messages that could not be read.</param>
public sealed record PoolFiguresView(string Pool, bool Counted, int SignedIn, long Messages, long PresenceChanges, long Errors);

/// <param name="Pools">What was counted in this minute; users signed in at its end.</param>
public sealed record MinuteView(DateTimeOffset At, long Moves, long MovesFailed, IReadOnlyList<PoolFiguresView> Pools);
