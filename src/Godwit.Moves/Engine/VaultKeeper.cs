using Godwit.Moves.Vault;
using Microsoft.Extensions.Logging;

namespace Godwit.Moves.Engine;

/// <summary>Brings changed users' data from each pool that answers into the vault, page by page, again and again.</summary>
public sealed partial class VaultKeeper(IParcelVault vault, HomeTruth truth, PoolCalls pools, VaultOptions options, TimeProvider time, ILogger<VaultKeeper> log) : IAsyncDisposable
{
    /// <summary>A pool that is told to stop does not wait longer for the vault.</summary>
    private static readonly TimeSpan MostBeforeStop = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _one = new(1);
    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;

    /// <summary>Keeps it until this is disposed; does nothing when the vault is off.</summary>
    public void Start() => _running = options.IsOn ? Task.Run(() => Run(_stop.Token)) : Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
        _one.Dispose();
    }

    /// <summary>A pool is about to be stopped in good order: what has changed there is brought into safety first.</summary>
    public async Task PassBeforeStop(string pool, CancellationToken cancel)
    {
        if (!options.IsOn) return;
        using var limit = new CancellationTokenSource(MostBeforeStop, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        try
        {
            await truth.CatchUp(both.Token);
            await Pass(pool, both.Token);
        }
        catch (Exception e) when (!cancel.IsCancellationRequested)
        {
            // It stops all the same; the vault has what it had.
            NotReached(pool, e.Message);
        }
    }

    private async Task Run(CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                await Pass(cancel);
            }
            catch (Exception e) when (!cancel.IsCancellationRequested)
            {
                Failed(e);
            }

            await Task.Delay(options.Interval, time, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>All pools once; what is out of reach waits for the next time.</summary>
    public async Task Pass(CancellationToken cancel)
    {
        await truth.CatchUp(cancel);
        foreach (var pool in truth.View.Pools.Keys)
        {
            try
            {
                if (await Pass(pool, cancel) is > 0 and var users) Kept(pool, users);
            }
            catch (PoolUnavailableException e)
            {
                NotReached(pool, e.Message);
            }
        }
    }

    /// <summary>One at a time: what one has taken, another must not report as safe.</summary>
    private async Task<int> Pass(string pool, CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            return await Take(pool, cancel);
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task<int> Take(string pool, CancellationToken cancel)
    {
        for (var users = 0; ; await Task.Delay(options.Pause, time, cancel))
        {
            var asOf = time.GetUtcNow();
            var page = await pools.Ask(pool, (link, token) => link.BackEnd.TakeChanged(options.PageSize, token), cancel);
            if (page.Count == 0) return users;

            // Where an old copy of somebody lies who was moved away by force, it is not her newest.
            await vault.Put(pool, asOf, [.. page.Where(p => HomeTruth.Same(truth.HomeOf(p.User), pool))], cancel);
            await pools.Tell(pool, (link, token) => link.BackEnd.ChangesTaken(token), cancel);
            users += page.Count;
            if (page.Count < options.PageSize) return users;
        }
    }

    [LoggerMessage(LogLevel.Debug, "Vault: {Users} changed users of {Pool}")]
    private partial void Kept(string pool, int users);

    [LoggerMessage(LogLevel.Debug, "Vault: {Pool} is out of reach, next time: {Reason}")]
    private partial void NotReached(string pool, string reason);

    [LoggerMessage(LogLevel.Error, "The vault could not be kept, trying again later")]
    private partial void Failed(Exception fault);
}
