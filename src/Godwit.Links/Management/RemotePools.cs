using Godwit.Moves;
using Microsoft.Extensions.Logging;

namespace Godwit.Links.Management;

/// <summary>The pools that run on other hosts.</summary>
public sealed partial class RemotePools(IReadOnlyList<RemotePool> pools, Func<IMoves> moves, TimeProvider time, ILogger<RemotePools> log) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private Task _returning = Task.CompletedTask;

    public IReadOnlyList<RemotePool> All => pools;

    public RemotePool? Find(string? fqdn) => pools.FirstOrDefault(p => string.Equals(p.Pool.Fqdn, fqdn, StringComparison.OrdinalIgnoreCase));

    /// <summary>Waits until all of them have joined, but no longer than that: who starts a forest starts its hosts one after the other.</summary>
    public async Task WaitForAll(TimeSpan most, CancellationToken cancel)
    {
        try
        {
            await Task.WhenAll(pools.Select(p => p.Joined)).WaitAsync(most, time, cancel);
        }
        catch (TimeoutException)
        {
            foreach (var pool in pools.Where(p => !p.IsConnected)) Missing(pool.Pool.Fqdn);
        }
    }

    /// <summary>Unfinished moves were taken up: pools may be told what they missed, and open.</summary>
    public void Open() => _open.TrySetResult();

    internal async Task Return(RemotePool pool, CancellationToken cancel)
    {
        await _open.Task.WaitAsync(cancel);
        await moves().PoolReturned(pool.Pool.Fqdn, cancel);
    }

    internal void ReturnLater(RemotePool pool)
    {
        lock (_gate) _returning = Task.WhenAll(_returning, ReturnNow(pool));
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _returning;
        _stop.Dispose();
    }

    private async Task ReturnNow(RemotePool pool)
    {
        try
        {
            await Return(pool, _stop.Token);
        }
        catch (Exception e)
        {
            // The engine tries again by itself.
            if (!_stop.IsCancellationRequested) NotTold(e, pool.Pool.Fqdn);
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Pool} has not joined yet; starting without it")]
    private partial void Missing(string pool);

    [LoggerMessage(LogLevel.Warning, "{Pool} is back and could not be told yet what it missed")]
    private partial void NotTold(Exception fault, string pool);
}
