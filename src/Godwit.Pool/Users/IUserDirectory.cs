namespace Godwit.Pool.Users;

/// <summary>One user's state after a change, or her deletion (<paramref name="User"/> null).</summary>
public sealed record DirectoryChange(long Revision, SipAddress Address, DirectoryUser? User);

/// <summary>Door: the users of the forest. The single truth of who is homed where.</summary>
public interface IUserDirectory
{
    Task<DirectoryUser?> Find(SipAddress address, CancellationToken cancel);

    /// <summary>All users, by address.</summary>
    IAsyncEnumerable<DirectoryUser> List(CancellationToken cancel);

    /// <summary>Changes after <paramref name="since"/> in order, at most 1,000; empty when there are none. Start with 0 for everything.</summary>
    Task<IReadOnlyList<DirectoryChange>> ChangesSince(long since, CancellationToken cancel);

    /// <summary>Returns when there may be something after <paramref name="since"/>.</summary>
    Task WaitForChange(long since, CancellationToken cancel);

    Task<IReadOnlyList<Pools.PoolRecord>> Pools(CancellationToken cancel);
}
