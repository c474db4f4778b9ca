using System.Net;
using System.Net.Sockets;
using Godwit.FrontEnd;
using Godwit.FrontEnd.Groups;
using Godwit.FrontEnd.Notifications;
using Godwit.Pool;
using Godwit.Pool.Hours;
using Godwit.Pool.Pools;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Hosting;

namespace Godwit.Server.Pools;

/// <summary>A pool as a host of its own: the silo first, then the gate, then the front end.</summary>
internal static class PoolApplication
{
    public static WebApplication Build(PoolPlan plan)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "Godwit.Server" });
        builder.Services.AddSingleton<IHostLifetime, InnerLifetime>().AddLogging();
        builder.Services.Replace(ServiceDescriptor.Singleton(plan.Shared.Loggers));
        builder.Services.AddMetrics();
        builder.Services.AddSingleton(plan.Shared.Time).AddSingleton(plan.Shared.Forest).AddSingleton(plan.Shared.Directory).AddSingleton(plan.Shared.Groups).AddSingleton(plan.Shared.Secrets)
            .AddSingleton(plan.Gate).AddSingleton(plan.Database.Users).AddSingleton(plan.ClientVersions).AddSingleton(plan.Clients)
            .AddSingleton(plan.Database.Hours).AddSingleton<SignedInHours>();
        builder.Services.AddPool(PoolIdentity.Of(plan.Record, plan.FrontEnd.Domains), plan.Settings.Limits);
        AddSilo(builder, plan);
        builder.Services.AddHostedService<PoolTending>();
        builder.Services.AddSingleton<ListenersGate>().AddHostedService(s => s.GetRequiredService<ListenersGate>());
        // Kestrel first: the front end's own settings build on Kestrel's.
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration();
        builder.Services.AddFrontEnd(plan.FrontEnd);
        builder.Services.AddSingleton(plan.Database.Notices).AddHostedService<NoticeTeller>();
        var application = builder.Build();
        // Only the web listener speaks HTTP; one service is all there is.
        if (plan.FrontEnd.Web is not null) application.Run(application.Services.GetRequiredService<GroupExpansionService>().Handle);
        return application;
    }

    private static void AddSilo(WebApplicationBuilder builder, PoolPlan plan)
    {
        var port = FreePort();
        builder.UseOrleans(silo => silo
            .UseLocalhostClustering(port, gatewayPort: 0, serviceId: plan.Record.Fqdn, clusterId: plan.Record.Fqdn)
            .Configure<SiloOptions>(o => o.SiloName = plan.Record.Fqdn)
            // The cluster's only silo has nobody to judge; with the clock set forward while it joins it would judge itself, and end the process.
            .Configure<ClusterMembershipOptions>(o => o.LivenessEnabled = o.EvictWhenMaxJoinAttemptTimeExceeded = false)
            .Configure<GrainCollectionOptions>(o => o.CollectionAge = TimeSpan.FromHours(3)));
    }

    private static int FreePort()
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)probe.LocalEndPoint!).Port;
    }
}
