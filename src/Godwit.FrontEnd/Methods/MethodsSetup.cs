using Godwit.FrontEnd.Clients;
using Godwit.FrontEnd.Events;
using Godwit.FrontEnd.Notifications;
using Godwit.FrontEnd.Operations;
using Godwit.FrontEnd.Peers;
using Godwit.FrontEnd.Requests;
using Godwit.Pool.Homes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans;

namespace Godwit.FrontEnd.Methods;

public static class MethodsSetup
{
    /// <summary>Registers the methods that a pool itself answers (REGISTER, SUBSCRIBE, SERVICE, PUBLISH), and <see cref="IEndpointDoor"/>.</summary>
    public static IServiceCollection AddMethods(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => Homes.From(provider.GetRequiredService<IGrainFactory>()));
        services.AddSingleton<OwnAddress>();
        services.AddSingleton<OwnRequests>();
        services.AddSingleton<NotifyAnswers>();
        services.AddSingleton<SubscriptionSweep>().AddHostedService(s => s.GetRequiredService<SubscriptionSweep>());
        services.AddSingleton<SubscriptionTable>();
        services.AddSingleton<PublicationTable>();
        services.AddHostedService<PublicationSweep>();
        services.AddSingleton<Farewells>().AddHostedService(s => s.GetRequiredService<Farewells>());
        services.AddPeers();

        services.AddSingleton<IEventPackage, ContactsPackage>();
        services.AddSingleton<IEventPackage, AclPackage>();
        services.AddSingleton<IEventPackage, PendingWatchersPackage>();
        services.AddSingleton<IEventPackage, ProvisioningPackage>();
        services.AddSingleton<IEventPackage, ProvisioningV2Package>();
        services.AddSingleton<IEventPackage, RoamingSelfPackage>();
        services.AddSingleton<IEventPackage, PresencePackage>();
        services.AddSingleton<IEventPackage, WatchersPackage>();
        services.AddSingleton<IEventPackage, RegistrationPackage>();

        services.AddSingleton<IOperation, SetContact>();
        services.AddSingleton<IOperation, DeleteContact>();
        services.AddSingleton<IOperation, AddGroup>();
        services.AddSingleton<IOperation, ModifyGroup>();
        services.AddSingleton<IOperation, DeleteGroup>();
        services.AddSingleton<IOperation, SetAce>();
        services.AddSingleton<IOperation, SetPresence>();
        services.AddSingleton<IOperation, GetPresence>();
        services.AddSingleton<IOperation, DirectorySearch>();
        services.AddSingleton<IOperation, PublishCategories>();
        services.AddSingleton<IOperation, SetContainerMembers>();
        services.AddSingleton<IOperation, SetSubscribers>();

        services.AddSingleton<ISipMethodHandler, RegisterHandler>();
        services.AddSingleton<ISipMethodHandler, SubscribeHandler>();
        services.AddSingleton<ISipMethodHandler, ServiceHandler>();
        services.AddSingleton<ISipMethodHandler, PublishHandler>();
        return services;
    }
}
