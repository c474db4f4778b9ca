using System.Security.Cryptography.X509Certificates;
using Godwit.Admin;
using Godwit.Moves;
using Godwit.Pool.BackEnds;
using Godwit.Pool.Users;
using Godwit.Server.Audit;
using Godwit.Server.Configuration;
using Godwit.Server.Pools;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using BadHttpRequestException = Microsoft.AspNetCore.Http.BadHttpRequestException;

namespace Godwit.Server.AdminApi;

/// <summary>What the admin API stands on.</summary>
public sealed record AdminParts(ForestSettings Settings, PoolRack Rack, IMoves Moves, IDirectoryEditor Editor, AdminToken Token, AuditFile Audit, X509Certificate2 Certificate, SharedParts Shared);

/// <summary>The admin API as a host of its own: HTTPS only, /api/v1.</summary>
public static class AdminApiHost
{
    /// <summary>A list of 50,000 addresses to move is under 2 MB.</summary>
    private const long MaxBody = 8 * 1024 * 1024;

    public static WebApplication Build(AdminParts parts)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "Godwit.Server" });
        builder.Services.AddSingleton<IHostLifetime, InnerLifetime>().AddLogging();
        builder.Services.Replace(ServiceDescriptor.Singleton(parts.Shared.Loggers));
        builder.Services.AddRoutingCore().Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = true).ConfigureHttpJsonOptions(o => o.SerializerOptions.TypeInfoResolverChain.Insert(0, AdminJson.Default));
        builder.Services.AddSingleton(parts.Settings).AddSingleton(parts.Rack).AddSingleton(parts.Moves).AddSingleton(parts.Editor).AddSingleton(parts.Audit)
            .AddSingleton(parts.Shared.Forest).AddSingleton(parts.Shared.Replicator).AddSingleton(parts.Shared.Time)
            .AddSingleton<Acts>().AddSingleton<UserViews>().AddSingleton<UserEdits>().AddSingleton<ClientVersionEdits>();
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxBody;
            kestrel.Limits.MaxConcurrentConnections = 200;
            kestrel.Listen(parts.Settings.Management.Https, listen =>
            {
                listen.Protocols = HttpProtocols.Http1AndHttp2;
                listen.UseHttps(parts.Certificate);
            });
        });

        var app = builder.Build();
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = Fault, AllowStatusCode404Response = true, SuppressDiagnosticsCallback = c => IsForeseen(c.Exception) });
        app.UseStatusCodePages(c => Bare(c.HttpContext).ExecuteAsync(c.HttpContext));
        app.Use(next => new AdminAccess(parts.Token, parts.Settings.Management.TrustLoopback).Check(next));
        var api = app.MapGroup("/api/v1");
        api.MapUsers();
        api.MapPools();
        api.MapClients();
        api.MapClientVersions();
        api.MapMoves();
        return app;
    }

    /// <summary>A status that the framework gave without a word.</summary>
    private static IResult Bare(HttpContext context) => context.Response.StatusCode switch
    {
        404 => Answers.Problem(404, $"There is nothing at {context.Request.Path}"),
        405 => Answers.Problem(405, $"{context.Request.Path} does not take {context.Request.Method}"),
        var status => Answers.Problem(status, $"The request was not taken ({status})"),
    };

    private static bool IsForeseen(Exception fault) => fault is BadHttpRequestException or BackEndUnavailableException or PoolUnavailableException;

    /// <summary>The only catch-all of the API: what a request could not foresee, as a problem in words.</summary>
    private static Task Fault(HttpContext context)
    {
        var fault = context.Features.Get<IExceptionHandlerFeature>()?.Error;
        var problem = fault switch
        {
            BadHttpRequestException { InnerException: System.Text.Json.JsonException json } => Answers.Problem(400, $"The body is not the JSON that is expected here: {json.Message}"),
            BadHttpRequestException bad => Answers.Problem(bad.StatusCode, bad.Message),
            BackEndUnavailableException or PoolUnavailableException => Answers.Problem(503, fault.Message),
            _ => Answers.Problem(500, "The server failed at this; its log says more"),
        };
        return problem.ExecuteAsync(context);
    }
}
