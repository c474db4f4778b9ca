using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Godwit.Pool.Users;

namespace Godwit.Moves.Batches;

/// <summary>
/// Some users on the way from one home to another, together: one fence, one copy transaction. A value; <see cref="BatchMove"/> makes the next one.
/// </summary>
/// <param name="Home">The home in the directory; null = unassigned.</param>
/// <param name="Source">The pool to copy from; null when there is nothing to copy.</param>
/// <param name="Target">Empty = to Unassigned Users.</param>
public sealed record Batch(string MoveId, int Number, string? Home, string? Source, string Target, bool Force, MoveStep Step, ImmutableArray<BatchUser> Users)
{
    /// <summary>As of the last check.</summary>
    public bool SourceUp { get; init; }

    public bool TargetUp { get; init; }

    /// <summary>When that was.</summary>
    public DateTimeOffset? CheckedAt { get; init; }

    /// <summary>Something may have been done there that has to be undone, or ended, there. Set before it is done.</summary>
    public bool SourceTouched { get; init; }

    public bool TargetTouched { get; init; }

    public bool Marked { get; init; }

    /// <summary>Late deliveries were journalled for users of this batch.</summary>
    public bool Follows { get; init; }

    /// <summary>The pool did not answer when it should have been told how things stand.</summary>
    public bool SourceOwed { get; init; }

    public bool TargetOwed { get; init; }

    /// <summary>How many times it began anew because a pool was lost on the way.</summary>
    public int Restarts { get; init; }

    /// <summary>Set when its users were in another move to the same target: the id of that move, whose outcome is theirs. Such a batch does nothing itself.</summary>
    public string? Joins { get; init; }

    /// <summary>How many times its users were in a call when their turn came, and when they are asked after again.</summary>
    public int BusyTries { get; init; }

    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>The move that this one takes back: there its users are undone once they have arrived.</summary>
    public string? Undoes { get; init; }

    /// <summary>Back to Unassigned Users, whom no pool takes in: the data stays where it is.</summary>
    [JsonIgnore]
    public bool ToUnassigned => Target.Length == 0;

    /// <summary>The home in the directory after the switch.</summary>
    [JsonIgnore]
    public string? TargetHome => ToUnassigned ? null : Target;

    /// <summary>A forced move with a pool down: the users' data comes later.</summary>
    [JsonIgnore]
    public bool DataFollows => Source is not null && !ToUnassigned && !(SourceUp && TargetUp);

    /// <summary>Everybody's outcome is known.</summary>
    [JsonIgnore]
    public bool IsSettled => Step is MoveStep.Tidy or MoveStep.Done;

    /// <summary>The whole batch is a check that has not begun: nothing to undo.</summary>
    [JsonIgnore]
    public bool IsUntouched => Step == MoveStep.Check && !Marked && !SourceTouched && !TargetTouched;

    public ImmutableArray<SipAddress> Standing(Standing standing) => [.. from u in Users where u.Standing == standing select u.Address];

    public bool Any(Standing standing) => Users.Any(u => u.Standing == standing);

    /// <summary>An untouched batch that is not begun any more.</summary>
    public Batch End(Leave why) => this with
    {
        Step = MoveStep.Done,
        Users = [.. Users.Select(u => (u.Standing == Batches.Standing.Going ? u.Leave(why) : u) with { Standing = Batches.Standing.Out })],
    };

    public static Batch New(string moveId, int number, string? home, string? source, string target, bool force, IEnumerable<SipAddress> users) =>
        new(moveId, number, home, source, target, force, MoveStep.Check, [.. users.Select(BatchUser.New)]);
}
