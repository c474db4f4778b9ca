using Godwit.Moves;
using Godwit.Moves.Engine;
using Godwit.Pool.Users;
using Godwit.Server.Check;
using Godwit.Server.Configuration;
using Godwit.Server.Links;
using Microsoft.Extensions.Logging;

namespace Godwit.Server.Pools;

/// <summary>The pools of this process by FQDN: what the configuration names and nobody has retired.</summary>
public sealed partial class PoolRack(
    IReadOnlyList<PoolHost> pools, IReadOnlyList<PoolElsewhere> elsewhere, PoolLinks links, IMoves moves, VaultKeeper vault, IDirectoryEditor directory, UserReplicator replicator, RetiredPools retired, ILogger<PoolRack> log)
    : IDisposable
{
    private readonly SemaphoreSlim _one = new(1);
    private volatile IReadOnlyList<PoolHost> _pools = pools;
    private volatile IReadOnlyList<PoolElsewhere> _elsewhere = elsewhere;

    public IReadOnlyList<PoolHost> Pools => _pools;

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<RetiredPool> Retired => retired.All;

    /// <summary>The way to each pool, wherever it runs.</summary>
    public IPoolLinks Links => links;

    public PoolHost? Find(string? fqdn) => _pools.FirstOrDefault(p => string.Equals(p.Fqdn, fqdn, StringComparison.OrdinalIgnoreCase));

    /// <summary>A pool of this host or of another.</summary>
    public IForestPool? FindAnywhere(string? fqdn) => Find(fqdn) ?? (IForestPool?)FindElsewhere(fqdn);

    /// <summary>Null when the pool runs (now or already); else one sentence: why it can't.</summary>
    public async Task<string?> Start(PoolHost pool, CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            if (pool.IsRunning) return null;
            var problems = new ConfigProblems();
            ForestCheck.Ports(pool.Settings, pool.Fqdn, problems);
            if (!problems.None) return problems.Found[0].ToString();
            await pool.Prepare(cancel);
            await moves.PoolReturned(pool.Fqdn, cancel);
            await pool.Open();
            Started(pool.Fqdn);
            return null;
        }
        finally
        {
            _one.Release();
        }
    }

    public async Task Stop(PoolHost pool, CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            if (!pool.IsRunning) return;
            await vault.PassBeforeStop(pool.Fqdn, cancel);
            await pool.Stop(cancel);
            Stopped(pool.Fqdn);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Takes the pool out of the forest for good: homes that name it no longer resolve. Its database stays, in reach of the move engine.</summary>
    public async Task Retire(string fqdn, CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            if (Find(fqdn) is { } pool)
            {
                retired.Add(new RetiredPool(pool.Fqdn, pool.Record.Generation, pool.Record.Edition, pool.Record.Dn, pool.Settings.DatabaseFile));
                await pool.Retire(cancel);
                _pools = [.. _pools.Where(p => p != pool)];
                links.Retire(pool.Fqdn, _ => new RetiredPoolLink(pool.Record, pool.BackEnd));
            }
            else if (FindElsewhere(fqdn) is { } far)
            {
                // Its database is its own host's; the link goes on to reach it.
                retired.Add(new RetiredPool(far.Record.Fqdn, far.Record.Generation, far.Record.Edition, far.Record.Dn, ""));
                _elsewhere = [.. _elsewhere.Where(p => p != far)];
                links.Retire(far.Record.Fqdn, link => link);
            }

            await directory.RemovePool(fqdn, cancel);
            await replicator.CatchUp(cancel);
            WasRetired(fqdn);
        }
        finally
        {
            _one.Release();
        }
    }

    private PoolElsewhere? FindElsewhere(string? fqdn) => _elsewhere.FirstOrDefault(p => string.Equals(p.Record.Fqdn, fqdn, StringComparison.OrdinalIgnoreCase));

    public void Dispose() => _one.Dispose();

    [LoggerMessage(LogLevel.Information, "The pool {Pool} was started")]
    private partial void Started(string pool);

    [LoggerMessage(LogLevel.Information, "The pool {Pool} was stopped")]
    private partial void Stopped(string pool);

    [LoggerMessage(LogLevel.Information, "The pool {Pool} was retired")]
    private partial void WasRetired(string pool);
}
