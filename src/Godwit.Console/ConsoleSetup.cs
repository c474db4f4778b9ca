using Godwit.Admin;
using Godwit.Console.Files;
using Godwit.Console.Pools;
using Godwit.Console.State;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.FluentUI.AspNetCore.Components;

namespace Godwit.Console;

/// <summary>The web console: a face of the admin API, part of the host that serves it.</summary>
public static class ConsoleSetup
{
    /// <param name="open">Makes a client of the admin API for whoever looks at the page; one for each page that is open.</param>
    public static IServiceCollection AddGodwitConsole(this IServiceCollection services, Func<IServiceProvider, AdminClient> open)
    {
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddFluentUIComponents();
        return services.AddScoped(open).AddScoped<ConsoleState>().AddScoped<Notices>().AddScoped<PoolActs>();
    }

    /// <summary>Below <c>/</c>; what lies below <c>/api</c> is not touched.</summary>
    public static RazorComponentsEndpointConventionBuilder MapGodwitConsole(this IEndpointRouteBuilder routes)
    {
        routes.ServiceProvider.GetRequiredService<IWebHostEnvironment>().WebRootFileProvider = new ScriptsToStart();
        routes.MapConsoleFiles();
        return routes.MapRazorComponents<App>().AddInteractiveServerRenderMode();
    }
}
