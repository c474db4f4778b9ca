using Godwit.Pool.Users;

namespace Godwit.Moves.Vault;

/// <summary>Door: the newest known data of users, outside their pools' databases, so that a pool that dies does not take it along. Durable when a task completes.</summary>
public interface IParcelVault
{
    /// <summary>What the pool held at that time; replaces what is older.</summary>
    Task Put(string pool, DateTimeOffset asOf, IReadOnlyList<UserParcel> parcels, CancellationToken cancel);

    /// <summary>In order; null = none. A parcel that can't be read any more counts as none.</summary>
    Task<IReadOnlyList<AgedParcel?>> Find(IReadOnlyList<SipAddress> users, CancellationToken cancel);

    /// <summary>The users' data is deleted for good.</summary>
    Task Forget(IReadOnlyList<SipAddress> users, CancellationToken cancel);
}

/// <summary>The vault is switched off.</summary>
public sealed class NoVault : IParcelVault
{
    public Task Put(string pool, DateTimeOffset asOf, IReadOnlyList<UserParcel> parcels, CancellationToken cancel) => Task.CompletedTask;

    public Task<IReadOnlyList<AgedParcel?>> Find(IReadOnlyList<SipAddress> users, CancellationToken cancel) => Task.FromResult<IReadOnlyList<AgedParcel?>>(new AgedParcel?[users.Count]);

    public Task Forget(IReadOnlyList<SipAddress> users, CancellationToken cancel) => Task.CompletedTask;
}
