using Godwit.FrontEnd.Notifications;
using Godwit.Pool.Homes;
using Microsoft.Extensions.DependencyInjection;

namespace Godwit.FrontEnd.Peers;

internal static class PeersSetup
{
    /// <summary>Presence in this pool and between pools: <see cref="IPresenceRoute"/>, and <see cref="IEndpointDoor"/>.</summary>
    public static IServiceCollection AddPeers(this IServiceCollection services)
    {
        services.AddSingleton<NotifySender>();
        services.AddSingleton<LocalPresence>();
        services.AddSingleton<PeerNews>();
        services.AddSingleton<RemotePresence>().AddHostedService(s => s.GetRequiredService<RemotePresence>());
        services.AddSingleton<PeerWatchers>().AddHostedService(s => s.GetRequiredService<PeerWatchers>());
        services.AddSingleton<IPresenceRoute, RoutedPresence>();
        services.AddSingleton<IEndpointDoor, PoolDoor>();
        return services;
    }
}
