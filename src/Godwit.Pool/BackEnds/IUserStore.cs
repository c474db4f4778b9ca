using Godwit.Pool.Users;
using Orleans;

namespace Godwit.Pool.BackEnds;

/// <summary>
/// Door: a pool's back-end database, as the homes of its users need it. Throws <see cref="BackEndUnavailableException"/> when the back end is out of reach.
/// </summary>
public interface IUserStore
{
    /// <summary>
    /// The user's data; null when this back end has none of hers, or only an undo copy. A copy that is arriving counts: homes ask only for users who
    /// live here by the directory, so the move has switched and is about to settle it.
    /// </summary>
    Task<UserData?> Load(SipAddress user, CancellationToken cancel);

    /// <summary>Only the single values: all that a sign-in needs. Null as above.</summary>
    Task<UserAccount?> LoadAccount(SipAddress user, CancellationToken cancel);

    /// <summary>Everybody here whose enhanced presence mode is set; undo copies do not count.</summary>
    Task<IReadOnlyList<SipAddress>> LoadRichModes(CancellationToken cancel);

    /// <summary>
    /// Saves the changes in one transaction, in order; creates the user's row when there is none, makes an arriving copy homed,
    /// throws <see cref="InvalidOperationException"/> on an undo copy. Durable when the task completes.
    /// </summary>
    Task Save(SipAddress user, IReadOnlyList<UserChange> changes, CancellationToken cancel);
}

/// <summary>The pool's back end can't be reached (stopped, or its disk is gone).</summary>
[GenerateSerializer, Alias("godwit.BackEndUnavailableException")]
public sealed class BackEndUnavailableException(string pool, Exception? inner = null) : Exception($"The back-end database of {pool} is not available", inner)
{
    [Id(0)]
    public string Pool { get; } = pool;

    /// <summary>It can be read, but its disk takes no more.</summary>
    [Id(1)]
    public bool IsFull { get; init; }
}
