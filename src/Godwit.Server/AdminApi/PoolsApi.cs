using Godwit.Pool.Users;
using Godwit.Server.Pools;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Godwit.Server.AdminApi;

/// <summary>/api/v1/pools: what pools there are, outages, retirement.</summary>
internal static class PoolsApi
{
    public static void MapPools(this IEndpointRouteBuilder api)
    {
        api.MapGet("/pools", (PoolViews views) => views.All());
        api.MapGet("/pools/{fqdn}", (string fqdn, PoolViews views) => views.Find(fqdn) is { } view ? TypedResults.Ok(view) : Answers.NoSuchPool(fqdn));
        api.MapPost("/pools/{fqdn}/start", Start);
        api.MapPost("/pools/{fqdn}/stop", Stop);
        api.MapPost("/pools/{fqdn}/retire", RetireApi.Retire);
        api.MapGet("/pools/retired", RetireApi.List);
    }

    private static async Task<IResult> Start(string fqdn, HttpContext context, ForestView forest, PoolRack rack, PoolViews views, Acts acts, CancellationToken cancel)
    {
        if (rack.Find(fqdn) is not { } pool) return Answers.NoPoolHere(fqdn, forest);
        if (await rack.Start(pool, cancel) is { } problem)
        {
            acts.Refused(context, "pool.start", pool.Fqdn, problem);
            return Answers.Problem(409, problem);
        }

        acts.Done(context, "pool.start", pool.Fqdn);
        return TypedResults.Ok(views.Find(fqdn));
    }

    private static async Task<IResult> Stop(string fqdn, HttpContext context, ForestView forest, PoolRack rack, PoolViews views, Acts acts, CancellationToken cancel)
    {
        if (rack.Find(fqdn) is not { } pool) return Answers.NoPoolHere(fqdn, forest);
        await rack.Stop(pool, cancel);
        acts.Done(context, "pool.stop", pool.Fqdn);
        return TypedResults.Ok(views.Find(fqdn));
    }

    internal static IEnumerable<DirectoryUser> HomedOn(string fqdn, ForestView forest) =>
        forest.Users.Where(u => string.Equals(u.HomePool, fqdn, StringComparison.OrdinalIgnoreCase));
}
