using Godwit.Moves.Terms;
using Godwit.Pool.Users;

namespace Godwit.Moves;

/// <summary>The move engine as its faces see it. Implemented by <c>MoveEngine</c>.</summary>
public interface IMoves
{
    /// <summary>What would happen to each user; changes nothing.</summary>
    Task<IReadOnlyList<UserOutcome>> Plan(MoveRequest request, CancellationToken cancel);

    /// <summary>Journals the move, begins it, returns its id. It goes on whatever becomes of the caller.</summary>
    Task<string> Start(MoveRequest request, CancellationToken cancel);

    /// <summary>What is under way ends, nothing else begins.</summary>
    Task<MoveAnswer> Suspend(MoveAsSeen move, CancellationToken cancel);

    /// <summary>Ends a suspension.</summary>
    Task<MoveAnswer> GoOn(MoveAsSeen move, CancellationToken cancel);

    /// <summary>What is under way ends; everybody else stays where she is.</summary>
    Task<MoveAnswer> Cancel(MoveAsSeen move, CancellationToken cancel);

    /// <summary>Tries those again who failed; with <paramref name="refused"/> those who were refused, too. The same move, on its terms.</summary>
    Task<MoveAnswer> Retry(MoveAsSeen move, bool refused, CancellationToken cancel);

    Task<MoveAnswer> Change(MoveAsSeen move, TermsChange change, CancellationToken cancel);

    /// <summary>With what is known of users who are on their way.</summary>
    Task<MoveReport?> Report(string id, CancellationToken cancel);

    /// <summary>A page of its users as they stand now; null when there is no such move.</summary>
    Task<MoveUsersNow?> Users(string id, MovePage query, CancellationToken cancel);

    /// <summary>How far it is, without users; null when there is no such move.</summary>
    Task<MoveProgress?> Progress(string id, CancellationToken cancel);

    /// <summary>Newest first, without users.</summary>
    Task<IReadOnlyList<MoveProgress>> List(CancellationToken cancel);

    /// <summary>The move's progress whenever it changes, until it is finished.</summary>
    IAsyncEnumerable<MoveProgress> Watch(string id, CancellationToken cancel);

    /// <summary>
    /// Changes users' data beside the moves: <paramref name="act"/> gets those of the users whom no move has a claim on, and until it ends no move, and nothing that
    /// moves left to do, touches them. For batches like those of moves, not for long.
    /// </summary>
    Task Beside(IReadOnlyList<SipAddress> users, Func<IReadOnlySet<SipAddress>, Task> act, CancellationToken cancel);

    /// <summary>
    /// A pool that was out of reach is back: does what could not be done while it was away (late data of users who were moved to it by force, users who
    /// have left it). Call it before the pool's listeners open.
    /// </summary>
    Task PoolReturned(string fqdn, CancellationToken cancel);
}

/// <summary>What came of an order to a move: how it is now, or a sentence why the order can't be followed. Neither: there is no such move.</summary>
public sealed record MoveAnswer(MoveProgress? Move, string? Problem)
{
    public static readonly MoveAnswer NoSuchMove = new(null, null);

    /// <summary>How it stands after the order; null where that is not known yet.</summary>
    public long? Version { get; init; }

    /// <summary>It does not stand as it was seen; nothing was done.</summary>
    public bool IsStale { get; init; }
}
