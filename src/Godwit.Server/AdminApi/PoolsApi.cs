using Godwit.Admin.Pools;
using Godwit.Pool.Users;
using Godwit.Server.Configuration;
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
        api.MapGet("/pools", (ForestView forest, PoolRack rack) => forest.Pools.Values.OrderBy(p => p.Fqdn, StringComparer.Ordinal).Select(p => View(p.Fqdn, forest, rack)!).ToList() as IReadOnlyList<PoolView>);
        api.MapGet("/pools/{fqdn}", (string fqdn, ForestView forest, PoolRack rack) => View(fqdn, forest, rack) is { } view ? TypedResults.Ok(view) : Answers.NoSuchPool(fqdn));
        api.MapPost("/pools/{fqdn}/start", Start);
        api.MapPost("/pools/{fqdn}/stop", Stop);
        api.MapPost("/pools/{fqdn}/retire", Retire);
    }

    private static async Task<IResult> Start(string fqdn, HttpContext context, ForestView forest, PoolRack rack, Acts acts, CancellationToken cancel)
    {
        if (rack.Find(fqdn) is not { } pool) return NotHere(fqdn, forest);
        if (await rack.Start(pool, cancel) is { } problem)
        {
            acts.Refused(context, "pool.start", pool.Fqdn, problem);
            return Answers.Problem(409, problem);
        }

        acts.Done(context, "pool.start", pool.Fqdn);
        return TypedResults.Ok(View(fqdn, forest, rack));
    }

    private static async Task<IResult> Stop(string fqdn, HttpContext context, ForestView forest, PoolRack rack, Acts acts, CancellationToken cancel)
    {
        if (rack.Find(fqdn) is not { } pool) return NotHere(fqdn, forest);
        await rack.Stop(pool, cancel);
        acts.Done(context, "pool.stop", pool.Fqdn);
        return TypedResults.Ok(View(fqdn, forest, rack));
    }

    private static async Task<IResult> Retire(string fqdn, RetirePool request, HttpContext context, ForestView forest, PoolRack rack, Acts acts, CancellationToken cancel)
    {
        if (forest.FindPool(fqdn) is not { } pool) return Answers.NoSuchPool(fqdn);
        var homed = HomedOn(pool.Fqdn, forest).Select(u => u.Address).Order().Select(a => a.Value).ToList();
        if (homed.Count > 0 && !request.Force)
        {
            var why = $"{Users(homed.Count)} homed on {pool.Fqdn}, so it was not retired. Move them first, or retire it by force: then they become Unassigned Users";
            acts.Refused(context, "pool.retire", pool.Fqdn, $"{Users(homed.Count)} homed there");
            return TypedResults.Ok(new RetireResult(false, why, homed));
        }

        await rack.Retire(pool.Fqdn, cancel);
        acts.Done(context, "pool.retire", pool.Fqdn, homed.Count > 0 ? $"by force; {Users(homed.Count)} unassigned now" : null);
        var done = homed.Count == 0 ? $"{pool.Fqdn} was retired" : $"{pool.Fqdn} was retired; {Users(homed.Count)} unassigned now, with their data kept in the pool's database";
        return TypedResults.Ok(new RetireResult(true, done, homed));
    }

    private static string Users(int count) => count == 1 ? "1 user is" : $"{count} users are";

    private static IResult NotHere(string fqdn, ForestView forest) =>
        forest.FindPool(fqdn) is null ? Answers.NoSuchPool(fqdn) : Answers.Problem(409, $"The pool {fqdn} does not run on this host: its configuration does not name it");

    private static IEnumerable<DirectoryUser> HomedOn(string fqdn, ForestView forest) =>
        forest.Users.Where(u => string.Equals(u.HomePool, fqdn, StringComparison.OrdinalIgnoreCase));

    private static PoolView? View(string fqdn, ForestView forest, PoolRack rack)
    {
        if (forest.FindPool(fqdn) is not { } pool) return null;
        var host = rack.Find(fqdn);
        return new PoolView(pool.Fqdn, PoolNames.Of(pool.Generation), PoolNames.Of(pool.Edition), HomedOn(pool.Fqdn, forest).Count(), host is { IsRunning: true } ? "running" : "stopped")
        {
            SignedIn = host?.SignedIn ?? 0,
            Listeners = host?.Settings.Listeners ?? [],
        };
    }
}
