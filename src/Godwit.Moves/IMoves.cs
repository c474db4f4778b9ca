namespace Godwit.Moves;

/// <summary>The move engine as its faces see it. Implemented by <c>MoveEngine</c>.</summary>
public interface IMoves
{
    /// <summary>What would happen to each user; changes nothing.</summary>
    Task<IReadOnlyList<UserOutcome>> Plan(MoveRequest request, CancellationToken cancel);

    /// <summary>Journals the move, begins it, returns its id. It goes on whatever becomes of the caller.</summary>
    Task<string> Start(MoveRequest request, CancellationToken cancel);

    Task<MoveReport?> Report(string id, CancellationToken cancel);

    /// <summary>How far it is, without users; null when there is no such move.</summary>
    Task<MoveProgress?> Progress(string id, CancellationToken cancel);

    /// <summary>Newest first, without users.</summary>
    Task<IReadOnlyList<MoveProgress>> List(CancellationToken cancel);

    /// <summary>The move's progress whenever it changes, until it is finished.</summary>
    IAsyncEnumerable<MoveProgress> Watch(string id, CancellationToken cancel);

    /// <summary>
    /// A pool that was out of reach is back: does what could not be done while it was away (late data of users who were moved to it by force, users who
    /// have left it). Call it before the pool's listeners open.
    /// </summary>
    Task PoolReturned(string fqdn, CancellationToken cancel);
}
