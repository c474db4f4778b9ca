using System.Collections.Immutable;
using Godwit.Pool.Users;

namespace Godwit.Moves.Batches;

/// <summary>Where a user stands inside her batch.</summary>
public enum Standing
{
    /// <summary>On her way; nothing has happened that can't be undone.</summary>
    Going,

    /// <summary>She can't go; what was done for her has to be undone.</summary>
    Leaving,

    /// <summary>The directory says that she lives at the target: only forward.</summary>
    Switched,

    /// <summary>The engine died during her switch and she was not switched: she goes again from the start.</summary>
    Again,

    /// <summary>Her outcome is final.</summary>
    Out,
}

/// <param name="Digest">Of her data as exported under the fence; base64, empty before the copy.</param>
/// <param name="Outcome">What she will be once she is <see cref="Standing.Out"/>.</param>
public sealed record BatchUser(
    SipAddress Address,
    Standing Standing,
    bool SignedIn,
    string Digest,
    MoveOutcome Outcome,
    string? Reason,
    ImmutableArray<string> Lost)
{
    /// <summary>See <see cref="UserOutcome.State"/>.</summary>
    public UserState? State { get; init; }

    /// <summary>What she was given in place of data out of reach; null: nothing had to be, or could be.</summary>
    public GivenData? Given { get; init; }

    public static BatchUser New(SipAddress address) => new(address, Standing.Going, false, "", MoveOutcome.Pending, null, []);

    public BatchUser Leave(Leave why) => this with { Standing = Standing.Leaving, Outcome = why.Outcome, Reason = why.Reason, State = why.State, Lost = [], Given = null };
}

/// <param name="Has">In words: how many of each kind.</param>
/// <param name="Whole">It was read from the source's own database: nothing is newer.</param>
public sealed record GivenData(DateTimeOffset AsOf, string Has, bool Whole);

/// <summary>Why a user does not go on: <see cref="MoveOutcome.Refused"/> or <see cref="MoveOutcome.Failed"/>, and a sentence.</summary>
public sealed record Leave(MoveOutcome Outcome, string Reason)
{
    public UserState? State { get; init; }

    public static Leave Refused(string reason) => new(MoveOutcome.Refused, reason);

    public static Leave Failed(string reason) => new(MoveOutcome.Failed, reason);
}
