using Godwit.Moves.Engine;
using Godwit.Moves.Journal;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Godwit.Moves;

public static class MovesSetup
{
    /// <summary>
    /// The move engine. The host brings the doors (<see cref="IMoveStore"/>, <see cref="IPoolLinks"/>, IHomeSwitch), the replicator and its view, and
    /// calls <see cref="MoveEngine.Resume"/> before its listeners open.
    /// </summary>
    public static IServiceCollection AddMoves(this IServiceCollection services, MoveOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.AddSingleton(options);
        services.AddSingleton<MoveInstruments>();
        services.AddSingleton<PoolCalls>();
        services.AddSingleton<HomeTruth>();
        services.AddSingleton<UserClaims>();
        services.AddSingleton<UntidyBatches>();
        services.AddSingleton<ProgressBoard>();
        services.AddSingleton<FactFinder>();
        services.AddSingleton<MoveJournal>();
        services.AddSingleton<Settlement>();
        services.AddSingleton<Deliveries>();
        services.AddSingleton<BatchActs>();
        services.AddSingleton<BatchRunner>();
        services.AddSingleton<FollowUps>();
        services.AddSingleton<JoinedMoves>();
        services.AddSingleton<MoveEngine>();
        services.AddSingleton<IMoves>(p => p.GetRequiredService<MoveEngine>());
        return services;
    }
}
