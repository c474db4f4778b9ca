using Godwit.FrontEnd.Authentication;
using Godwit.FrontEnd.Calls;
using Godwit.FrontEnd.Connections;
using Godwit.FrontEnd.Groups;
using Godwit.FrontEnd.Listeners;
using Godwit.FrontEnd.Methods;
using Godwit.FrontEnd.Notifications;
using Godwit.FrontEnd.PageMode;
using Godwit.FrontEnd.Pipeline;
using Godwit.FrontEnd.Relay;
using Godwit.FrontEnd.Requests;
using Godwit.FrontEnd.Trunks;
using Godwit.Pool.ClientVersions;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Godwit.FrontEnd;

public static class FrontEndSetup
{
    /// <summary>
    /// Adds a front end to a pool's host. The host provides ForestView, IUserSecrets, HomeGate and the pool's grains, runs Kestrel, and may be built and
    /// started again after it was stopped. With its start the listeners open, with its stop they close and all connections end.
    /// </summary>
    public static IServiceCollection AddFrontEnd(this IServiceCollection services, FrontEndOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton(new FrontEndInstruments(options.Pool.Fqdn));
        AddConnections(services);
        AddRelay(services);
        services.AddSipAuthentication();
        AddPipeline(services);
        services.AddMethods();
        services.AddSingleton<SipConnectionHandler>();
        services.AddSingleton<WebSignIn>();
        services.AddSingleton<GroupExpansionService>();
        services.AddSingleton<UdpFlows>();
        services.AddHostedService<SipUdpListener>();
        services.AddSingleton<IConfigureOptions<KestrelServerOptions>, SipKestrel>();
        services.AddSingleton<IConfigureOptions<SocketTransportOptions>, SipKestrel>();
        return services;
    }

    private static void AddConnections(IServiceCollection services)
    {
        services.AddSingleton<ConnectionTable>();
        services.AddSingleton<EndpointTable>();
        services.AddSingleton<ConnectionHost>();
        services.AddSingleton<TimerWheel>();
        services.AddSingleton<RunningCalls>();
        services.AddSingleton(s =>
        {
            var heartbeat = new Heartbeat(s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<Heartbeat>>());
            heartbeat.Add(s.GetRequiredService<ConnectionTable>());
            heartbeat.Add(s.GetRequiredService<TimerWheel>());
            heartbeat.Add(s.GetRequiredService<RunningCalls>());
            return heartbeat;
        });
        services.AddHostedService<LostEndpoints>();
    }

    private static void AddRelay(IServiceCollection services)
    {
        services.AddSingleton<Router>();
        services.AddSingleton<ForwardedCopy>();
        services.AddSingleton<RequestRelay>();
        services.AddSingleton<IPoolTrunks, PoolTrunks>();
        services.AddSingleton<ITrunkDialer, TlsTrunkDialer>();
        // A trunk is a connection, whose messages go through the pipeline, which sends over trunks: the circle is cut here.
        services.AddSingleton(s => new Lazy<ConnectionHost>(s.GetRequiredService<ConnectionHost>));
        services.AddSingleton(s =>
        {
            var forks = ActivatorUtilities.CreateInstance<Forks>(s);
            s.GetRequiredService<Heartbeat>().Add(forks);
            return forks;
        });
        services.AddSingleton<SessionGateway>();
        services.AddSingleton<PlainSigns>();
        services.AddSingleton(s =>
        {
            var sessions = ActivatorUtilities.CreateInstance<PageSessions>(s);
            s.GetRequiredService<Heartbeat>().Add(sessions);
            return sessions;
        });
    }

    private static void AddPipeline(IServiceCollection services)
    {
        services.AddSingleton<ISipMethodHandler, InviteHandler>();
        services.AddSingleton<ISipMethodHandler, AckHandler>();
        services.AddSingleton<ISipMethodHandler, CancelHandler>();
        services.AddSingleton<ISipMethodHandler, NotifyHandler>();
        services.AddSingleton<ISipMethodHandler, OptionsHandler>();
        foreach (var method in RelayHandler.Methods)
            services.AddSingleton<ISipMethodHandler>(s => ActivatorUtilities.CreateInstance<RelayHandler>(s, method));
        services.AddSingleton<MethodTable>();
        services.AddSingleton(s => new Lazy<MethodTable>(s.GetRequiredService<MethodTable>));
        services.AddSingleton<ServerTransactions>();
        services.AddSingleton<CheckRequest>();
        services.TryAddSingleton(_ => new ClientVersionPolicy(null));
        services.AddSingleton<CheckClientVersion>();
        services.AddSingleton<FindHome>();
        services.AddSingleton<IMessageReceiver>(s => new SipPipeline(
            s.GetRequiredService<CheckRequest>(), s.GetRequiredService<Authenticate>(), s.GetRequiredService<CheckClientVersion>(), s.GetRequiredService<FindHome>(),
            s.GetRequiredService<MethodTable>(), s.GetRequiredService<ServerTransactions>(), s.GetRequiredService<Forks>(), s.GetRequiredService<OwnRequests>(), s.GetRequiredService<NotifyAnswers>(),
            s.GetRequiredService<FrontEndOptions>(),
            s.GetRequiredService<FrontEndInstruments>(), s.GetRequiredService<ILogger<SipPipeline>>()));
    }
}
