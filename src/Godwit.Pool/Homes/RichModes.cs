using Godwit.Pool.BackEnds;
using Godwit.Pool.Pools;
using Godwit.Pool.Users;

namespace Godwit.Pool.Homes;

/// <summary>
/// Whose enhanced presence mode is set, so that a sign-in asks no database: loaded when the pool starts, told by the homes what they load and save. After any change of
/// a user in the directory hers is unknown until her home has loaded it again: she may have been away and come back with other data. Safe from any thread.
/// </summary>
public sealed class RichModes : IDisposable
{
    private readonly PoolIdentity _pool;
    private readonly ForestView _forest;
    private readonly Lock _lock = new();
    private readonly HashSet<SipAddress> _unknown = [];
    private HashSet<SipAddress>? _rich;

    public RichModes(PoolIdentity pool, ForestView forest)
    {
        (_pool, _forest) = (pool, forest);
        forest.Changed += OnChanged;
    }

    /// <summary>Until it is done every mode is unknown.</summary>
    public async Task Load(IUserStore store, CancellationToken cancel)
    {
        if (!_pool.SpeaksEnhancedPresence) return;
        var rich = await store.LoadRichModes(cancel);
        lock (_lock) _rich = [.. rich];
    }

    /// <summary>False when it is unknown: the user's home finds out.</summary>
    public bool TryGet(SipAddress user, out bool rich)
    {
        rich = false;
        if (!_pool.SpeaksEnhancedPresence) return true;
        lock (_lock)
        {
            if (_rich is null || _unknown.Contains(user)) return false;
            rich = _rich.Contains(user);
            return true;
        }
    }

    public void Dispose() => _forest.Changed -= OnChanged;

    /// <summary>What a home loaded or set, when the user was what she still is in the directory.</summary>
    internal void Learn(DirectoryUser? seen, bool rich)
    {
        if (seen is null) return;
        lock (_lock)
        {
            if (!ReferenceEquals(_forest.Find(seen.Address), seen)) return;
            if (rich) _rich?.Add(seen.Address);
            else _rich?.Remove(seen.Address);
            _unknown.Remove(seen.Address);
        }
    }

    /// <summary>Her data may be another now.</summary>
    public void Forget(SipAddress user)
    {
        lock (_lock) _unknown.Add(user);
    }

    private void OnChanged(DirectoryUser? before, DirectoryUser? after)
    {
        if (!IsHere(before) && !IsHere(after)) return;
        lock (_lock)
        {
            _unknown.Add((after ?? before!).Address);
            if (!IsHere(after)) _rich?.Remove(before!.Address);
        }
    }

    private bool IsHere(DirectoryUser? user) => string.Equals(user?.HomePool, _pool.Fqdn, StringComparison.OrdinalIgnoreCase);
}
