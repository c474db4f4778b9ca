using System.Net;
using System.Security.Cryptography.X509Certificates;
using Godwit.Admin;
using Godwit.Console;
using Godwit.FrontEnd.Authentication;
using Godwit.Moves;
using Godwit.Moves.Engine;
using Godwit.Moves.Healing;
using Godwit.Moves.Plans;
using Godwit.Moves.Vault;
using Godwit.Pool.Users;
using Godwit.Server.Audit;
using Godwit.Server.Configuration;
using Godwit.Server.Figures;
using Godwit.Server.Pools;
using Godwit.Server.Rolls;
using Godwit.Server.SignIn;
using Godwit.Server.UserFiles;
using Godwit.Storage.Accounts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Godwit.Server.AdminApi;

/// <summary>What the admin API stands on.</summary>
public sealed record AdminParts(
    ForestSettings Settings, ManagementSettings Management, PoolRack Rack, IMoves Moves, IMovePlans Plans, MoveReceipts Receipts, Doctor Doctor, PoolTies Ties, LeftData LeftData, HandedData Handed, IDirectoryEditor Editor,
    IDirectoryAccounts Directory, IParcelVault Vault, AccountStore Accounts, AdminToken Token, AuditFile Audit, X509Certificate2 Certificate, SharedParts Shared);

/// <summary>The admin API and the console as a host of their own: HTTPS only. The API lies below /api/v1; everything else is the console's.</summary>
public static class AdminApiHost
{
    internal const string Prefix = "/api/v1";

    /// <summary>A list of 50,000 addresses to move is under 2 MB.</summary>
    private const long MaxBody = 8 * 1024 * 1024;

    public static WebApplication Build(AdminParts parts)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "Godwit.Server" });
        builder.Services.AddSingleton<IHostLifetime, InnerLifetime>().AddLogging();
        builder.Services.Replace(ServiceDescriptor.Singleton(parts.Shared.Loggers));
        builder.Services.AddRoutingCore().Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = true).ConfigureHttpJsonOptions(o => o.SerializerOptions.TypeInfoResolverChain.Insert(0, AdminJson.Default));
        AddParts(builder.Services, parts);
        AddPeople(builder.Services, parts);
        builder.Services.AddRates();
        builder.Services.AddDescription();
        builder.Services.AddGodwitConsole(services => Client(services, OnThisHost(parts.Management.Https)));
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxBody;
            kestrel.Limits.MaxConcurrentConnections = 200;
            kestrel.Listen(parts.Management.Https, listen =>
            {
                listen.Protocols = HttpProtocols.Http1AndHttp2;
                listen.UseHttps(parts.Certificate);
            });
        });

        var app = builder.Build();
        app.Use(SecurityHeaders.Add);
        app.UseProblems();
        app.UseRouting();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.Use(next => new AdminAccess(app.Services.GetRequiredService<Callers>()).Check(next));
        app.UseAntiforgery();
        app.MapSignInPages(parts.Management.SignIn);
        app.MapGodwitConsole().WithMetadata(new RequiredRole(Role.Reader));
        app.MapApi();
        // Counting begins now, not when somebody asks.
        app.Services.GetRequiredService<ForestFigures>();
        app.Services.GetRequiredService<UserRoll>();
        return app;
    }

    private static void MapApi(this WebApplication app)
    {
        var api = app.MapGroup(Prefix);
        api.TakeRoles(Prefix);
        api.MapDescription();
        api.MapSession();
        api.MapAccounts();
        api.MapAudit();
        api.MapUsers();
        api.MapForest();
        api.MapDirectory();
        api.MapPools();
        api.MapClients();
        api.MapClientVersions();
        api.MapMoves();
        api.MapDoctor();
        api.MapReceipts();
        api.MapReports();
        api.MapPlans();
        api.MapFiles();
    }

    private static void AddParts(IServiceCollection services, AdminParts parts) => services
        .AddSingleton(parts.Settings).AddSingleton(parts.Rack).AddSingleton(parts.Moves).AddSingleton(parts.Plans).AddSingleton(parts.Receipts).AddSingleton(parts.Doctor).AddSingleton(parts.Ties)
        .AddSingleton(parts.LeftData).AddSingleton(parts.Handed).AddSingleton(parts.Editor).AddSingleton(parts.Directory).AddSingleton(parts.Vault).AddSingleton(parts.Audit)
        .AddSingleton(parts.Shared.Forest).AddSingleton(parts.Shared.Replicator).AddSingleton(parts.Shared.Time)
        .AddSingleton<UserRoll>().AddSingleton<FoundUsers>().AddSingleton<DirectoryRoll>().AddSingleton<ForestFigures>().AddSingleton<UserSets>()
        .AddSingleton<Acts>().AddSingleton<PlanTurns>().AddSingleton<UserViews>().AddSingleton<UserEdits>().AddSingleton<UserSettings>().AddSingleton<UserRemoval>().AddSingleton<PoolViews>()
        .AddSingleton<ClientVersionEdits>().AddSingleton<UserExport>().AddSingleton<UserImport>().AddSingleton<HandedFile>();

    private static void AddPeople(IServiceCollection services, AdminParts parts)
    {
        services.AddSingleton(new SessionsKey(File.ReadAllBytes(parts.Settings.DirectoryFile + ".key")));
        services.AddDataProtection().PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(parts.Settings.DataFolder, "keys"))).SetApplicationName("Godwit");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(s => new ConfigureOptions<KeyManagementOptions>(o => o.XmlEncryptor = new SealedKeys(s.GetRequiredService<SessionsKey>())));
        services.AddSessions(parts.Management.SignIn);
        services.AddSingleton(parts.Management.SignIn).AddSingleton(parts.Accounts).AddSingleton(parts.Token)
            .AddSingleton<Administrators>().AddSingleton<ProgramTokens>().AddSingleton<SessionTickets>().AddSingleton<FirstLink>().AddSingleton<SignIns>().AddSingleton<FailedSignIns>()
            .AddSingleton(s => ActivatorUtilities.CreateInstance<Callers>(s, parts.Management.TrustLoopback));
    }

    /// <summary>An open page asks the API in the name of whoever looks at it.</summary>
    private static AdminClient Client(IServiceProvider page, Uri server)
    {
        var (person, tickets) = (page.GetRequiredService<AuthenticationStateProvider>(), page.GetRequiredService<SessionTickets>());
        return new AdminClient(server, async _ => tickets.Mint((await person.GetAuthenticationStateAsync()).User));
    }

    private static Uri OnThisHost(IPEndPoint https) => new($"https://{(https.Address.Equals(IPAddress.Any) || https.Address.Equals(IPAddress.IPv6Any) ? new IPEndPoint(IPAddress.Loopback, https.Port) : https)}");
}
