namespace Godwit.Cli.Top;

/// <summary>What <c>godwit top</c> shows: the forest at one moment.</summary>
public sealed record TopView(DateTimeOffset At, IReadOnlyList<TopPool> Pools, IReadOnlyList<TopMove> Moves);

/// <param name="MessagesPerSecond">Since the moment before, or in the last whole minute; null when nobody counts here: another host runs the pool.</param>
/// <param name="Errors">Since the server started.</param>
public sealed record TopPool(string Fqdn, string Generation, string State, int Users, int SignedIn, double? MessagesPerSecond, double? PresencePerSecond, long? Errors);

/// <summary>A move that is not over.</summary>
/// <param name="UsersPerSecond">Since the moment before; null when there was none.</param>
/// <param name="SecondsLeft">At that rate; null when nothing moves.</param>
public sealed record TopMove(string Id, string State, int Total, int Done, int Moved, int Refused, int Failed, double? UsersPerSecond, double? SecondsLeft);
