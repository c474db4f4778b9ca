using Godwit.Pool.Homes;
using Microsoft.Extensions.Hosting;

namespace Godwit.Server.Pools;

/// <summary>Owns the loops that a pool runs beside its calls: what has expired goes, who was disabled is signed out.</summary>
internal sealed class PoolTending(ExpirySweep sweep, DisabledUsers disabled) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(sweep.Run(stoppingToken), disabled.Run(stoppingToken));
}
