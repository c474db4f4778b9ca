using System.Collections.Concurrent;
using System.Collections.Immutable;
using Godwit.Pool.Pools;

namespace Godwit.Pool.Users;

/// <summary>
/// The directory as this process last saw it: every user by address, every pool by FQDN, in memory. Fed by <see cref="UserReplicator"/>;
/// reads never wait. One per process (forest in a box) or per front end.
/// </summary>
public sealed class ForestView
{
    private readonly ConcurrentDictionary<SipAddress, DirectoryUser> _users = new();
    private ImmutableDictionary<string, PoolRecord> _pools = ImmutableDictionary.Create<string, PoolRecord>(StringComparer.OrdinalIgnoreCase);
    private long _revision;

    /// <summary>Raised after a user's change was taken in, on the replicator's flow: handlers are quick and do not throw.</summary>
    public event Action<DirectoryUser?, DirectoryUser?>? Changed;

    /// <summary>Everything up to this revision of the directory is known here.</summary>
    public long Revision => Volatile.Read(ref _revision);

    public IReadOnlyDictionary<string, PoolRecord> Pools => _pools;

    public ICollection<DirectoryUser> Users => _users.Values;

    public DirectoryUser? Find(SipAddress address) => _users.GetValueOrDefault(address);

    public PoolRecord? FindPool(string? fqdn) => fqdn is null ? null : _pools.GetValueOrDefault(fqdn);

    internal void TakePools(IEnumerable<PoolRecord> pools) =>
        _pools = pools.ToImmutableDictionary(p => p.Fqdn, StringComparer.OrdinalIgnoreCase);

    internal void Take(DirectoryChange change)
    {
        _users.TryGetValue(change.Address, out var before);
        if (change.User is null) _users.TryRemove(change.Address, out _);
        else _users[change.Address] = before is null ? change.User : change.User with { Address = before.Address };
        Volatile.Write(ref _revision, change.Revision);
        Changed?.Invoke(before, change.User);
    }
}
