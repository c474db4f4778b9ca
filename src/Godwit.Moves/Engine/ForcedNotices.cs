using Godwit.Moves.Batches;
using Godwit.Moves.Planning;
using Godwit.Moves.Vault;
using Godwit.Pool.Notices;

namespace Godwit.Moves.Engine;

/// <summary>What a user who was moved by force is told in her client: what she has, how old it is, and what came of the rest.</summary>
public sealed class ForcedNotices(VaultOptions options, TimeProvider time)
{
    /// <summary>Of users who were switched away from a source that was down.</summary>
    public IReadOnlyList<UserNotice> Moved(Batch batch) => batch is { Source: { } source, SourceUp: false } && options.TellUsers
        ? [.. from user in batch.Users where user.Standing == Standing.Switched && user.Given is not { Whole: true } select new UserNotice(user.Address, batch.MoveId, Text(source, user.Given?.AsOf), time.GetUtcNow())]
        : [];

    /// <summary>Of users to whom what had waited for their home was given.</summary>
    public IReadOnlyList<UserNotice> Given(IEnumerable<Delivery> given) => !options.TellUsers ? [] :
        [.. given.Select(d => new UserNotice(d.User, d.MoveId, Text(d.FromPool, d.WaitsAsOf), time.GetUtcNow()))];

    /// <summary>Of a user whose old data came together with hers.</summary>
    public IReadOnlyList<UserNotice> Merged(IEnumerable<(Delivery Delivery, LateOutcome Outcome)> merged) => !options.TellUsers ? [] :
    [
        .. from late in merged
           where (late.Delivery.BaseAsOf is not null && late.Outcome.IsNews) || !late.Outcome.Conflicts.IsEmpty || !late.Outcome.NotTaken.IsEmpty
           select new UserNotice(late.Delivery.User, late.Delivery.MoveId + "/merged", Text(late.Outcome), time.GetUtcNow()),
    ];

    private string Text(string source, DateTimeOffset? asOf) => asOf is not { } then
        ? $"Your server {source} is not available, and you were moved to another one. Your contacts and settings could not be brought along; they come back when {source} is available again."
        : $"Your server {source} is not available, and you were moved to another one. You have your contacts and settings {TimeWords.AsOf(then, time.GetUtcNow())}; what you changed after that comes back when {source} is available again.";

    private static string Text(LateOutcome outcome) => "Your former server is available again, and what you had there has been brought together with what you have now."
        + (outcome.Conflicts.IsEmpty ? "" : $"\nChanged at both: {Some(outcome.Conflicts)}")
        + (outcome.NotTaken.IsEmpty ? "" : $"\nThere was no room for: {Some([.. outcome.NotTaken.Select(i => i.ToString())])}");

    private static string Some(IReadOnlyList<string> lines) => string.Join("\n", lines.Take(10)) + (lines.Count > 10 ? $"\nand {lines.Count - 10} more" : "");
}
