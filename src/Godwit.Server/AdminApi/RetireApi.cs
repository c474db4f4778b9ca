using Godwit.Admin.Pools;
using Godwit.Moves;
using Godwit.Moves.Engine;
using Godwit.Moves.Planning;
using Godwit.Pool.Users;
using Godwit.Server.Configuration;
using Godwit.Server.Pools;
using Microsoft.AspNetCore.Http;

namespace Godwit.Server.AdminApi;

/// <summary>Retirement of a pool: what stands in the way of it, what becomes of its users' data, and what pools were retired.</summary>
internal static class RetireApi
{
    public static async Task<IResult> Retire(
        string fqdn, RetirePool request, HttpContext context, ForestView forest, PoolRack rack, PoolTies ties, LeftData data, Acts acts, CancellationToken cancel)
    {
        if (forest.FindPool(fqdn) is not { } pool) return Answers.NoSuchPool(fqdn);
        if (request.DeleteData is not (null or "elsewhere" or "all")) return Answers.Problem(400, "deleteData is elsewhere or all");
        if (request.DeleteData is not null && !request.Force) return Answers.Problem(400, "Data is deleted only by force");
        var homed = PoolsApi.HomedOn(pool.Fqdn, forest).Select(u => u.Address).Order().ToList();
        var tie = await ties.Of(pool.Fqdn, cancel);
        var result = new RetireResult(false, "", Names(homed)) { Moves = tie.Moves, Awaited = Names(tie.Awaited), UndoCopies = Names(tie.UndoCopies) };
        if (InTheWay(pool.Fqdn, homed.Count, tie) is { } why && !request.Force)
        {
            acts.Refused(context, "pool.retire", pool.Fqdn, why);
            return TypedResults.Ok(result with { Reason = why });
        }

        await rack.Retire(pool.Fqdn, cancel);
        acts.Done(context, "pool.retire", pool.Fqdn, homed.Count > 0 ? $"by force; {Users(homed.Count)} unassigned now" : null);
        var kept = request.DeleteData == "all" ? "" : ", with their data kept in the pool's database";
        var said = homed.Count == 0 ? $"{pool.Fqdn} was retired" : $"{pool.Fqdn} was retired; {Users(homed.Count)} unassigned now{kept}";
        if (tie.UndoCopies.Count > 0) said += $". Moves from there can't be undone any more ({Users(tie.UndoCopies.Count)} concerned)";
        if (request.DeleteData is null) return TypedResults.Ok(result with { Retired = true, Reason = said });

        var deleted = await data.Delete(pool.Fqdn, request.DeleteData == "all", cancel);
        var items = LostItems.Of(deleted.Items);
        var what = $"data of {deleted.Users} users deleted ({(items.IsEmpty ? "nothing in it" : string.Join(", ", items))}), of {deleted.Kept} kept";
        acts.Done(context, "pool.delete-data", pool.Fqdn, what);
        return TypedResults.Ok(result with { Retired = true, Reason = $"{said}. On {pool.Fqdn}: {what}", Deleted = deleted.Users, DeletedItems = items });
    }

    public static async Task<IResult> List(PoolRack rack, PoolTies ties, CancellationToken cancel)
    {
        var views = new List<RetiredPoolView>();
        foreach (var pool in rack.Retired)
        {
            var (users, left) = (0, 0);
            try
            {
                await foreach (var copy in ties.Copies(pool.Fqdn, cancel)) (users, left) = copy.State == UserCopyState.Left ? (users, left + 1) : (users + 1, left);
            }
            catch (PoolUnavailableException)
            {
                // Its database is not here any more.
            }

            views.Add(new RetiredPoolView(pool.Fqdn, PoolNames.Of(pool.Generation), PoolNames.Of(pool.Edition), users, left, pool.DatabaseFile));
        }

        return TypedResults.Ok<IReadOnlyList<RetiredPoolView>>(views);
    }

    private static string? InTheWay(string pool, int homed, PoolTie tie)
    {
        if (homed > 0) return $"{Users(homed)} homed on {pool}, so it was not retired. Move them first, or retire it by force: then they become Unassigned Users";
        if (tie.Moves.Count > 0) return $"Users are being moved from {pool} or to it ({string.Join(", ", tie.Moves)}), so it was not retired. Wait for the end, or retire it by force";
        return tie.Awaited.Count == 0 ? null : $"Data of {tie.Awaited.Count} users has to follow from {pool} after a forced move, so it was not retired. Start the pool, or retire it by force: its database is kept";
    }

    private static IReadOnlyList<string> Names(IEnumerable<SipAddress> users) => [.. users.Select(u => u.Value)];

    private static string Users(int count) => count == 1 ? "1 user is" : $"{count} users are";
}
