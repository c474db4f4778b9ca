using Godwit.Moves.Planning;

namespace Godwit.Moves.Batches;

/// <summary>Why a user who could be moved was not, and what a forced move did instead of an ordinary one: what an administrator reads.</summary>
public static class MoveFailure
{
    public static Leave PoolLost(string pool) =>
        Leave.Failed($"The pool {pool} stopped answering during the move; the user is still at the old home. Move again when it is back, or force the move.");

    public static Leave PoolFull(string pool, string move) =>
        Leave.Failed($"The disk of {pool} is full, or may not be filled further; the user is still at the old home with all data. Make room there, then 'godwit move retry {move}' moves the user.");

    public static Leave Fault() =>
        Leave.Failed("Something failed that nobody expected (it stands in the server's log); the user is still at the old home. Move again.");

    public static Leave NotTheSame(string pool) =>
        Leave.Failed($"What {pool}'s database holds is not what was sent; the user is still at the old home with all data. Look after that database, then move again.");

    public static Leave Cancelled(string move) =>
        Leave.Failed($"The move was cancelled before the user's turn came; the user is still at the old home. 'godwit move retry {move}' moves the user after all.") with { State = UserState.Cancelled };

    public static Leave TooLate(string move, DateTimeOffset by) =>
        Leave.Failed($"The user's turn had not come when the move was to be complete, at {by:u}; the user is still at the old home. 'godwit move retry {move}' tries again.");

    public static string DataInTheWay(string pool) =>
        $"Data that an earlier forced move left on {pool} could not be fetched from there yet; the user is still at the old home. Move again in a minute.";

    public static string? ForcedReason(Batch batch, BatchUser user) => batch switch
    {
        { Source: null } when user.Given is { } handed => $"The user has {handed.Has} {TimeWords.AsOf(handed.AsOf, batch.CheckedAt ?? handed.AsOf)}, out of a file.",
        { Source: null } or { SourceUp: true, TargetUp: true } => null,
        { ToUnassigned: true } => $"Forced while {batch.Source} was not available: the data stays there and comes along when the user is moved again.",
        { SourceUp: true } => $"Forced while {batch.Target} was not available: the data was put by and follows when {batch.Target} is back.",
        { TargetUp: false } => BothDown(batch, user.Given),
        _ when user.Given is { Whole: true } => $"Forced while {batch.Source} was not available; its database could be read, and the user has what it held.",
        _ when user.Given is { } given =>
            $"Forced while {batch.Source} was not available: the user has {given.Has} {TimeWords.AsOf(given.AsOf, batch.CheckedAt ?? given.AsOf)}; what {batch.Source} has that is newer is brought in when it is back.",
        _ => $"Forced while {batch.Source} was not available: the data follows when {batch.Source} is back.",
    };

    private static string BothDown(Batch batch, GivenData? given) => $"Forced while {batch.Source} and {batch.Target} were not available: " + given switch
    {
        { Whole: true } => $"what the database of {batch.Source} held was put by and follows when {batch.Target} is back.",
        { } known => $"{known.Has} {TimeWords.AsOf(known.AsOf, batch.CheckedAt ?? known.AsOf)} were put by and follow when {batch.Target} is back; what {batch.Source} has that is newer is brought in when that is back, too.",
        null => $"nothing is known of the user's data elsewhere; it follows when {batch.Source} is back.",
    };
}
