using Godwit.Pool.BackEnds;
using Godwit.Pool.Homes;
using Microsoft.Extensions.Hosting;

namespace Godwit.Server.Pools;

/// <summary>What a pool does beside its calls: learns her users' modes before anybody calls, then takes out what has expired and signs out who was disabled.</summary>
internal sealed class PoolTending(RichModes modes, IUserStore store, ExpirySweep sweep, DisabledUsers disabled) : BackgroundService
{
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await modes.Load(store, cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(sweep.Run(stoppingToken), disabled.Run(stoppingToken));
}
