namespace Godwit.Moves.Batches;

/// <summary>Why a user who could be moved was not, and what a forced move did instead of an ordinary one: what an administrator reads.</summary>
public static class MoveFailure
{
    public static Leave PoolLost(string pool) =>
        Leave.Failed($"The pool {pool} stopped answering during the move; the user is still at the old home. Move again when it is back, or force the move.");

    public static Leave Fault() =>
        Leave.Failed("Something failed that nobody expected (it stands in the server's log); the user is still at the old home. Move again.");

    public static Leave NotTheSame(string pool) =>
        Leave.Failed($"What {pool}'s database holds is not what was sent; the user is still at the old home with all data. Look after that database, then move again.");

    public static string DataInTheWay(string pool) =>
        $"Data that an earlier forced move left on {pool} could not be fetched from there yet; the user is still at the old home. Move again in a minute.";

    public static string? ForcedReason(Batch batch) => batch switch
    {
        { Source: null } or { SourceUp: true, TargetUp: true } => null,
        { SourceUp: true } => $"Forced while {batch.Target} was not available: the data was put by and follows when {batch.Target} is back.",
        _ => $"Forced while {batch.Source} was not available: the data follows when {batch.Source} is back.",
    };
}
