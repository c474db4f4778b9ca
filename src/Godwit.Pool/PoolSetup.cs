using Godwit.Pool.Homes;
using Godwit.Pool.Pools;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Godwit.Pool;

public static class PoolSetup
{
    /// <summary>
    /// What the homes of one pool need, in the container of its silo. The host adds the doors: <see cref="BackEnds.IUserStore"/> and
    /// <see cref="IEndpointDoor"/>, and the forest's <see cref="Users.ForestView"/>; and it runs <see cref="ExpirySweep"/>, <see cref="DisabledUsers"/>
    /// and <see cref="ChangedCards"/>.
    /// </summary>
    public static IServiceCollection AddPool(this IServiceCollection services, PoolIdentity pool, PoolLimits? limits = null)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(pool);
        services.AddSingleton(limits ?? new PoolLimits());
        services.TryAddSingleton<HomeGate>();
        services.AddSingleton<ActiveHomes>();
        services.AddSingleton<RichModes>();
        services.AddSingleton<IRegistrar, Registrar>();
        services.AddSingleton<PoolInstruments>();
        services.AddSingleton<HomeSurroundings>();
        services.AddSingleton<ExpirySweep>();
        services.AddSingleton<DisabledUsers>();
        services.AddSingleton<ChangedCards>();
        return services;
    }
}
