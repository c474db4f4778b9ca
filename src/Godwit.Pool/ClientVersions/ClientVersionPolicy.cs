using System.Collections.Concurrent;

namespace Godwit.Pool.ClientVersions;

/// <summary>
/// The filter that a running pool goes by. A sign-in asks for the verdict on its User-Agent; clients of a pool are of a few kinds, so each kind is decided
/// once and remembered until the rules change.
/// </summary>
/// <param name="store">Null: this pool has no filter (LCS 2005 SP1), and everybody is allowed.</param>
public sealed class ClientVersionPolicy(IClientVersionStore? store) : IDisposable
{
    /// <summary>User-Agents are strangers' texts: when there are more of them than any pool's clients have, all are forgotten.</summary>
    private const int MostRemembered = 2_000;

    private readonly SemaphoreSlim _one = new(1);
    private volatile Ruling _now = new(ClientVersionFilter.New);

    public bool HasFilter => store is not null;

    public ClientVersionFilter Filter => _now.Filter;

    /// <summary>There is nothing to ask <see cref="Of"/> about.</summary>
    public bool IsOpen => _now.IsOpen;

    /// <summary>Reads what the back end has; before the pool's listeners open.</summary>
    public async Task Load(CancellationToken cancel)
    {
        if (store is null) return;
        _now = new Ruling(await store.Load(cancel));
    }

    /// <summary>Saves what <paramref name="change"/> makes of the filter, then goes by it. Null from it: nothing changes, and null comes back.</summary>
    public async Task<ClientVersionFilter?> Change(Func<ClientVersionFilter, ClientVersionFilter?> change, CancellationToken cancel)
    {
        if (store is null) throw new InvalidOperationException("This pool has no client version filter");
        await _one.WaitAsync(cancel);
        try
        {
            if (change(_now.Filter) is not { } after) return null;
            await store.Save(after, cancel);
            _now = new Ruling(after);
            return after;
        }
        finally
        {
            _one.Release();
        }
    }

    public ClientVersionVerdict Of(ReadOnlySpan<char> userAgent) => _now.Of(userAgent);

    public void Dispose() => _one.Dispose();

    private sealed class Ruling
    {
        private readonly ConcurrentDictionary<string, ClientVersionVerdict> _known = new(StringComparer.Ordinal);
        private readonly ConcurrentDictionary<string, ClientVersionVerdict>.AlternateLookup<ReadOnlySpan<char>> _bySpan;
        private int _count;

        public Ruling(ClientVersionFilter filter)
        {
            Filter = filter;
            IsOpen = filter.IsOpen;
            _bySpan = _known.GetAlternateLookup<ReadOnlySpan<char>>();
        }

        public ClientVersionFilter Filter { get; }

        public bool IsOpen { get; }

        public ClientVersionVerdict Of(ReadOnlySpan<char> userAgent)
        {
            if (IsOpen) return ClientVersionVerdict.Allowed;
            if (_bySpan.TryGetValue(userAgent, out var verdict)) return verdict;
            verdict = Filter.Decide(userAgent);
            if (Interlocked.Increment(ref _count) > MostRemembered)
            {
                _known.Clear();
                Volatile.Write(ref _count, 0);
            }

            _bySpan.TryAdd(userAgent, verdict);
            return verdict;
        }
    }
}
