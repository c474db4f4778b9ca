using Godwit.Pool.BackEnds;
using Godwit.Pool.Clients;
using Godwit.Pool.Homes;
using Godwit.Pool.Hours;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Godwit.Server.Pools;

/// <summary>
/// What a pool does beside its calls: learns her users' modes before anybody calls, then takes out what has expired, signs out who was disabled, tells of changed
/// contact cards and writes down who was seen with what, and how many are signed in when.
/// </summary>
internal sealed class PoolTending(
    RichModes modes, IUserStore store, ExpirySweep sweep, DisabledUsers disabled, ChangedCards cards, SeenClients clients, SignedInHours hours, ILogger<SeenClients> log) : BackgroundService
{
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await modes.Load(store, cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(sweep.Run(stoppingToken), disabled.Run(stoppingToken), cards.Run(stoppingToken), clients.Run(log, stoppingToken), hours.Run(stoppingToken));
}
