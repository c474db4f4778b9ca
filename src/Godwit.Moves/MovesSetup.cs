using Godwit.Moves.Engine;
using Godwit.Moves.Forecasts;
using Godwit.Moves.Healing;
using Godwit.Moves.Journal;
using Godwit.Moves.Plans;
using Godwit.Moves.Receipts;
using Godwit.Moves.Vault;
using Godwit.Receipts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Godwit.Moves;

public static class MovesSetup
{
    /// <summary>
    /// The move engine. The host brings the doors (<see cref="IMoveStore"/>, <see cref="IPlanStore"/> for plans, <see cref="IPoolLinks"/>, IHomeSwitch), the replicator and its view, and
    /// calls <see cref="MoveEngine.Resume"/> before its listeners open.
    /// </summary>
    public static IServiceCollection AddMoves(this IServiceCollection services, MoveOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(_ => ReceiptKey.New());
        services.AddMetrics();
        services.AddSingleton(options);
        services.AddSingleton<MoveInstruments>();
        services.AddSingleton<Paces>();
        services.AddSingleton<PoolCalls>();
        services.AddSingleton<HomeTruth>();
        services.AddSingleton<UserClaims>();
        services.AddSingleton<UntidyBatches>();
        services.AddSingleton<ProgressBoard>();
        services.AddSingleton<FactFinder>();
        services.AddSingleton<UserPlans>();
        services.AddSingleton<ReceiptDesk>();
        services.AddSingleton<MoveReceipts>();
        services.AddSingleton<MoveJournal>();
        services.AddSingleton<Settlement>();
        services.AddSingleton<Deliveries>();
        services.AddSingleton<NewestParcels>();
        services.AddSingleton<HandedData>();
        services.AddSingleton<ForcedOutlook>();
        services.AddSingleton<ForcedCopy>();
        services.AddSingleton<StandIns>();
        services.AddSingleton<ForcedNotices>();
        services.AddSingleton<BatchActs>();
        services.AddSingleton<BatchRunner>();
        services.AddSingleton<FollowUps>();
        services.AddSingleton<JoinedMoves>();
        services.AddSingleton<BatchCutter>();
        services.AddSingleton<BatchQueue>();
        services.AddSingleton<BusyUsers>();
        services.AddSingleton<MoveSteering>();
        services.AddSingleton<BatchWork>();
        services.TryAddSingleton(new VaultOptions());
        services.TryAddSingleton<IParcelVault, NoVault>();
        services.AddSingleton<VaultKeeper>();
        services.AddSingleton<MoveEngine>();
        services.AddSingleton<PoolTies>();
        services.AddSingleton<LeftData>();
        services.AddSingleton<CaseFinder>();
        services.AddSingleton<Remedies>();
        services.AddSingleton<Doctor>();
        services.AddSingleton<Analyst>();
        services.AddSingleton<IMovePlans, MovePlans>();
        services.AddSingleton<IMoves>(p => p.GetRequiredService<MoveEngine>());
        return services;
    }
}
